using TensorAot;
using TensorAot.Layers;
using TensorAot.Optimizers;
using static TensorAot.Ops;

/// <summary>
/// A network for points of the plane and two classes. This is a graph class: while the project builds, TensorAot compiles its functions,
/// with their gradients, to ordinary C# methods. Train(points, labels) takes arrays or spans and returns a float.
/// </summary>
[TensorGraph]
public sealed partial class Network
{
    private readonly Sequential<float> _layers = new(
        new Dense<float>(2, 32, Tanh),
        new Dense<float>(32, 32, Tanh),
        new Dense<float>(32, 2));

    private readonly Adam<float> _adam;

    public Network() => _adam = new(_layers.Parameters, 0.01);

    /// <summary>One step of training on n points; returns the cost before it.</summary>
    [Function]
    Expr<float> Train([Dims("n", 2)] Matrix<float> points, [Dims("n")] Vector<int> labels)
    {
        var cost = Mean(CrossEntropy(_layers.Apply(points), labels));
        _adam.Step(cost);                       // differentiates the cost and updates all weights
        return cost;
    }

    /// <summary>The class of each point, 0 or 1.</summary>
    [Function]
    Expr<int> Predict([Dims("n", 2)] Matrix<float> points) => Classes(points);

    /// <summary>What part of the points is given its class.</summary>
    [Function]
    Expr<float> Accuracy([Dims("n", 2)] Matrix<float> points, [Dims("n")] Vector<int> labels) =>
        Mean(Cast<float>(Classes(points) == labels));

    // A helper: functions can share what they compute.
    Expr<int> Classes(Expr<float> points) => ArgMax(_layers.Apply(points), axis: 1);
}

// To see what was generated and what it costs, with formulas, graphs and code for each function:
//     dotnet build -t:TensorAotReport
