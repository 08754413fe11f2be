namespace TensorAot.Cuda;

/// <summary>
/// What a call does around its launches: inputs go to the device in one piece and the note of a failed check is cleared; results come
/// back in one piece. The note is their first word.
/// </summary>
/// <param name="device">The inputs on the device, with the results behind them.</param>
/// <param name="host">The same in pinned memory.</param>
/// <param name="inputs">Bytes of the inputs.</param>
/// <param name="results">Bytes of the results, never 0.</param>
/// <param name="hasChecks">Whether there is a note.</param>
internal sealed class CallCopies(nint device, nint host, nint inputs, nint results, bool hasChecks)
{
    /// <summary>Whether graphs may have copies of these sizes.</summary>
    public bool FitGraphs => inputs <= int.MaxValue && results <= int.MaxValue;

    /// <summary>Gives a stream what comes before the launches.</summary>
    public void Begin(ICudaDriver driver, nint stream)
    {
        if (inputs > 0)
            driver.CopyToDevice(device, host, inputs, stream);
        if (hasChecks)
            driver.Fill(device + inputs, 0, sizeof(uint), stream);
    }

    /// <summary>Gives a stream what comes behind the launches.</summary>
    public void End(ICudaDriver driver, nint stream) => driver.CopyToHost(host + inputs, device + inputs, results, stream);

    /// <summary>Begins a graph with what <see cref="Begin"/> does.</summary>
    /// <returns>The last node; 0 when there is none.</returns>
    public nint AddBegin(ICudaGraphs graphs, nint graph)
    {
        nint node = 0;
        if (inputs > 0)
            node = graphs.AddCopyToDevice(graph, node, device, host, inputs);
        if (hasChecks)
            node = graphs.AddFill(graph, node, device + inputs, 0, sizeof(uint));
        return node;
    }

    /// <summary>Ends a graph with what <see cref="End"/> does.</summary>
    public void AddEnd(ICudaGraphs graphs, nint graph, nint after) => graphs.AddCopyToHost(graph, after, host + inputs, device + inputs, results);
}
