using System.Globalization;

namespace TensorAot.Build;

/// <summary>What the targets ask for: lines of <c>name=value</c> in a file that they write.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="lines">The lines of the file.</param>
    public Options(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            if (line.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
                _values[line[..at]] = line[(at + 1)..].Trim();
    }

    /// <summary>The name of the project.</summary>
    public string Project => Text("project") ?? "project";

    /// <summary>The folder of the project, in which paths start.</summary>
    public string Folder => Text("folder") ?? Directory.GetCurrentDirectory();

    /// <summary>The file with the arguments of the C# compiler, one a line.</summary>
    public string Arguments => Text("arguments") ?? throw new UsageException("The option 'arguments' is missing.");

    /// <summary>Where the report goes.</summary>
    public string Output => Text("output") ?? throw new UsageException("The option 'output' is missing.");

    /// <summary>Where the SDK has the C# compiler; null: beside this program.</summary>
    public string? Roslyn => Text("roslyn");

    /// <summary>Whether functions also run on GPUs.</summary>
    public bool OnDevices => Is("cuda", false);

    /// <summary>The compute capability for which kernels are compiled to PTX (80 for sm_80); 0: they are not.</summary>
    public int Ptx => (int)Number("TensorAotPtx", 0, 50);

    /// <summary>What kernels are compiled with the program for: architectures, or <c>auto</c>.</summary>
    public string Kernels => Text("TensorAotKernels") ?? throw new UsageException("The option 'TensorAotKernels' is missing.");

    /// <summary>The archive of compiled kernels.</summary>
    public string KernelFile => Text("kernelFile") ?? throw new UsageException("The option 'kernelFile' is missing.");

    /// <summary>The sizes for which numbers are computed.</summary>
    public string Sizes => Text("sizes") ?? "";

    /// <summary>The size of everything that <see cref="Sizes"/> does not name.</summary>
    public long DefaultSize => Number("defaultSize", SizeTable.Default, 1);

    /// <summary>The committed baseline.</summary>
    public string Baseline => Text("baseline") ?? Path.Combine(Folder, "TensorAotBaseline.json");

    /// <summary>By what part of itself a number may differ from the baseline.</summary>
    public double Tolerance => Text("tolerance") is not { } text ? 0
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 ? value
        : throw new UsageException($"TensorAotTolerance is '{text}'; it is a part of one that is not negative, such as 0.05 for 5 %.");

    /// <summary>Whether other generated text is a difference to the baseline.</summary>
    public bool ComparesText => Is("compareText", true);

    /// <summary>Whether the baseline is written, not compared.</summary>
    public bool Updates => Is("update", false);

    /// <summary>Chooses the values with which functions are verified.</summary>
    public int Seed => (int)Number("seed", 1, int.MinValue);

    /// <summary>The sizes with which functions are verified; small ones are chosen for what it does not name.</summary>
    public string VerifySizes => Text("verifySizes") ?? "";

    private string? Text(string name) => _values.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    private bool Is(string name, bool otherwise) => Text(name) is { } text ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : otherwise;

    private long Number(string name, long otherwise, long least) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value >= least ? value
        : throw new UsageException($"The option '{name}' is '{text}', which is not a whole number of {least} or more.");
}

/// <summary>Something that the user asked for cannot be: the message says what to ask for instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
