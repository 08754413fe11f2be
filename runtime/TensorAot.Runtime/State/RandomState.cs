namespace TensorAot;

/// <summary>Where a stream of random numbers stands: a value to keep and to set again.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Calls">How many calls of functions have drawn from it.</param>
public readonly record struct RandomState(long Seed, long Calls);
