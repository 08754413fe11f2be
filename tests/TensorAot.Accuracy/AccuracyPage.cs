namespace TensorAot.Accuracy;

/// <summary>docs/accuracy.md: the table, of which a run replaces the rows that it measured.</summary>
internal static class AccuracyPage
{
    private const string Head =
        """
        # Accuracy

        The largest error of each elementwise function that is an approximation, in units in the last place (ulp) of the exact result: measured, and the bound that its documentation promises. A correctly rounded result has at most 0.5. Every SIMD width, the scalar tail and CUDA give the same bits, so one measurement holds for all.

        - float: every bit pattern where the count is "all 2^32", else every n-th. The double function is the quick reference, and the worst of each block is measured again with GNU MPFR at 128 bits. Functions of two arguments are sampled.
        - double: samples from the interval where the function works, from all magnitudes, and from the neighbourhood of zeros and of changes of its formula, against MPFR.
        - Overflow counts as 2^128 and 2^1024; a wrong sign of zero, a NaN too many or too few as an infinite error.

        `./build.sh accuracy` measures it again (`--only=Erf,Erfc`, `--stride=64`, `--samples=1000000`, `--record` writes this page); it fails if a bound is broken. It needs MPFR (`libmpfr.so.6`).

        | function | float: max ulp | bound | at | arguments | double: max ulp | bound | at | arguments |
        |---|---|---|---|---|---|---|---|---|

        """;

    public static void Record(string path, AccuracyRow row)
    {
        IEnumerable<string> old = File.Exists(path) ? File.ReadLines(path).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| function", StringComparison.Ordinal)) : [];
        var order = Reference.All.Keys.ToList();
        var rows = old.Where(l => Name(l) != row.Name && order.Contains(Name(l))).Append(row.ToString()).OrderBy(l => order.IndexOf(Name(l)));
        string measured = $"\nLast measured {DateTime.UtcNow:yyyy-MM-dd} on {Machine()}.\n";
        File.WriteAllText(path, Head.Replace("\r", "", StringComparison.Ordinal) + string.Join("\n", rows) + "\n" + measured);
    }

    private static string Name(string row) => row.Split('|')[1].Trim();

    private static string Machine()
    {
        string? model = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        return $"{model ?? "an unknown processor"}, {8 * System.Numerics.Vector<byte>.Count}-bit vectors, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}";
    }
}
