namespace FaceTests.Naming;

/// <summary>Graph classes inside other types.</summary>
public static partial class Containers
{
    public readonly partial struct Inner
    {
        [TensorGraph]
        internal sealed partial class Curve
        {
            private readonly Shared<double> _scale = Shared.Full(3.0, 2);

            [Function]
            Expr<double> Scaled([Dims(2)] Vector<double> x) => x * _scale;
        }
    }

    public partial record Other
    {
        [TensorGraph]
        private static partial class Curve
        {
            [Function]
            static Expr<double> Scaled(Vector<double> x) => 4 * x;
        }

        public static double[] Call(double[] x) => Curve.Scaled(x);
    }
}
