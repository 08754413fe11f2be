namespace FaceTests.Helpers;

/// <summary>Another graph class, whose definition is called from a first one.</summary>
[TensorGraph]
public static partial class Shapes
{
    [Function]
    internal static Expr<double> Volume(Vector<double> x) => x.Cubed();
}
