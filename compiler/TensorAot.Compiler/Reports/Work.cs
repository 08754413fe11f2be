using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Reports;

/// <summary>What a step or a function does, as formulas of sizes.</summary>
/// <param name="Flops">
/// Floating-point operations: each elementwise op with a floating operand or result counts one for each element (so does exp), each term of a
/// fold one, a product of matrices 2 m n k, a routine what its op says. Work on integers counts nothing.
/// </param>
/// <param name="Bytes">
/// Memory traffic: what a step reads and writes of tensors, each element once. What a step writes and reads again is in the cache, and
/// so is what steps hand on to each other where they run on the same rows block by block.
/// </param>
public sealed record Work(Dim Flops, Dim Bytes)
{
    public static Work None { get; } = new(Dim.Zero, Dim.Zero);

    public static Work operator +(Work a, Work b) => new(a.Flops + b.Flops, a.Bytes + b.Bytes);

    public static Work operator *(Dim count, Work work) => new(count * work.Flops, count * work.Bytes);

    /// <summary>The larger of each: of two ways of which one is taken.</summary>
    public static Work Larger(Work a, Work b) => new(Larger(a.Flops, b.Flops), Larger(a.Bytes, b.Bytes));

    private static Dim Larger(Dim a, Dim b) => a + b - Dim.Min(a, b);
}
