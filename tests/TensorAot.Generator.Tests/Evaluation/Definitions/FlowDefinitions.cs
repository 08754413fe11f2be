// Odd on purpose: corners that the C# compiler warns of are corners of evaluation too.
#pragma warning disable CS9124, CS8793, CS0458, CS1718
namespace TensorAot.Generator.Tests.Evaluation.Definitions;

/// <summary>Loops, switches, patterns, tuples, text.</summary>
public static class FlowDefinitions
{
    public static string Strings()
    {
        string s = "héllo";
        string? n = null, joined = null;
        joined += 1;
        joined += 'c';
        joined += n;
        return S(s.Length, s[1], s[^1], s[1..3], s.ToUpperInvariant(), s + 1 + 2.5 + true + 'c' + n + "e",
            $"{1.5:F2}|{12, 5}|{12, -5}|{s}|{n}|{true}|{1e20}|{0.1f}|{1.0}", s.Substring(2), s.Contains("ll"),
            s.Replace("l", "L"), string.Join("-", 1, 2, 3), string.Join(",", new[] { 1.5, 2 }), s == "héllo", n == null,
            "a" + 'b', 1 + 2 + "x" + 1 + 2, nameof(s), string.IsNullOrEmpty(n), joined);
    }

    public static string Tuples()
    {
        var t = (a: 1, b: "x");
        t.a = 5;
        var u = t;
        u.a = 6;
        (int p, (int q, int r)) = (1, (2, 3));
        (p, q) = (q, p);
        var(x, _) = t;
        (int, double) w = (1, 2);
        var arr = new[]
        {
            1,
            2,
            3
        };
        (arr[0], arr[2]) = (arr[2], arr[0]);
        return S(t, u, p, q, r, x, t == (5, "x"), t != u, w, arr[0], arr[2], t.Equals(u), ((1, 2), 3));
    }

    public static string Switches()
    {
        string K(object? o) => o switch
        {
            null => "null",
            int and > 5 => "big",
            int i => "int" + i,
            string { Length: 0 } => "empty",
            string s when s.StartsWith("a") => "a*",
            string s => s,
            (int x, int y) => "pt" + (x + y),
            double.NaN => "nan",
            double d => "d" + d,
            int[] and [] => "none",
            int[] and [var f, ..var mid, var l] => $"{f}.{mid.Length}.{l}",
            bool b => b ? "T" : "F",
            _ => "?"
        };
        return S(K(null), K(7), K(2), K(""), K("abc"), K("zz"), K((1, 2)), K(double.NaN), K(1.5), K(new int[0]),
            K(new[] { 1, 2, 3, 4 }), K(true), K('c'));
    }

    public static string SwitchStmt()
    {
        string r = "";
        for (int i = 0; i < 6; i++)
        {
            switch (i)
            {
                case 0:
                    r += "zero";
                    break;
                case 1:
                case 2:
                    r += "few";
                    break;
                case> 3 when i % 2 == 0:
                    r += "even";
                    continue;
                default:
                    r += "d";
                    break;
            }

            r += ";";
        }

        return r;
    }

    public static string Patterns()
    {
        var p = new P(1, 2);
        object o = p;
        int[] a = [1, 2, 3];
        return S(o is P { X: 1 }, o is P (1, var y) && y == 2, o is P { X: > 0 and < 5, Y: not 3 } q && q.Y == 2,
            a is [1, .., 3], a is [_, 2, ..], a is [], a is { Length: 3 }, o is not string, o is P or string, 5 is >= 3 and <= 7,
            o is P { X: var xx } && xx > 0, "ab" is ['a', ..]);
    }

    record P(int X, int Y)
    {
        internal int Sum => X + Y;

        public P Flip() => this with
        {
            X = Y,
            Y = X
        };
        public double Len { get; init; } = X * 2.0;
    }

    public static string Deconstructs()
    {
        var pts = new[]
        {
            (1, "a"),
            (2, "b")
        };
        string s = "";
        foreach (var(n, t)in pts)
            s += n + t;
        int x = 1, y = 2;
        foreach (var((p, q), r)in new[]
        {
            ((1, 2), 3)
        }

        )
            s += p + q + r;
        return S(s, x, y);
    }

    public static string ConvertedElements()
    {
        string s = "";
        var later = new List<Func<double>>();
        foreach (double d in new[] { 1, 2, 3 })
        {
            later.Add(() => d / 2);
            s += d / 4 + ";";
        }
        foreach (int i in new[] { 1.9, -2.9 })
            s += i + ";";
        foreach (long l in new List<char> { 'a', 'b' })
            s += l + ";";
        foreach (var f in later)
            s += f() + ";";
        return s;
    }

    public static string ForMany()
    {
        string s = "";
        for (int i = 0, j = 10; i < j; i += 3, j--)
            s += i + "," + j + ";";
        for (;;)
        {
            s += "x";
            if (s.Length > 30)
                break;
        }

        foreach (char c in "abc")
        {
            if (c == 'b')
                continue;
            s += c;
        }

        foreach (var x in Enumerable.Range(0, 100))
        {
            if (x > 2)
                break;
            s += x;
        }

        return s;
    }

    static string S(params object? [] xs) => string.Join("|", xs);
}
