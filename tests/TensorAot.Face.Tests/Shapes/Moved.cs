namespace FaceTests.Shapes;

/// <summary>Shape and assembly, as a user writes them.</summary>
[TensorGraph]
public static partial class Moved
{
    [Function]
    static Expr<double> Swapped(Tensor3<double> x) => SwapAxes(x, 0, ^1);

    [Function]
    static Expr<double> MovedTo(Tensor3<double> x) => MoveAxis(x, source: [0, 1], destination: [-1, -2]);

    [Function]
    static Expr<int> Turned(Matrix<int> x) => Flip(x, axis: 1) + FlipUd(x) + Flip(x);

    [Function]
    static Expr<int> Rolled(Vector<int> x) => Roll(x, 2);

    [Function]
    static Expr<int> RolledBack(Vector<int> x) => Roll(x, -1, axis: 0);

    [Function]
    static Expr<int> RolledBySize(Vector<int> x, Vector<int> y) => Roll(x, y.Size(0));

    [Function]
    static Expr<int> RolledBoth(Matrix<int> x) => Roll(x, shift: [1, -1], axis: [0, 1]);

    [Function]
    static Expr<double> Bordered(Matrix<double> x) => Pad(x, 1);

    [Function]
    static Expr<double> Surrounded(Matrix<double> x) => Pad(x, [(1, 0), (0, 2)], 0.5);

    [Function]
    static Expr<bool> Framed(Vector<bool> x) => Pad(x, 1, true);

    [Function]
    static Expr<double> Reflected(Vector<double> x) => Pad(x, [(2, 1)], PadMode.Reflect);

    [Function]
    static Expr<double> Widened(Vector<double> x, Vector<double> y) => Pad(x, y.Size(0), PadMode.Edge);

    [Function]
    static Expr<double> ReflectedSlope(Vector<double> x) => Grad(Sum(Pad(x, 2, PadMode.Reflect)), x);

    [Function]
    static Expr<double> Tiled(Vector<double> x) => Tile(x, 2, 2);

    [Function]
    static Expr<double> RepeatedBySize(Vector<double> x, Vector<double> y) => Repeat(x, y.Size(0), axis: 0);

    [Function]
    static Expr<double> Beside(Vector<double> x, Vector<double> y) => HStack(x, y);

    [Function]
    static Expr<double> Above([Dims("n")] Vector<double> x, [Dims("n")] Vector<double> y) => VStack(x, y, x + y);

    [Function]
    static (Expr<double> First, Expr<double> Last) Parts(Matrix<double> x)
    {
        Expr<double>[] parts = Split(x, 2, axis: 1);
        return (parts[0], parts[^1]);
    }

    [Function]
    static Expr<double> Middle([Dims("n")] Vector<double> x) => Split(x, [1, x.Size(0) - 2, 1])[1];

    [Function]
    static (Expr<double> X, Expr<double> Y) Grid(Vector<double> x, Vector<double> y)
    {
        if (MeshGrid([x, y], GridIndexing.IJ) is [var a, var b])
            return (a, b);
        return (x, y);
    }

    [Function]
    static Expr<double> Distances(Vector<double> x, Vector<double> y)
    {
        var grid = MeshGrid([x, y]);
        return Square(grid[0] - grid[1]);
    }

    [Function]
    static Expr<float> Progression(Scalar<float> low, Scalar<float> high) => Linspace(low, high, 5);

    [Function]
    static Expr<double> Fixed(Vector<double> x) => Linspace<double>(0, 1, x.Size(0)) + Arange<double>(0, 1, 0.25) + Zeros<double>(4);

    [Function]
    static Expr<int> Counted(Vector<double> x) => Arange<int>(1, x.Size(0) + 1);

    [Function]
    static Expr<double> Powers(Scalar<double> x) => x * Logspace<double>(0, 3, 4) + x * Geomspace<double>(1, 1000, 4);

    [Function]
    static Expr<double> Diagonals(Vector<double> x) => Eye<double>(2, 3, 1) + Tri<double>(2, 3) + FullLike(Zeros<double>(2, 3), 10) + OnesLike(Zeros<double>(2, 3)) + 0 * Sum(x);

    [Function]
    static Expr<double> Raised(Scalar<double> x) => AtLeast2D(x) + ExpandDims(x, axis: [0, -1]);
}
