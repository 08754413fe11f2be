namespace TensorAot;

/// <summary>What loading a model left out; both are empty when it was strict.</summary>
/// <param name="Missing">The names of state that the file does not hold: it has its values from before.</param>
/// <param name="Unexpected">The names in the file that the model does not have: they were not read.</param>
public sealed record StateLoad(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected);
