// Odd on purpose: corners that the C# compiler warns of are corners of evaluation too.
#pragma warning disable CS9124, CS8793, CS0458, CS1718
namespace TensorAot.Generator.Tests.Evaluation.Definitions;

/// <summary>Classes, structs, records and their members.</summary>
public static class TypesDefinitions
{
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

    record Q(int X, int Y, string Z) : P(X, Y)
    {
        public override string ToString() => $"Q{X}{Y}{Z}";
    }

    record struct RS(int A, double B);

    readonly record struct Rr(string N, P Inner);

    public static string Records()
    {
        var p = new P(1, 2);
        var q = p with
        {
            X = 5
        };
        var(a, b) = p;
        P r = new Q(3, 4, "z");
        var rs = new RS(1, 2);
        var rs2 = rs;
        rs2.A = 9;
        return S(p, q, p == new P(1, 2), p != q, p.Equals(q), a, b, p.Sum, p.Flip(), r, rs, rs2, rs == new RS(1, 2), q.Len,
            new Rr("n", p), r is Q, p.Equals(new P(1, 2)));
    }

    struct St
    {
        public int A;
        public int B { get; set; }

        public void Inc()
        {
            A++;
            B += 2;
        }

        public readonly int Total => A + B;
    }

    class Box
    {
        public St S;
        public St[] Arr = new St[2];
        public int N = 3;
        public string? Name { get; set; } = "d";

        public int this[int i] { get => N + i; set => N = value * i; }
    }

    public static string Structs()
    {
        St s = default;
        s.Inc();
        St t = s;
        t.Inc();
        var b = new Box
        {
            S = t,
            Name = "x"
        };
        b.S.A = 100;
        b.Arr[1].Inc();
        b.Arr[1].A += 5;
        St c = b.Arr[1];
        c.A = 0;
        b[2] = 7;
        b[1] += 4;
        b.N++;
        return S(s.A, s.B, t.A, t.Total, b.S.A, b.Arr[1].A, b.Arr[0].A, c.Total, b[0], b.Name, new St { A = 3 }.Total);
    }

    public static string NullOps()
    {
        Box? b = null;
        Box? c = new();
        int? n = b?.N;
        string? s = b?.Name;
        s ??= "def";
        s ??= "no";
        c.Name = null;
        c.Name ??= "set";
        return S(n, b?.Name?.Length, c?.Name?.Length, s, c!.Name, b is null, b?.N ?? -1, b == null);
    }

    class Order
    {
        public string T = "";
        int a = Note("a");
        int b = Note("b");
        static int Note(string s) => s.Length;
        public Order(int x)
        {
            T += $"{a}{b}{x}";
        }

        public Order() : this(4)
        {
            T += "!";
        }
    }

    class Pb
    {
        protected string t = "f";
        public Pb(int i)
        {
            t += "B" + i;
        }

        public string Text => t;
    }

    class Pd(int k, string tail = "z") : Pb(k + 1)
    {
        public string Tail => tail + k;
        public int K { get; } = k * 2;
    }

    public static string Ctors()
    {
        var p = new Pd(3);
        var q = new Pd(tail: "y", k: 1);
        return S(new Order().T, new Order(9).T, p.Text, p.Tail, p.K, q.Tail, q.Text);
    }

    static int Args(int a, int b = 2, params int[] c) => a * 100 + b * 10 + c.Length;

    static int Named(int x, int y = 5, string z = "q") => x * y + z.Length;

    static string Ps(params ReadOnlySpan<int> s) => s.Length + ":" + (s.Length > 0 ? s[^1] : -1);

    public static string Arguments()
    {
        string log = "";
        int L(int v)
        {
            log += v;
            return v;
        }

        var r = Named(y: L(1), x: L(2));
        return S(Args(1), Args(1, 3), Args(1, 3, 4, 5), Args(1, c: [1, 2]), Named(z: "ab", x: 3), r, log, Ps(), Ps(1, 2),
            5.Ext(), "s".Ext2(3));
    }

    static readonly double[] Table = [1, 2, 3];

    static readonly int Len = Table.Length * 2;

    const int K = 7;

    static int Prop => Len + K;

    static List<string> Names { get; } = ["u", "v"];

    public static string Statics() => S(Table[1], Len, K, Prop, Names.Count, int.MaxValue, double.Epsilon, Math.PI,
        string.Empty.Length);

    public static string Conversions()
    {
        M m = 3;
        int back = (int)(m + 4);
        M n = m * m;
        return S(back, n.V, (-n).V, m == n, m != n, m < n, m > n);
    }

    readonly struct M(int v)
    {
        public int V => v;

        public static implicit operator M(int x) => new(x);
        public static explicit operator int (M m) => m.V;
        public static M operator +(M a, M b) => new(a.V + b.V);
        public static M operator *(M a, M b) => new(a.V * b.V);
        public static M operator -(M a) => new(-a.V);
        public static bool operator <(M a, M b) => a.V < b.V;
        public static bool operator>(M a, M b) => a.V > b.V;
        public static bool operator ==(M a, M b) => a.V == b.V;
        public static bool operator !=(M a, M b) => a.V != b.V;
        public override bool Equals(object? o) => o is M m && m.V == V;
        public override int GetHashCode() => V;
    }

    public static string Objects()
    {
        object o = 3;
        object s = "t";
        int i = (int)o;
        object[] os = [1, "a", null !, 2.5];
        return S(i, o.Equals(3), s.ToString(), os.Length, string.Join(",", os), o is int, ReferenceEquals(s, s), o.ToString());
    }

    static string S(params object? [] xs) => string.Join("|", xs);
}

/// <summary>Extension methods.</summary>
public static class Extensions
{
    public static int Ext(this int x) => x + 1;

    public static string Ext2(this string s, int n) => s + n;
}
