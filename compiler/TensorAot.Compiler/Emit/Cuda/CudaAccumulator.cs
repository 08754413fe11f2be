using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>An accumulator in CUDA C: <c>a0</c> is what a lane folds, <c>c0</c> what collects the lanes, in double for float sums.</summary>
internal sealed class CudaAccumulator(Accumulator fold, int number)
{
    /// <summary>Elements that one set of lanes folds: the runtime's <c>Loop.BlockLength</c>.</summary>
    public const int ChunkLength = 16_384;

    public Accumulator Fold { get; } = fold;

    /// <summary>What a lane folds.</summary>
    public string Lane { get; } = "a" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What collects the lanes of each chunk.</summary>
    public string Total { get; } = "c" + number.ToString(CultureInfo.InvariantCulture);

    public string Type { get; } = CudaSyntax.TypeName(fold.Term.DType);

    public string Identity { get; } = CudaSyntax.Constant(fold.Identity);

    public string TotalType => AddsInDouble ? "double" : Type;

    public string TotalIdentity => AddsInDouble ? "0.0" : Identity;

    /// <summary>Whether chunks add up in double: a float sum of millions of elements stays exact.</summary>
    private bool AddsInDouble => Fold.Term.DType == DType.Float32 && Fold.Combine.Code is { IsOperator: true, Text: "+" };

    /// <summary>The virtual lanes that fold a floating term; other terms fold exactly in any order.</summary>
    public static int LanesOf(Accumulator fold) => fold.Term.DType.ByteSize() == 8 ? 16 : 32;

    /// <summary>Two values of the term's type folded.</summary>
    public string Combine(string a, string b) => CudaSyntax.Combine(Fold.Combine, Fold.Term.DType, a, b);

    /// <summary>A value folded into a total.</summary>
    public string Collect(string total, string value) => AddsInDouble ? $"{total} + (double){value}" : Combine(total, value);

    /// <summary>A shuffle of a value of the term's type; shuffles know no one-byte types.</summary>
    public string Shuffle(string function, string mask, string value, string from, int lanes) =>
        $"({Type}){function}({mask}, {(Fold.Term.DType.ByteSize() == 1 ? "(int)" : "")}{value}, {from}, {lanes})";

    /// <summary>The lanes fold as a tree, lane j with lane j + half; the first lane has the result.</summary>
    public static void PrintTree(CudaWriter writer, IReadOnlyList<CudaAccumulator> folds, string mask, int lanes)
    {
        writer.Line("#pragma unroll");
        writer.Block($"for (int half = {lanes / 2}; half > 0; half >>= 1)", () =>
        {
            foreach (CudaAccumulator fold in folds)
            {
                string other = "other" + fold.Lane;
                writer.Line($"const {fold.Type} {other} = {fold.Shuffle("__shfl_down_sync", mask, fold.Lane, "half", lanes)};");
                writer.Line($"{fold.Lane} = {fold.Combine(fold.Lane, other)};");
            }
        });
    }

    /// <summary>Folds partial results into parts and parts into the total, as the CPU's threads do.</summary>
    /// <param name="writer">Where it is printed.</param>
    /// <param name="target">The pointer to the result.</param>
    /// <param name="partials">The partial results.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="part">How many make a part.</param>
    public void PrintTotal(CudaWriter writer, string target, string partials, string count, string part)
    {
        writer.Block("", () =>
        {
            writer.Line($"{TotalType} total = {TotalIdentity};");
            writer.Line($"const long long part = {part};");
            writer.Block($"for (long long begin = 0; begin < {count}; begin += part)", () =>
            {
                writer.Line($"{TotalType} sum = {TotalIdentity};");
                writer.Line($"const long long end = {count} - begin < part ? {count} : begin + part;");
                writer.Block("for (long long c = begin; c < end; c++)", () => writer.Line($"sum = {Collect("sum", $"{partials}[c]")};"));
                writer.Line($"total = {CollectPart("total", "sum")};");
            });
            writer.Line($"{target}[0] = ({Type})total;");
        });
    }

    private string CollectPart(string total, string sum) => AddsInDouble ? $"{total} + {sum}" : Combine(total, sum);
}
