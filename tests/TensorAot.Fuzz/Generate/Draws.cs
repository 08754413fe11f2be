namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Testing;

/// <summary>What the inputs of a graph look like.</summary>
internal enum Profile
{
    /// <summary>Numbers from -2 to 2.</summary>
    Ordinary,

    /// <summary>Numbers from 0.05 to 3: most formulas are finite there.</summary>
    Positive,

    /// <summary>Small whole numbers: ties, zeros, exact sums.</summary>
    Whole,

    /// <summary>Every size from 1e-12 to 1e12.</summary>
    Wide,

    /// <summary>Corners of the element type among ordinary numbers.</summary>
    Extreme,
}

/// <summary>Draws the values of inputs.</summary>
internal static class Draws
{
    /// <summary>Inputs of the expressions of rules that are positions: where these are in range.</summary>
    private static readonly Dictionary<string, (double Low, double High)> s_positions = new() { ["r"] = (-4, 3), ["j"] = (-2, 2) };

    public static GraphExactArray Next(Random random, string name, TensorType type, int[] shape, Profile profile, (double Low, double High, bool IsStrict)? domain)
    {
        if (s_positions.TryGetValue(name, out (double Low, double High) positions))
            return Values.Sample(type.DType, shape, random, positions.Low, positions.High);
        if (name.StartsWith("square", StringComparison.Ordinal) && random.Next(4) > 0)
            return Regular(random, type.DType, shape);
        if (domain is { } d && (d.IsStrict || profile != Profile.Extreme || !type.DType.IsFloating() || random.Next(2) == 0))
            return Values.Sample(type.DType, shape, random, d.Low, d.High);
        if (!type.DType.IsFloating())
            return Values.Sample(type.DType, shape, random, -5, 7);
        ConstantValue[] corners = Values.Corners(type.DType);
        int count = shape.Aggregate(1, (a, b) => a * b);
        return new GraphExactArray(type.DType, shape, [.. Enumerable.Range(0, count).Select(_ =>
            (profile == Profile.Extreme && random.Next(4) == 0 ? corners[random.Next(corners.Length)] : ConstantValue.From(type.DType, Number(random, profile))).Bits)]);
    }

    /// <summary>Matrices that have an inverse and, taken as symmetric, a Cholesky factor: the diagonal outweighs the rest.</summary>
    private static GraphExactArray Regular(Random random, DType dtype, int[] shape) => GraphExactArray.Generate(dtype, shape, index =>
        ConstantValue.From(dtype, (index[^1] == index[^2] ? 3 + index[^1] : 0) + (0.7 * (random.NextDouble() - 0.5))).Bits);

    private static double Number(Random random, Profile profile) => profile switch
    {
        Profile.Positive => 0.05 + (2.95 * random.NextDouble()),
        Profile.Whole => random.Next(-2, 4),
        Profile.Wide => (random.Next(2) == 0 ? -1 : 1) * Math.Pow(10, (24 * random.NextDouble()) - 12),
        _ => (4 * random.NextDouble()) - 2,
    };
}
