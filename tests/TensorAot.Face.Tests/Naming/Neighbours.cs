// Types with the names of those that generated code uses.
namespace FaceTests.Naming.Neighbours.System
{
    public static class Span;

    public static class MemoryExtensions;
}

namespace FaceTests.Naming.Neighbours
{
    public static class Check;

    public static class Pair;

    public static class Functions;

    public static class Loop;

    public static class Workspace;

    public static class Arrays;

    public static class GC;

    public static class TensorAot;

    /// <summary>A graph class among them.</summary>
    [TensorGraph]
    public sealed partial class Curve
    {
        private readonly Layer _layer = new();

        [Function]
        Expr<double> Scaled([Dims("n", 2)] Matrix<double> x, [Default(1.0)] Scalar<double> by)
        {
            var cost = Sum(Dot(x, _layer.Weights));
            Update(_layer.Weights, _layer.Weights + by);
            return Softmax(x + cost, axis: 0);
        }

        [Function]
        static (Expr<double> a, Expr<double> b) Both(Vector<double> x) => (Tanh(x), Max(x));

        private sealed class Layer
        {
            public Shared<double> Weights { get; } = Shared.Ones<double>(2);
        }
    }
}
