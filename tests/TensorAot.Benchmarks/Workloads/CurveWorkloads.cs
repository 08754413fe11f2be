using System.Numerics;
using System.Numerics.Tensors;
using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Workloads;

/// <summary>W1 and W2: functions of each element.</summary>
internal static class CurveWorkloads
{
    private const int Size = 1024;
    private const int Length = 4_000_000;

    public static IEnumerable<Func<Workload>> Makers =>
    [
        () => Sigmoid<float>((x, y) => Logistic.Sigmoid(x, Size, Size, y)),
        () => Sigmoid<double>((x, y) => Logistic.Sigmoid(x, Size, Size, y)),
        Fused,
    ];

    private static Workload Sigmoid<T>(Action<T[], T[]> function)
        where T : unmanaged, INumber<T>, IExponentialFunctions<T>
    {
        Data<T> x = Inputs.Normal<T>("x", 10, Size, Size), y = Inputs.Room<T>("y", Size * Size), theirs = Inputs.Room<T>("y", Size * Size);
        return new("W1", "logistic function, 1024x1024")
        {
            ElementType = Inputs.NameOf<T>(),
            Inputs = [x],
            Outputs = [y],
            Step = _ => function(x.Values, y.Values),
            Peers = [new("TensorPrimitives.Sigmoid", () => TensorPrimitives.Sigmoid<T>(x.Values, theirs.Values), theirs)],
            Targets = [new(1.7, 1.7)],
        };
    }

    private static Workload Fused()
    {
        Data<float>[] inputs = [.. "abcd".Select((name, i) => Inputs.Normal<float>(name.ToString(), (ulong)i, Length))];
        (float[] a, float[] b, float[] c, float[] d) = (inputs[0].Values, inputs[1].Values, inputs[2].Values, inputs[3].Values);
        Data<float> z = Inputs.Room<float>("z", Length), theirs = Inputs.Room<float>("z", Length);
        return new("W2", "log(1 + exp(a b + c)) tanh(d) - a, 4,000,000 elements")
        {
            Inputs = inputs,
            Outputs = [z],
            Step = _ => Curves.Fused(a, b, c, d, z.Values),
            Peers = [new("TensorPrimitives, blocks of 1024", () => InBlocks(a, b, c, d, theirs.Values), theirs)],
            Targets = [new(3.0, 2.6)],
        };
    }

    // LogP1 of this library is off by far near 0, but faster than anything else that it offers.
    private static void InBlocks(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, Span<float> z)
    {
        const int Block = 1024;
        Span<float> tanh = stackalloc float[Block];
        for (int start = 0; start < z.Length; start += Block)
        {
            Range part = start..Math.Min(start + Block, z.Length);
            Span<float> result = z[part], t = tanh[..result.Length];
            TensorPrimitives.MultiplyAdd(a[part], b[part], c[part], result);
            TensorPrimitives.Exp<float>(result, result);
            TensorPrimitives.LogP1<float>(result, result);
            TensorPrimitives.Tanh<float>(d[part], t);
            TensorPrimitives.Multiply<float>(result, t, result);
            TensorPrimitives.Subtract<float>(result, a[part], result);
        }
    }
}
