using System.Globalization;
using System.Text;

namespace TensorAot.Generator.Tests.Stability;

/// <summary>
/// The C# of a user who has every formula in three places: alone with its derivatives, in the middle of a larger expression, and of numbers
/// that are known when the program is built.
/// </summary>
internal static class FormulaSource
{
    /// <summary>A class for each formula, over float or double.</summary>
    public static string Of(Type type)
    {
        var text = new StringBuilder("namespace Naive;\n\n");
        Classes(text, type, Kind.Number, Formulas.OfNumbers, Numbers);
        Classes(text, type, Kind.Pair, Formulas.OfPairs, Pairs);
        Classes(text, type, Kind.Vector, Formulas.OfVectors, Vectors);
        return text.ToString();
    }

    public static string ClassOf(Type type, Kind kind, int index) => $"{kind}{index}Of{type.Name}";

    private static void Classes(StringBuilder text, Type type, Kind kind, Formula[] formulas, Action<StringBuilder, Formula, Type> write)
    {
        for (int i = 0; i < formulas.Length; i++)
        {
            text.Append("[TensorGraph]\npublic static partial class " + ClassOf(type, kind, i) + "\n{\n");
            write(text, formulas[i], type);
            text.Append("}\n\n");
        }
    }

    private static void Numbers(StringBuilder text, Formula formula, Type type)
    {
        Write(text, type, $$"""
                private static Expr<T> Formula(Expr<T> x) => {{formula.Text}};

                [Function]
                static (Expr<T> Value, Expr<T> Slope, Expr<T> Curve) Alone([Dims("n")] Vector<T> x)
                {
                    var value = Formula(x);
                    var slope = Grad(Sum(value), x, Disconnected.Zero);
                    return (value, slope, Grad(Sum(slope), x, Disconnected.Zero));
                }

                [Function]
                static (Expr<T> Value, Expr<T> Slope) Fused([Dims("n")] Vector<T> x, [Dims("n")] Vector<T> u, [Dims("n")] Vector<T> z)
                {
                    var value = 2 * Formula(x + u) - z;
                    return (value, Grad(Sum(value), x, Disconnected.Zero));
                }

                [Function]
                static Expr<T> Constant(Scalar<T> zero) => Stack<T>([{{Constants(formula, type)}}]) + zero;


            """);
    }

    private static void Pairs(StringBuilder text, Formula formula, Type type)
    {
        Write(text, type, $$"""
                private static Expr<T> Formula(Expr<T> x, Expr<T> y) => {{formula.Text}};

                [Function]
                static (Expr<T> Value, Expr<T> Slope, Expr<T> Curve, Expr<T> Other) Alone([Dims("n")] Vector<T> x, [Dims("n")] Vector<T> y)
                {
                    var value = Formula(x, y);
                    var (slope, other) = Grad(Sum(value), x, y, Disconnected.Zero);
                    return (value, slope, Grad(Sum(slope), x, Disconnected.Zero), other);
                }

                [Function]
                static (Expr<T> Value, Expr<T> Slope) Fused([Dims("n")] Vector<T> x, [Dims("n")] Vector<T> y, [Dims("n")] Vector<T> u, [Dims("n")] Vector<T> z)
                {
                    var value = 2 * Formula(x + u, y) - z;
                    return (value, Grad(Sum(value), x, Disconnected.Zero));
                }

                [Function]
                static Expr<T> Constant(Scalar<T> zero) => Stack<T>([{{Constants(formula, type)}}]) + zero;


            """);
    }

    private static void Vectors(StringBuilder text, Formula formula, Type type)
    {
        Reference[] references = References.Of(formula, type);
        string weights = references[0].Results[0].Length == 1 ? "Scalar<T>" : "[Dims(\"n\")] Vector<T>";
        Write(text, type, $$"""
                private static Expr<T> Formula(Expr<T> x) => {{formula.Text}};

                [Function]
                static (Expr<T> Value, Expr<T> Slope) Alone([Dims("n")] Vector<T> x, {{weights}} weights)
                {
                    var value = Formula(x);
                    return (value, Grad(Sum(weights * value), x));
                }

                [Function]
                static (Expr<T> Value, Expr<T> Slope) Fused([Dims("n")] Vector<T> x, {{weights}} weights, [Dims("n")] Vector<T> u, Scalar<T> z)
                {
                    var value = 2 * Formula(x + u) - z;
                    return (value, Grad(Sum(weights * value), x));
                }


            """);
        for (int k = 0; k < references.Length; k++)
            Write(text, type, $"    [Function]\n    static Expr<T> Constant{k}(Scalar<T> zero) => Formula(Stack<T>([{Arguments(references[k], type)}])) + zero;\n\n");
    }

    /// <summary>The formula of every argument that the reference has.</summary>
    private static string Constants(Formula formula, Type type) =>
        string.Join(", ", References.Of(formula, type).Select(r => "Formula(" + Arguments(r, type) + ")"));

    private static string Arguments(Reference reference, Type type) =>
        string.Join(", ", reference.Arguments.Select(a => "Const(" + a.ToString("R", CultureInfo.InvariantCulture) + (type == typeof(float) ? "f)" : "d)")));

    private static void Write(StringBuilder text, Type type, string code) =>
        text.Append(code.Replace("<T>", type == typeof(float) ? "<float>" : "<double>").Replace("ONE", type == typeof(float) ? "1f" : "1d"));
}
