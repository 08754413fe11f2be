using System.Numerics.Tensors;
using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Workloads;

/// <summary>W11: what a call costs where there is nothing to do.</summary>
internal static class CallWorkloads
{
    private const int Calls = 1_000;

    public static IEnumerable<Func<Workload>> Makers => [() => Of(1), () => Of(10)];

    private static Workload Of(int length)
    {
        Data<float> x = Inputs.Normal<float>("x", 10, length), y = Inputs.Normal<float>("y", 11, length);
        Data<float> z = Inputs.Room<float>("z", length), theirs = Inputs.Room<float>("z", length);
        return new("W11", "z = x + y, a call")
        {
            Variant = $"n={length}",
            Calls = Calls,
            Inputs = [x, y],
            Outputs = [z],
            Step = _ => Own(x.Values, y.Values, z.Values),
            Peers = [new("TensorPrimitives.Add", () => Primitives(x.Values, y.Values, theirs.Values), theirs)],
            MostSeconds = 10e-9,
        };
    }

    private static void Own(float[] x, float[] y, float[] z)
    {
        for (int i = 0; i < Calls; i++)
            Curves.Add(x, y, z);
    }

    private static void Primitives(float[] x, float[] y, float[] z)
    {
        for (int i = 0; i < Calls; i++)
            TensorPrimitives.Add<float>(x, y, z);
    }
}
