namespace TensorAot;

/// <summary>Thrown when a matrix does not have what an operation needs: it is singular, or not positive definite, or an iteration does not converge. Nothing was written.</summary>
public sealed class LinearAlgebraException : ArithmeticException
{
    internal LinearAlgebraException(string message, long matrix, long pivot)
        : base(message)
    {
        Matrix = matrix;
        Pivot = pivot;
    }

    /// <summary>The matrix in the batch, from 0.</summary>
    public long Matrix { get; }

    /// <summary>The row and column at which it failed, from 0; -1 where there is none.</summary>
    public long Pivot { get; }
}
