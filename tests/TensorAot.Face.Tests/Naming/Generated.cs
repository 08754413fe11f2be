namespace FaceTests.Naming
{
    /// <summary>A graph class with the name of the namespace that generated frames lie in.</summary>
    [TensorGraph]
    public static partial class Generated
    {
        [Function]
        static Expr<double> Run(Vector<double> x) => x + 1;

        [Function]
        static Expr<double> Call(Vector<double> x) => x + 2;
    }
}

namespace FaceTests.Naming.One
{
    /// <summary>The first of two classes of one name.</summary>
    [TensorGraph]
    public static partial class Twin
    {
        [Function]
        static Expr<double> Run(Vector<double> x) => x + 1;
    }
}

namespace FaceTests.Naming.Two
{
    /// <summary>The second of two classes of one name.</summary>
    [TensorGraph]
    public static partial class Twin
    {
        [Function]
        static Expr<double> Run(Vector<double> x) => x + 2;

        [Function]
        static Expr<double> Run(Matrix<double> x) => x + 20;

        [Function]
        static Expr<float> Run(Vector<float> x) => x + 200;
    }
}
