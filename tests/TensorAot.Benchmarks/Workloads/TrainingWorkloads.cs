using System.Numerics;
using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Workloads;

/// <summary>W3, W4, W7 and W8: steps of training.</summary>
internal static class TrainingWorkloads
{
    public static IEnumerable<Func<Workload>> Regressions
    {
        get
        {
            LogisticRegression model = new();
            return
            [
                () => Regression(model.Single, (x, y, rate) => model.Train(x, y, (float)rate), new(2.0, 2.0, "NumPy"), new(5, 5, "PyTorch")),
                () => Regression(model.Double, (x, y, rate) => model.Train(x, y, rate), new(1.5, 1.5, "NumPy"), new(3, 3, "PyTorch")),
            ];
        }
    }

    public static Workload Perceptron()
    {
        MultilayerPerceptron model = new();
        return Step(
            "W4", "network 784-512-256-10, training step, 128 rows", Inputs.Normal<float>("x", 10, 128, 784), Inputs.Labels<int>("labels", 128, 10), model.Train,
            128 * (2 * Dense(784, 512) + 3 * Dense(512, 256) + 3 * Dense(256, 10)), new(1.15, 1.35), model.W1, model.B1, model.W2, model.B2, model.W3, model.B3);
    }

    public static Workload Recurrent()
    {
        RecurrentNetwork model = new();
        return Step(
            "W7", "recurrent network, training step, 100 steps of 32x64, 128 hidden", Inputs.Normal<float>("x", 10, 100, 32, 64), Inputs.Normal<float>("y", 11, 32, 1),
            model.Train, 32 * (100 * (2 * Dense(64, 128) + 3 * Dense(128, 128)) + 3 * Dense(128, 1)), new(1.3, 1.3, "NumPy"), model.W, model.U, model.B, model.V);
    }

    public static Workload Convolutional()
    {
        LeNet model = new();
        // A filter of 5x5 for each of 24x24 and of 8x8 places.
        double first = 24 * 24 * Dense(25, 20), second = 8 * 8 * Dense(25 * 20, 50);
        return Step(
            "W8", "LeNet, training step, 32 images of 28x28", Inputs.Normal<float>("x", 10, 32, 1, 28, 28), Inputs.Labels<int>("labels", 32, 10), model.Train,
            32 * (2 * first + 3 * second + 3 * Dense(800, 500) + 3 * Dense(500, 10)), new(1.3, 1.3),
            model.W1, model.B1, model.W2, model.B2, model.W3, model.B3, model.W4, model.B4);
    }

    private delegate float Train<T>(ReadOnlySpan<float> x, ReadOnlySpan<T> y, float rate);

    /// <summary>The operations of one row on its way through a dense layer.</summary>
    private static double Dense(int inputs, int outputs) => 2.0 * inputs * outputs;

    private static Workload Step<T>(
        string name, string title, Data<float> x, Data<T> y, Train<T> train, double flops, Target target, params Shared<float>[] parameters)
        where T : unmanaged, INumber<T>
    {
        Data<float> cost = Inputs.Room<float>("cost", 1);
        return new(name, title)
        {
            Inputs = [x, y],
            Outputs = [cost],
            State = [.. parameters.Select((parameter, i) => new Data<float>($"parameter{i}", parameter))],
            Step = rate => cost.Values[0] = train(x.Values, y.Values, (float)rate),
            Targets = [target],
            Flops = flops,
        };
    }

    private static Workload Regression<T>(LogisticUnit<T> unit, Func<T[], T[], double, T> train, params Target[] targets)
        where T : unmanaged, INumber<T>
    {
        Data<T> x = Inputs.Normal<T>("x", 10, 400, 784), y = Inputs.Labels<T>("y", 400, 2), cost = Inputs.Room<T>("cost", 1);
        return new("W3", "logistic regression, training step, 400x784")
        {
            ElementType = Inputs.NameOf<T>(),
            Inputs = [x, y],
            Outputs = [cost],
            State = [new Data<T>("w", unit.W), new Data<T>("b", unit.B)],
            Step = rate => cost.Values[0] = train(x.Values, y.Values, rate),
            Targets = targets,
            Flops = 2 * 400 * Dense(784, 1),
        };
    }
}
