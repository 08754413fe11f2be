using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace TensorAot.Runtime;

/// <summary>The first failure among the matrices of a batch, whichever thread meets it.</summary>
internal unsafe struct MatrixFailure
{
    private const int PivotBits = 31;

    private long _first;

    public static MatrixFailure None => new() { _first = long.MaxValue };

    /// <summary>Notes a failure; that of the first matrix stays.</summary>
    public void Report(nint matrix, nint pivot)
    {
        long key = ((long)matrix << PivotBits) | (long)pivot;
        for (long known = Volatile.Read(ref _first); key < known;)
        {
            long seen = Interlocked.CompareExchange(ref _first, key, known);
            if (seen == known)
                return;
            known = seen;
        }
    }

    /// <summary>Throws if a matrix failed.</summary>
    /// <param name="expression">The user's expression.</param>
    /// <param name="batch">The number of matrices.</param>
    /// <param name="what">What is wrong with the matrix.</param>
    /// <param name="pivot">What is wrong with its pivot.</param>
    /// <exception cref="LinearAlgebraException">One did.</exception>
    public readonly void ThrowIfAny(string expression, nint batch, string what, string pivot)
    {
        if (_first != long.MaxValue)
            Throw(expression, batch, what, pivot);
    }

    /// <summary>Throws if the iteration for a matrix did not end.</summary>
    /// <param name="expression">The user's expression.</param>
    /// <param name="batch">The number of matrices.</param>
    /// <exception cref="LinearAlgebraException">One did not.</exception>
    public readonly void ThrowIfNotConverged(string expression, nint batch)
    {
        if (_first != long.MaxValue)
            ThrowNotConverged(expression, batch, (nint)(_first >> PivotBits));
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Throw(string expression, nint batch, string what, string pivot)
    {
        (long matrix, long at) = (_first >> PivotBits, _first & ((1L << PivotBits) - 1));
        string place = batch > 1 ? Invariant($" (matrix {matrix} of {batch})") : "";
        throw new LinearAlgebraException(Invariant($"{expression}: the matrix is {what}: pivot {at} is {pivot}{place}. Nothing was written."), matrix, at);
    }

    /// <summary>Reports an iteration that does not end.</summary>
    /// <exception cref="LinearAlgebraException">Always.</exception>
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowNotConverged(string expression, nint batch, nint matrix) => throw new LinearAlgebraException(
        Invariant($"{expression}: the iteration does not converge{(batch > 1 ? Invariant($" (matrix {matrix} of {batch})") : "")}. Nothing was written."), matrix, -1);
}
