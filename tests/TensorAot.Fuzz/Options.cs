using System.Globalization;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>How many graphs are compared.</summary>
    public int Graphs { get; init; } = 2000;

    public int Seed { get; init; } = 1;

    /// <summary>The number of the first graph.</summary>
    public int First { get; init; }

    /// <summary>How many processes share the graphs, each with numbers and turns of its own.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How many graphs are compiled into one assembly.</summary>
    public int PerBatch { get; init; } = 100;

    /// <summary>Of how many batches of functions one is compiled to C# (1: all; 0: none).</summary>
    public int Compile { get; init; } = 1;

    /// <summary>Of how many compiled batches one is also run without vector instructions (0: none).</summary>
    public int Portable { get; init; } = 8;

    /// <summary>How many mismatches are shrunk and printed.</summary>
    public int Show { get; init; } = 20;

    /// <summary>One case to run instead, by its number.</summary>
    public CaseNumber? Case { get; init; }

    /// <summary>The page to write, or null.</summary>
    public string? Record { get; init; }

    /// <summary>Where a process that does a share of a run writes what it has compared.</summary>
    public string? Share { get; init; }

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
                "--workers" => options with { Workers = Number() },
                "--batch" => options with { PerBatch = Number() },
                "--compile" => options with { Compile = Number() },
                "--portable" => options with { Portable = Number() },
                "--show" => options with { Show = Number() },
                "--case" => options with { Case = CaseNumber.Parse(parts[1]) },
                "--record" => options with { Record = parts.Length > 1 ? parts[1] : "docs/fuzzing.md" },
                "--share" => options with { Share = parts[1] },
                _ => throw new ArgumentException($"unknown option {argument}"),
            };
        }
        return options;
    }

    /// <summary>What makes this run again.</summary>
    public string Command => $"--graphs={Graphs} --seed={Seed} --compile={Compile} --workers={Workers}";

    /// <summary>The command line of the process that does a share.</summary>
    public string[] ShareOf(int worker, string file) =>
    [
        $"--graphs={(Graphs / Workers) + (worker < Graphs % Workers ? 1 : 0)}", $"--seed={Seed}", $"--first={First + (worker * 1_000_000)}", $"--batch={PerBatch}",
        $"--compile={Compile}", $"--portable={Portable}", $"--show={Show}", $"--share={file}",
    ];
}
