using System.Globalization;

namespace TensorAot.Fuzz;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>How many graphs.</summary>
    public int Graphs { get; init; } = 2000;

    public int Seed { get; init; } = 1;

    /// <summary>The number of the first graph.</summary>
    public int First { get; init; }

    /// <summary>How many graphs are compiled into one assembly.</summary>
    public int PerBatch { get; init; } = 100;

    /// <summary>Of how many batches of functions one is compiled to C# (1: all; 0: none).</summary>
    public int Compile { get; init; } = 1;

    /// <summary>Of how many compiled batches one is also run without vector instructions (0: none).</summary>
    public int Portable { get; init; } = 8;

    /// <summary>How many mismatches are shrunk and printed.</summary>
    public int Show { get; init; } = 20;

    /// <summary>The page to write, or null.</summary>
    public string? Record { get; init; }

    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        foreach (string argument in arguments)
        {
            string[] parts = argument.Split('=', 2);
            int Number() => int.Parse(parts[1], CultureInfo.InvariantCulture);
            options = parts[0] switch
            {
                "--graphs" => options with { Graphs = Number() },
                "--seed" => options with { Seed = Number() },
                "--first" => options with { First = Number() },
                "--compile" => options with { Compile = Number() },
                "--portable" => options with { Portable = Number() },
                "--show" => options with { Show = Number() },
                "--record" => options with { Record = parts.Length > 1 ? parts[1] : "docs/fuzzing.md" },
                _ => throw new ArgumentException($"unknown option {argument}"),
            };
        }
        return options;
    }
}
