namespace TensorAot.Benchmarks;

/// <summary>What the command line asks for: suites by name, and with <c>--only</c> the rows that contain a text.</summary>
internal sealed record BenchmarkOptions(IReadOnlyList<string> Suites, string Only)
{
    public static BenchmarkOptions Parse(string[] arguments)
    {
        int only = Array.IndexOf(arguments, "--only");
        if (only < 0)
            return new(arguments, "");
        if (only + 1 == arguments.Length)
            throw new ArgumentException("--only needs a text.");
        return new([.. arguments[..only], .. arguments[(only + 2)..]], arguments[only + 1]);
    }

    public bool Wants(string row) => row.Contains(Only, StringComparison.OrdinalIgnoreCase);
}
