using TensorAot.Verification;

namespace LayersTests.Layers;

/// <summary>
/// Gradients of parameters against differences: a step of gradient descent at rate 1 takes away the gradient, whatever the layer keeps.
/// </summary>
internal static class Descent
{
    public static void Check(IReadOnlyList<Shared<double>> parameters, Func<double> cost, Action descend)
    {
        double[][] before = [.. parameters.Select(p => p.Value)];
        descend();
        double[][] gradients = [.. parameters.Select((p, i) => before[i].Zip(p.Value, (old, changed) => old - changed).ToArray())];
        Restore();
        for (int i = 0; i < parameters.Count; i++)
        {
            GradientCheck.Run<double, double[]>(values => { parameters[i].CopyFrom(values); return cost(); }, _ => gradients[i], before[i], xName: $"parameter {i}").Require();
            Restore();
        }

        void Restore()
        {
            for (int i = 0; i < parameters.Count; i++)
                parameters[i].CopyFrom(before[i]);
        }
    }
}
