namespace TensorAot.Build.Tests;

/// <summary>Graph classes that several tests read.</summary>
internal static class Models
{
    public const string Logistic = """
        [TensorGraph]
        public static partial class Logistic
        {
            [Function]
            static Expr<double> Sigmoid([Dims("n", "m")] Matrix<double> x) => 1 / (1 + Exp(-x));
        }
        """;

    /// <summary>State, updates, labels, a loop, several results, a name that is markup, and a size that is checked at entry.</summary>
    public const string Many = """
        public static partial class Layers
        {
            [TensorGraph]
            public sealed partial class Regression
            {
                public readonly Shared<float> W = Shared.Zeros<float>(16, 4);
                private readonly Shared<float> _b = Shared.Zeros<float>(4);

                [Function]
                Expr<float> Train([Dims("n", 16)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
                {
                    var cost = Mean(CrossEntropy(Dot(x, W) + _b, labels));
                    var (gW, gB) = Grad(cost, W, _b);
                    Update(W, W - rate * gW);
                    Update(_b, _b - rate * gB);
                    return cost;
                }

                [Function]
                Expr<int> Predict([Dims("n", 16)] Matrix<float> x) => ArgMax(Dot(x, W) + _b, axis: 1);

                [Function]
                Expr<float> Norm() => Sum(W * W);
            }
        }

        [TensorGraph]
        public static partial class Others
        {
            [Function]
            static (Expr<double> sum, Expr<bool> small) Two([Dims("n")] Vector<double> x) => (Sum(Log(x)), x < 0.5 & x > -0.5);

            [Function]
            static Expr<double> Loop([Dims("t", "n")] Matrix<double> x, [Dims("n")] Vector<double> start) => Scan((h, v) => Tanh(h) + v, start, x);

            [Function]
            static Expr<double> Fitted(Vector<double> x, Matrix<double> y) => Reshape(x, y.Size(0), y.Size(1)) + y;

            [Function]
            static Expr<double> Total(Vector<double> x, Vector<double> @class) => Dot(x, @class);

            [Function]
            static Expr<double> Total(Matrix<double> x) => Mean(x);
        }
        """;
}
