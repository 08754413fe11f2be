using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>
/// How a finished chunk of sums t enters C: <c>Alpha * t</c>, or <c>fma(Alpha, t, Beta * C)</c> where C is read. The
/// same two formulas serve every case (with Alpha = Beta = 1 they are exact), so bits do not depend on the path taken.
/// </summary>
internal readonly struct GemmScaling<T>(T alpha, T beta, bool reads)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly T Alpha = alpha;
    public readonly T Beta = beta;
    public readonly bool Reads = reads;

    /// <summary>Stores t unchanged.</summary>
    public static GemmScaling<T> Overwrite => new(T.One, T.Zero, false);

    /// <summary>The scaling of the chunk that starts at <paramref name="depth"/>: only the first one scales C.</summary>
    public static GemmScaling<T> Chunk(T alpha, T beta, nint depth) =>
        depth == 0 ? new(alpha, beta, beta != T.Zero) : new(alpha, T.One, true);

    public T Apply(T sum, T c) => Reads ? T.FusedMultiplyAdd(Alpha, sum, Beta * c) : Alpha * sum;
}
