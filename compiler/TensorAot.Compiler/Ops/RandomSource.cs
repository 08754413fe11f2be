using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>What a draw is made from while a definition is evaluated: its stream, and a number that no other draw of the function has.</summary>
/// <param name="stream">Four words: the key, then the high half of the counter.</param>
/// <param name="next">The number of the next draw.</param>
public sealed class RandomSource(Node stream, Func<int> next)
{
    /// <summary>The words of a stream.</summary>
    public const int Words = 4;

    /// <summary>The stream.</summary>
    public Node Stream { get; } = stream;

    /// <summary>Fractions of a shape.</summary>
    public Node Unit(DType dtype, Shape shape, UnitRange range) =>
        Stream.Graph.Add(Streams.DrawUnit, new UnitAttribute(next(), shape, dtype, range, Dim.Zero), Stream);

    /// <summary>A draw from a sampler. Parameters have no axes, or the shape of the draw.</summary>
    public Node Sample(Op sampler, Shape shape, params Node[] parameters) =>
        Stream.Graph.Add(sampler, new DrawAttribute(next(), shape), [Stream, .. parameters.Select(p => p.Rank == 0 ? p : NodeOperators.BroadcastTo(p, shape))]);

    /// <summary>A draw whose inputs are as they are.</summary>
    internal Node Draw(Op op, Shape shape, params Node[] inputs) => Stream.Graph.Add(op, new DrawAttribute(next(), shape), [Stream, .. inputs]);
}

/// <summary>Which fractions: multiples of 2^-24 (float) or 2^-53 (double).</summary>
public enum UnitRange
{
    /// <summary>From 0 to below 1.</summary>
    Half,

    /// <summary>Odd multiples between 0 and 1.</summary>
    Open,

    /// <summary>Odd multiples between -1 and 1.</summary>
    Signed,
}

/// <summary>The attribute of draws: the number of the draw in its function, and its shape for one stream.</summary>
public record DrawAttribute(int Number, Shape Shape)
{
    public override string ToString() => $"draw {Number}";
}

/// <summary>The attribute of <see cref="Streams.DrawUnit"/>. <paramref name="First"/>: the place in the whole draw of its first element.</summary>
public sealed record UnitAttribute(int Number, Shape Shape, DType DType, UnitRange Range, Dim First) : DrawAttribute(Number, Shape)
{
    public override string ToString() => $"draw {Number}{(First.IsZero ? "" : $", from {First}")}";
}
