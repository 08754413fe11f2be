using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>A distribution of two parameters (of which one may be of no use), one element at a time.</summary>
internal interface IRandomSampler<TA, TB, TResult>
{
    /// <summary>What is wrong with the parameters, or null.</summary>
    static abstract string? Fault(TA a, TB b);

    static abstract TResult Sample(in RandomKey key, nint element, TA a, TB b);
}

/// <summary>Rows of draws from a distribution, each from a stream of its own and each element from blocks of its own.</summary>
internal unsafe struct RandomSamples<TSampler, TA, TB, TResult>
    where TSampler : IRandomSampler<TA, TB, TResult>
    where TA : unmanaged
    where TB : unmanaged
    where TResult : unmanaged
{
    /// <summary>Elements in a part, of fifty nanoseconds or so each.</summary>
    private const int Grain = 512;

    public int* Streams;

    public TA* A;

    public TB* B;

    public TResult* Result;

    public nint Count, Number;

    /// <summary>Whether a parameter has a value for each element; otherwise it has one for each row.</summary>
    public bool EachA, EachB;

    /// <summary>Checks all parameters, then draws.</summary>
    /// <exception cref="GraphCheckException">A parameter is out of range; nothing was written.</exception>
    public void Run(nint rows, string expression)
    {
        nint elements = rows * Count, checks = EachA || EachB ? elements : Count > 0 ? rows : 0, step = EachA || EachB ? 1 : Count;
        for (nint i = 0; i < checks; i++)
            if (TSampler.Fault(AtA(i * step), AtB(i * step)) is { } fault)
                Throw(fault, expression);
        fixed (RandomSamples<TSampler, TA, TB, TResult>* self = &this)
            if (elements > 0)
                Loop.Run(elements, Grain, &Fill, self);
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string fault, string expression) => throw new GraphCheckException(fault, expression);

    private readonly TA AtA(nint element) => A[EachA ? element : element / Count];

    private readonly TB AtB(nint element) => B[EachB ? element : element / Count];

    private static void Fill(void* frame, nint start, nint end)
    {
        var samples = (RandomSamples<TSampler, TA, TB, TResult>*)frame;
        for (nint i = start; i < end; i++)
        {
            nint row = i / samples->Count;
            var key = new RandomKey(samples->Streams + row * 4, samples->Number);
            samples->Result[i] = TSampler.Sample(key, i - row * samples->Count, samples->AtA(i), samples->AtB(i));
        }
    }
}
