namespace TensorAot.Accuracy;

/// <summary>docs/accuracy.md: the tables, of which a run replaces the rows that it measured.</summary>
internal static class AccuracyPage
{
    private const string Head =
        """
        # Accuracy

        The largest error of each elementwise function that is an approximation, in units in the last place (ulp) of the exact result: measured, and the bound that its documentation promises. A correctly rounded result has at most 0.5. Every SIMD width, the scalar tail and CUDA give the same bits, so one measurement holds for all.

        - float: every bit pattern where the count is "all 2^32", else every n-th. The double function is the quick reference, and the worst of each block is measured again with GNU MPFR at 128 bits. Functions of two arguments are sampled.
        - double: samples from the interval where the function works, from all magnitudes, and from the neighbourhood of zeros and of changes of its formula, against MPFR.
        - Overflow counts as 2^128 and 2^1024; a wrong sign of zero, a NaN too many or too few as an infinite error.

        `./build.sh accuracy` measures it again (`--only=Erf,Gamma` or `--only=programs`, `--only=special`; `--stride=64`, `--samples=1000000`; `--record` writes this page); it fails if a bound is broken. It needs MPFR (`libmpfr.so.6`).

        | function | float: max ulp | bound | at | arguments | double: max ulp | bound | at | arguments |
        |---|---|---|---|---|---|---|---|---|

        """;

    private const string SpecialHead =
        """
        ## Special functions

        Those that are computed in double, one element at a time (a float result is the double rounded), and the parts of others where no bound relative to the result holds. Arguments are drawn from the intervals that the op declares: evenly, over all magnitudes, near whole and half numbers, near zeros and where the function turns. The reference is MPFR, and sums of positive terms in its arithmetic, which are checked against mpmath. Errors are in the last place of the result, or of the scale where that is larger.

        | function | arguments | relative to the result or | float: max ulp | bound | at | double: max ulp | bound | at | samples |
        |---|---|---|---|---|---|---|---|---|---|

        """;

    /// <summary>Puts a row of the first table in the place of the old one.</summary>
    public static void Record(string path, AccuracyRow row) => Replace(path, row.Name, row.ToString(), isSpecial: false);

    /// <summary>Puts a row of the second table in the place of the old one.</summary>
    public static void Record(string path, SpecialRow row) => Replace(path, row.Name, row.ToString(), isSpecial: true);

    private static void Replace(string path, string name, string row, bool isSpecial)
    {
        string[] old = File.Exists(path) ? [.. File.ReadLines(path)] : [];
        int middle = Array.FindIndex(old, l => l.StartsWith("## Special", StringComparison.Ordinal)) is >= 0 and var at ? at : old.Length;
        string Table(IEnumerable<string> lines, IReadOnlyList<string> order, bool isChanged) => string.Join("\n", lines
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal) && order.Contains(Name(l)) && !(isChanged && Name(l) == name))
            .Concat(isChanged ? [row] : []).OrderBy(l => order.ToList().IndexOf(Name(l)))) + "\n";
        string text = Head + Table(old.Take(middle), [.. Reference.All.Keys], !isSpecial) + "\n" + SpecialHead + Table(old.Skip(middle), [.. SpecialFunctions.All.Select(f => f.Name)], isSpecial);
        File.WriteAllText(path, text.Replace("\r", "", StringComparison.Ordinal) + $"\nLast measured {DateTime.UtcNow:yyyy-MM-dd} on {Machine()}.\n");
    }

    private static string Name(string row) => row.Split('|')[1].Trim();

    private static string Machine()
    {
        string? model = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        return $"{model ?? "an unknown processor"}, {8 * System.Numerics.Vector<byte>.Count}-bit vectors, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}";
    }
}
