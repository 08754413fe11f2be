using System.Numerics;

namespace FaceTests.Helpers;

/// <summary>Helpers in a file of their own: extension methods, generics, recursion.</summary>
public static class Library
{
    public static Expr<T> Cubed<T>(this Expr<T> x)
        where T : struct, INumber<T> => x * x * x;

    public static Expr<T> AddOne<T>(Expr<T> x)
        where T : struct, INumber<T> => x + T.One;

    /// <summary>The polynomial by Horner's rule; the first coefficient stands before the highest power.</summary>
    public static Expr<double> Polynomial(Expr<double> x, params double[] coefficients) =>
        coefficients is [.., var last] ? coefficients.Length == 1 ? last : Polynomial(x, coefficients[..^1]) * x + last : 0.0;

    public static Expr<double> Norm(this Expr<double> x, int p = 2) => p switch
    {
        1 => Sum(Abs(x)),
        2 => Sqrt(Sum(Square(x))),
        > 2 => Pow(Sum(Pow(Abs(x), p)), 1.0 / p),
        _ => throw new ArgumentException($"There is no {p}-norm."),
    };
}
