namespace FaceTests.State;

// Inside the namespace, so that Matrix is theirs.
using MathNet.Numerics.LinearAlgebra;

[TestFixture]
public class NetworkTests
{
    private static readonly double[,] s_x = { { 1, 2, 3 }, { -1, 0.5, 0 }, { 0.3, -0.7, 1 }, { 2, 1, -1 } };
    private static readonly double[,] s_y = { { 0, 1 }, { 1, 0 }, { 0.5, 0.5 }, { -1, 1 } };

    [Test]
    public void Private_state_of_nested_and_derived_layers_is_found()
    {
        var network = new Network();
        ((Gated)network.Layers[0]).Gate.CopyFrom([1, 2, 3, 4]);
        Assert.That(network.Predict(s_x), Is.EqualTo(Predict(network).ToArray()).Within(1e-12));
    }

    [Test]
    public void One_step_moves_every_parameter_against_the_finite_difference()
    {
        Network before = new(), after = new();
        Copy(before, after);
        double cost = after.Train(s_x, s_y);
        Assert.That(cost, Is.EqualTo(Cost(before)).Within(1e-12));
        for (int layer = 0; layer < 2; layer++)
        {
            Shared<double>[] old = [.. before.Layers[layer].Parameters], moved = [.. after.Layers[layer].Parameters];
            for (int p = 0; p < old.Length; p++)
                for (int i = 0; i < old[p].Length; i++)
                {
                    double expected = old[p].Span[i] - (0.05 * Slope(before, old[p], i));
                    Assert.That(moved[p].Span[i], Is.EqualTo(expected).Within(1e-8), $"layer {layer}, parameter {p}, element {i}");
                }
        }
    }

    [Test]
    public void Moments_of_the_generic_optimizer_gather_and_training_converges()
    {
        var network = new Network();
        double first = network.Train(s_x, s_y), last = first;
        Assert.That(network.Moments, Has.Count.EqualTo(5));
        Assert.That(network.Moments.SelectMany(m => m.Value), Has.Some.Not.Zero);
        for (int i = 0; i < 500; i++)
            last = network.Train(s_x, s_y);
        Assert.That(last, Is.LessThan(0.1 * first));
    }

    private static Matrix<double> Predict(Network network)
    {
        Matrix<double> h = Linear(Matrix<double>.Build.DenseOfArray(s_x), network.Layers[0].Values).PointwiseTanh();
        double[] gate = ((Gated)network.Layers[0]).Gate.Value;
        return Linear(h.MapIndexed((_, column, value) => value * gate[column]), network.Layers[1].Values);
    }

    private static Matrix<double> Linear(Matrix<double> x, (double[] Weights, double[] Bias) layer) =>
        (x * Matrix<double>.Build.DenseOfRowMajor(x.ColumnCount, layer.Bias.Length, layer.Weights)).MapIndexed((_, column, value) => value + layer.Bias[column]);

    private static double Cost(Network network) =>
        (Predict(network) - Matrix<double>.Build.DenseOfArray(s_y)).Enumerate().Average(v => v * v);

    private static double Slope(Network network, Shared<double> parameter, int i)
    {
        double value = parameter.Span[i];
        parameter.Span[i] = value + 1e-5;
        double above = Cost(network);
        parameter.Span[i] = value - 1e-5;
        double below = Cost(network);
        parameter.Span[i] = value;
        return (above - below) / 2e-5;
    }

    private static void Copy(Network from, Network to)
    {
        foreach ((Layer source, Layer target) in from.Layers.Zip(to.Layers))
            foreach ((Shared<double> a, Shared<double> b) in source.Parameters.Zip(target.Parameters))
                b.CopyFrom(a.Span);
    }
}
