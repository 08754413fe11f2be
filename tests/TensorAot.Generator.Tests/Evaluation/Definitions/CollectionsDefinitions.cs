// Odd on purpose: corners that the C# compiler warns of are corners of evaluation too.
#pragma warning disable CS9124, CS8793, CS0458, CS1718
namespace TensorAot.Generator.Tests.Evaluation.Definitions;

/// <summary>Arrays, lists, dictionaries, ranges, LINQ.</summary>
public static class CollectionsDefinitions
{
    public static string Arrays()
    {
        var m = new int[2, 3];
        m[1, 2] = 5;
        m[0, 1] += 3;
        int[][] j = [[1], [2, 3]];
        var k = new[, ]
        {
            {
                1,
                2
            },
            {
                3,
                4
            }
        };
        int[] z = new int[4];
        z[^1] = 9;
        Span<int> sp = z;
        return S(m[1, 2], m[0, 1], m.Length, m.GetLength(1), m.Rank, j[1][1], k[1, 0], z[3], z[^2], string.Join(",", z[1..]),
            z.Length, string.Join(",", (int[])[..z, 1, ..j[1]]), sp.Length, string.Join(";", m.Cast<int>()));
    }

    public static string Lists()
    {
        List<int> l = [3, 1, 2];
        l.Add(4);
        l.Insert(0, 0);
        l.Remove(1);
        l.RemoveAt(0);
        l.AddRange([7, 8]);
        l[0]++;
        l[^1] *= 2;
        var r = l.IndexOf(4);
        l.Reverse();
        IReadOnlyList<int> ro = l;
        var sl = l[1..3];
        var l2 = new List<int>
        {
            1,
            2,
            3
        };
        var l3 = new List<int>(l2)
        {
            9
        };
        return S(string.Join(",", l), r, ro.Count, ro[0], l.Contains(8), string.Join(",", sl), l3.Count, l2[^2], l.Count);
    }

    public static string Dicts()
    {
        var d = new Dictionary<string, int>
        {
            {
                "a",
                1
            },
            {
                "b",
                2
            }
        };
        d["c"] = 3;
        d["a"] += 5;
        string s = "";
        foreach (var(k, v)in d)
            s += k + v;
        foreach (var p in d)
            s += p.Key + p.Value;
        return S(s, d.Count, d.ContainsKey("b"), string.Join(",", d.Keys), string.Join(",", d.Values), d.GetValueOrDefault("z", -1));
    }

    public static string Linq()
    {
        int[] a = [1, 2, 3, 4, 5];
        string[] b = ["x", "y", "z"];
        var q =
            from i in a
            where i % 2 == 1
            from s in b
            select s + i;
        return S(string.Join(",", a.Select(x => x * x)), string.Join(",", a.Select((x, i) => x * i)), a.Sum(),
            a.Sum(x => x * 0.5), a.Max(), a.Min(x => -x), string.Join(",", a.Zip(b)),
            string.Join(",", a.Zip(b, (x, y) => y + x)), a.Aggregate((x, y) => x * y), a.Aggregate(10, (x, y) => x - y),
            a.Aggregate("", (x, y) => x + y, x => x.Length), a.Any(x => x > 4), a.All(x => x > 4), a.Count(x => x > 2),
            a.First(x => x > 2), a.Last(), string.Join(",", a.Skip(1).Take(2).Concat([9]).Append(10).Prepend(0).Reverse()),
            string.Join(";", a.Chunk(2).Select(c => c.Length)), string.Join(";", a.Concat(a).Select(v => (v, v % 2)).Distinct()), string.Join(",", Enumerable.Range(3, 4)),
            string.Join(",", Enumerable.Repeat("q", 3)), a.ElementAt(2), a.ElementAt(^1), string.Join(",", q),
            string.Join(",", a.SelectMany(x => new[] { x, -x })), a.Where(x => x > 9).FirstOrDefault(),
            new float[] { 0.1f, 0.2f, 0.3f }.Sum(), new double[] { double.NaN, 1 }.Max(), new[] { 1.0, double.NaN }.Min(),
            a.ToList().Count, a.Contains(3), a.SequenceEqual([1, 2, 3, 4, 5]), a.ToDictionary(x => x, x => x * 2)[3]);
    }

    public static string Ranges()
    {
        Range r = 1..^1;
        Index i = ^2;
        int[] a = [1, 2, 3, 4, 5];
        var l = a.ToList();
        return S(string.Join(",", a[r]), a[i], r, i, string.Join(",", a[..2]), string.Join(",", l[^2..]), i.IsFromEnd, i.Value,
            r.Start.Value, i.GetOffset(5), a[new Index(1)], "hello"[1..^1]);
    }

    static string S(params object? [] xs) => string.Join("|", xs);
}
