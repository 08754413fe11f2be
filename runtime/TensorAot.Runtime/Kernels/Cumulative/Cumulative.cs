using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>
/// Scans along the middle axis of [outer, size, inner] tensors. Lines are independent and run in parallel; along a line the order is
/// that of its elements, so results do not depend on threads. float is folded in double. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Cumulative
{
    /// <summary>Sums up to each place; from the end when <paramref name="reverse"/> is not 0.</summary>
    public static void Sum<T>(T* x, T* result, nint outer, nint size, nint inner, nint reverse)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            Scan<float, double, WideSum>.Run((float*)x, (float*)result, outer, size, inner, reverse != 0);
        else
            Scan<T, T, Sums<T>>.Run(x, result, outer, size, inner, reverse != 0);
    }

    /// <summary>Products up to each place.</summary>
    public static void Prod<T>(T* x, T* result, nint outer, nint size, nint inner, nint reverse)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            Scan<float, double, WideProduct>.Run((float*)x, (float*)result, outer, size, inner, reverse != 0);
        else
            Scan<T, T, Products<T>>.Run(x, result, outer, size, inner, reverse != 0);
    }

    /// <summary>The largest element up to each place; NaN from the first NaN on.</summary>
    public static void Max<T>(T* x, T* result, nint outer, nint size, nint inner, nint reverse)
        where T : unmanaged, INumber<T> => Scan<T, Seen<T>, Largest<T>>.Run(x, result, outer, size, inner, reverse != 0);

    /// <summary>The smallest element up to each place; NaN from the first NaN on.</summary>
    public static void Min<T>(T* x, T* result, nint outer, nint size, nint inner, nint reverse)
        where T : unmanaged, INumber<T> => Scan<T, Seen<T>, Smallest<T>>.Run(x, result, outer, size, inner, reverse != 0);

    /// <summary>log of the sum of the exponentials up to each place.</summary>
    public static void LogSumExp<T>(T* x, T* result, nint outer, nint size, nint inner, nint reverse)
        where T : unmanaged, IFloatingPoint<T> => Scan<T, Exponentials, LogSum<T>>.Run(x, result, outer, size, inner, reverse != 0);

    /// <summary>What a scan folds.</summary>
    private interface IScanOperation<T, TState>
    {
        static abstract TState Start { get; }

        static abstract TState Step(TState state, T x);

        static abstract T Result(TState state);
    }

    private readonly struct Sums<T> : IScanOperation<T, T>
        where T : INumber<T>
    {
        public static T Start => T.Zero;

        public static T Step(T state, T x) => unchecked(state + x);

        public static T Result(T state) => state;
    }

    private readonly struct WideSum : IScanOperation<float, double>
    {
        public static double Start => 0;

        public static double Step(double state, float x) => state + x;

        public static float Result(double state) => (float)state;
    }

    private readonly struct Products<T> : IScanOperation<T, T>
        where T : INumber<T>
    {
        public static T Start => T.One;

        public static T Step(T state, T x) => unchecked(state * x);

        public static T Result(T state) => state;
    }

    private readonly struct WideProduct : IScanOperation<float, double>
    {
        public static double Start => 1;

        public static double Step(double state, float x) => state * x;

        public static float Result(double state) => (float)state;
    }

    /// <summary>The extreme so far, if there is one.</summary>
    private readonly record struct Seen<T>(T Value, bool Any);

    private readonly struct Largest<T> : IScanOperation<T, Seen<T>>
        where T : INumber<T>
    {
        public static Seen<T> Start => default;

        public static Seen<T> Step(Seen<T> state, T x) => new(state.Any ? T.Max(state.Value, x) : x, true);

        public static T Result(Seen<T> state) => state.Value;
    }

    private readonly struct Smallest<T> : IScanOperation<T, Seen<T>>
        where T : INumber<T>
    {
        public static Seen<T> Start => default;

        public static Seen<T> Step(Seen<T> state, T x) => new(state.Any ? T.Min(state.Value, x) : x, true);

        public static T Result(Seen<T> state) => state.Value;
    }

    /// <summary>The sum of exp(x - <paramref name="Largest"/>).</summary>
    private readonly record struct Exponentials(double Largest, double Sum);

    private readonly struct LogSum<T> : IScanOperation<T, Exponentials>
        where T : IFloatingPoint<T>
    {
        public static Exponentials Start => new(double.NegativeInfinity, 0);

        public static Exponentials Step(Exponentials state, T x)
        {
            double value = double.CreateTruncating(x);
            // Infinities are not subtracted from themselves.
            if (double.IsNegativeInfinity(value))
                return state;
            if (value == state.Largest)
                return state with { Sum = state.Sum + 1 };
            return value < state.Largest
                ? state with { Sum = state.Sum + Functions.Exp(value - state.Largest) }
                : new(value, state.Sum * Functions.Exp(state.Largest - value) + 1);
        }

        public static T Result(Exponentials state) => T.CreateTruncating(state.Largest + Functions.Log(state.Sum));
    }
}
