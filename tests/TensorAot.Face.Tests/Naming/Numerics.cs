using System.Numerics;

namespace FaceTests.Naming;

// After the namespace line, so that Vector is a tensor here.
using TensorAot;

/// <summary>A graph class beside System.Numerics, whose Vector is another one.</summary>
[TensorGraph]
public static partial class Numerics
{
    private static Expr<T> Halved<T>(Expr<T> x)
        where T : struct, INumber<T> => x / (T.One + T.One);

    [Function]
    static Expr<double> Half(Vector<double> x) => Halved<double>(x);
}
