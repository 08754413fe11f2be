using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>The rows of a matrix, each times its weight, summed: a product <c>X^T r</c> or <c>r X</c> that reads X row by row.</summary>
/// <param name="Product">The product.</param>
/// <param name="Matrix">X. Its rows are dense.</param>
/// <param name="Weights">r: an offset, and the elements from one weight to the next as <see cref="MatrixOperand.RowStride"/>.</param>
/// <param name="Columns">The columns of X.</param>
/// <param name="Parts">The sums of each part of the rows, added up in order when all are there.</param>
public sealed record WeightedRowSum(ProductStep Product, MatrixOperand Matrix, MatrixOperand Weights, Dim Columns, Storage Parts);

/// <summary>
/// Runs steps over the same rows block by block: what one of them reads or writes is in the cache when the next one needs it, so a matrix
/// that several of them read comes from memory once, and a product that a loop goes on with (bias and activation) need not leave the
/// cache at all. Threads share the parts of the rows, which are made of blocks.
/// </summary>
/// <param name="name">The name of the method that runs the blocks, unique in the function.</param>
/// <param name="rows">How many rows there are.</param>
/// <param name="body">Products with the rows of a matrix, loops over the rows, and products that sum the rows: those of <paramref name="sums"/>.</param>
/// <param name="sums">The products that sum the rows.</param>
public sealed class RowBlockStep(string name, Dim rows, IReadOnlyList<Step> body, IReadOnlyList<WeightedRowSum> sums) : Step
{
    public string Name { get; } = name;

    public Dim Rows { get; } = rows;

    public IReadOnlyList<WeightedRowSum> Sums { get; } = sums;

    /// <summary>The bytes of a row of everything that is read again: they decide how many rows make a block.</summary>
    public required Dim RowBytes { get; init; }

    /// <summary>Multiply-adds of a row, roughly: they decide how many parts a thread takes at a time.</summary>
    public required Dim WorkPerRow { get; init; }

    /// <summary>Temporaries that nothing else touches: a block's rows of them lie on the stack.</summary>
    public required IReadOnlyList<Storage> Locals { get; init; }

    /// <summary>The rows of a part. The sum of a part is a chain of additions, as long as a chunk of a product at most.</summary>
    public required int PartRows { get; init; }

    public override IReadOnlyList<Step> Inner => body;

    public override IEnumerable<Storage> Reads => Sums.Select(s => s.Parts);

    public override IEnumerable<Storage> Writes => Sums.Select(s => s.Parts);

    public override IReadOnlyList<string> Comments => [.. body.SelectMany(s => s.Comments).Distinct()];

    /// <summary>The sum that a step of the body is; null for one that runs on each block by itself.</summary>
    public WeightedRowSum? SumOf(Step step) => Sums.FirstOrDefault(s => s.Product == step);
}
