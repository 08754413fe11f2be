namespace TensorAot.Benchmarks.Workloads;

/// <summary>A piece of work that TensorAot and its peers do on the same inputs.</summary>
/// <param name="name">Its name in the peers' script, such as <c>W1</c>.</param>
/// <param name="title">What it does.</param>
internal sealed class Workload(string name, string title)
{
    public string Name { get; } = name;

    public string Title { get; } = title;

    /// <summary>What distinguishes it from others of its name, such as a size.</summary>
    public string Variant { get; init; } = "";

    /// <summary><c>float32</c> or <c>float64</c>.</summary>
    public string ElementType { get; init; } = "float32";

    public string Row => Variant.Length == 0 ? $"{Name} {ElementType}" : $"{Name} {Variant} {ElementType}";

    /// <summary>Does the work <see cref="Calls"/> times, at a learning rate where it is a training step.</summary>
    public required Action<double> Step { get; init; }

    /// <summary>How often <see cref="Step"/> calls the function: more than once where a call takes nanoseconds.</summary>
    public int Calls { get; init; } = 1;

    /// <summary>What the peers start from, besides <see cref="State"/>.</summary>
    public required IReadOnlyList<Data> Inputs { get; init; }

    /// <summary>What the function writes or returns.</summary>
    public required IReadOnlyList<Data> Outputs { get; init; }

    /// <summary>What the function updates.</summary>
    public IReadOnlyList<Data> State { get; init; } = [];

    /// <summary>What a peer must reproduce.</summary>
    public IEnumerable<Data> Results => [.. Outputs, .. State];

    public IReadOnlyList<Peer> Peers { get; init; } = [];

    public IReadOnlyList<Quoted> Quoted { get; init; } = [];

    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>The most seconds that a call should take on any number of threads.</summary>
    public double MostSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Floating-point operations of the products and convolutions in one call, of which a multiply-add is two.</summary>
    public double Flops { get; init; }

    /// <summary>Bytes that one call must read and write at least: inputs, results, and state twice.</summary>
    public double Bytes => Inputs.Concat(Outputs).Concat(State).Concat(State).Sum(data => data.Length * (data is Data<double> ? 8.0 : 4.0));

    /// <summary>How far two right results may differ, relative to the largest value of an array.</summary>
    public double Tolerance => ElementType == "float32" ? 2e-5 : 1e-12;

    /// <summary>Writes what the peers start from.</summary>
    public void WriteInputs(string folder)
    {
        foreach (Data data in (Data[])[.. Inputs, .. State])
            data.Write(folder);
    }

    /// <summary>Returns results and state to where they started.</summary>
    public void Reset()
    {
        foreach (Data data in Results)
            data.Reset();
    }
}
