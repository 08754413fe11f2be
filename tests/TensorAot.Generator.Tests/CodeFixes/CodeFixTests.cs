using TensorAot.CodeFixes;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.CodeFixes;

/// <summary>Each code fix makes the text that one would write, and the mistake is gone.</summary>
public class CodeFixTests
{
    /// <summary>A function in a static class.</summary>
    private static string In(string function) => $$"""
        [TensorGraph] public static partial class G
        {
            {{function}}
        }
        """;

    /// <summary>Statements of a function of x and y.</summary>
    private static string Statements(string statements) => In($$"""
        [Function] static Expr<float> F(Vector<float> x, Vector<float> y)
            {
                {{statements}}
            }
        """);

    [TestCase("public static class G", "public static partial class G", "Make G partial")]
    [TestCase("/* here */ class G", "/* here */ partial class G", "Make G partial")]
    public Task Partial(string declared, string expected, string title)
    {
        const string Body = " { [Function] static Expr<float> F(Vector<float> x) => x; }";
        return FixCheck.Becomes<PartialFix>("[TensorGraph] " + declared + Body, "TAOT0001", title, "[TensorGraph] " + expected + Body);
    }

    [Test]
    public Task TypesAroundAGraphClassBecomePartialToo() => FixCheck.Becomes<PartialFix>(
        "class Outer { [TensorGraph] internal static class G { [Function] static Expr<float> F(Vector<float> x) => x; } }",
        "TAOT0001", "Make G and the types around it partial",
        "partial class Outer { [TensorGraph] internal static partial class G { [Function] static Expr<float> F(Vector<float> x) => x; } }");

    [Test]
    public Task AllClassesBecomePartial() => FixCheck.AllBecome<PartialFix>(
        """
        // first
        class Outer
        {
            [TensorGraph] static class A { [Function] static Expr<float> F(Vector<float> x) => x; }

            [TensorGraph]
            static class B { [Function] static Expr<float> F(Vector<float> x) => x; }
        }
        """, "TAOT0001", "partial",
        """
        // first
        partial class Outer
        {
            [TensorGraph] static partial class A { [Function] static Expr<float> F(Vector<float> x) => x; }

            [TensorGraph]
            static partial class B { [Function] static Expr<float> F(Vector<float> x) => x; }
        }
        """);

    [Test]
    public Task TheTypeAroundAGraphClassBecomesPartial() => FixCheck.Becomes<PartialFix>(
        "public class Outer { [TensorGraph] internal static partial class G { [Function] static Expr<float> F(Vector<float> x) => x; } }",
        "TAOT0002", "Make Outer partial",
        "public partial class Outer { [TensorGraph] internal static partial class G { [Function] static Expr<float> F(Vector<float> x) => x; } }");

    [TestCase("[Dims(\"n\")] Matrix<float> x", "[Dims(\"n\", \"xDim1\")] Matrix<float> x", "Complete [Dims(\"n\", \"xDim1\")]", "TAOT0011")]
    [TestCase("[Dims(\"n\", 3, 4)] Matrix<float> x", "[Dims(\"n\", 3)] Matrix<float> x", "Shorten [Dims(\"n\", 3)]", "TAOT0011")]
    [TestCase("[Dims(3, \"2n\")] Matrix<float> x", "[Dims(3, \"xDim1\")] Matrix<float> x", "Name the size \"xDim1\"", "TAOT0012")]
    public Task Dims(string parameter, string expected, string title, string id) => FixCheck.Becomes<DimsFix>(
        In($"[Function] static Expr<float> F({parameter}) => Sum(x);"), id, title, In($"[Function] static Expr<float> F({expected}) => Sum(x);"));

    [TestCase("Add [Dims(\"wDim0\")]: a vector", "[Dims(\"wDim0\")] ")]
    [TestCase("Add [Dims(\"wDim0\", \"wDim1\")]: a matrix", "[Dims(\"wDim0\", \"wDim1\")] ")]
    public Task DimsOfState(string title, string attribute)
    {
        const string Before = """
            [TensorGraph] public sealed partial class G(float[] values)
            {
                // The weights.
                
            """;
        const string After = """
            private readonly Shared<float> _w = Shared.From(values);
                [Function] Expr<float> F(Vector<float> x) => x + _w;
            }
            """;
        return FixCheck.Becomes<DimsFix>(Before + After, "TAOT1129", title, Before + attribute + After);
    }

    [Test]
    public Task DimsThatTheInitializerDoesNotMake()
    {
        static string Model(string dims) => $$"""
            [TensorGraph] public sealed partial class G
            {
                [Dims({{dims}})] private readonly Shared<float> _w = Shared.Zeros<float>(3, 4);
                [Function] Expr<float> F(Vector<float> x) => x + Sum(_w);
            }
            """;
        return FixCheck.Becomes<DimsFix>(Model("\"n\", 5"), "TAOT1130", "Write the sizes of the initializer: [Dims(3, 4)]", Model("3, 4"));
    }

    [TestCase("x - Mean(x, 1)", "x - Mean(x, 1, keepDims: true)")]
    [TestCase("(Sum(x, axis: ^1)) * x", "(Sum(x, axis: ^1, keepDims: true)) * x")]
    [TestCase("x / Sqrt(Sum(Square(x), axis: 1))  /* unit rows */", "x / Sqrt(Sum(Square(x), axis: 1, keepDims: true))  /* unit rows */")]
    public Task KeepDims(string expression, string expected) => FixCheck.Becomes<KeepDimsFix>(
        In($"[Function] static Expr<float> F([Dims(5, 3)] Matrix<float> x) => {expression};"), "TAOT2001", "Insert keepDims: true",
        In($"[Function] static Expr<float> F([Dims(5, 3)] Matrix<float> x) => {expected};"));

    [Test]
    public Task KeepDimsOfALocal() => FixCheck.Becomes<KeepDimsFix>(
        In("[Function] static Expr<float> F([Dims(5, 3)] Matrix<float> x) { var mean = Mean(x, 1); return x - mean; }"), "TAOT2001", "Insert keepDims: true",
        In("[Function] static Expr<float> F([Dims(5, 3)] Matrix<float> x) { var mean = Mean(x, 1, keepDims: true); return x - mean; }"));

    [Test]
    public Task AllReductionsKeepTheirAxes() => FixCheck.AllBecome<KeepDimsFix>(
        In("[Function] static Expr<float> F([Dims(5, 3)] Matrix<float> x) => x - Mean(x, 1);\n    [Function] static Expr<float> H([Dims(5, 3)] Matrix<float> x) => x / Sum(x, 1);"), "TAOT2001", "keepDims",
        In("[Function] static Expr<float> F([Dims(5, 3)] Matrix<float> x) => x - Mean(x, 1, keepDims: true);\n    [Function] static Expr<float> H([Dims(5, 3)] Matrix<float> x) => x / Sum(x, 1, keepDims: true);"));

    [TestCase("a + b", "a + ExpandDims(b, 1)", "Insert ExpandDims(..., 1)")]
    [TestCase("Maximum(2 * b, a)", "Maximum(ExpandDims(2 * b, 1), a)", "Insert ExpandDims(..., 1)")]
    [TestCase("(b + b) * a", "ExpandDims(b + b, 1) * a", "Insert ExpandDims(..., 1)")]
    public Task ExpandDims(string expression, string expected, string title) => FixCheck.Becomes<ExpandDimsFix>(
        In($"[Function] static Expr<float> F([Dims(3, 4)] Matrix<float> a, [Dims(3)] Vector<float> b) => {expression};"), "TAOT2001", title,
        In($"[Function] static Expr<float> F([Dims(3, 4)] Matrix<float> a, [Dims(3)] Vector<float> b) => {expected};"));

    [TestCase("Dot(x, w)", "Dot(x, Transpose(w))", "Transpose the right operand", "TAOT2002")]
    [TestCase("Dot(w, Tanh(x))", "Dot(w, Transpose(Tanh(x)))", "Transpose the right operand", "TAOT2002")]
    [TestCase("x + t", "Transpose(x) + t", "Transpose the left operand", "TAOT2001")]
    [TestCase("x + t", "x + Transpose(t)", "Transpose the right operand", "TAOT2001")]
    public Task Transpose(string expression, string expected, string title, string id) => FixCheck.Becomes<TransposeFix>(
        In($"[Function] static Expr<float> F([Dims(6, 3)] Matrix<float> x, [Dims(4, 3)] Matrix<float> w, [Dims(3, 6)] Matrix<float> t) {{ _ = (x, w, t); return {expression}; }}"), id, title,
        In($"[Function] static Expr<float> F([Dims(6, 3)] Matrix<float> x, [Dims(4, 3)] Matrix<float> w, [Dims(3, 6)] Matrix<float> t) {{ _ = (x, w, t); return {expected}; }}"));

    [Test]
    public Task TransposeOfBatches() => FixCheck.Becomes<TransposeFix>(
        In("[Function] static Expr<float> F([Dims(2, 6, 3)] Tensor3<float> q, [Dims(2, 4, 3)] Tensor3<float> k) => MatMul(q, k);"), "TAOT2002", "Transpose the right operand",
        In("[Function] static Expr<float> F([Dims(2, 6, 3)] Tensor3<float> q, [Dims(2, 4, 3)] Tensor3<float> k) => MatMul(q, SwapAxes(k, ^1, ^2));"));

    [TestCase("static Expr<double> F(Vector<int> n) => Sum(Cast<double>(Exp(n)));", "static Expr<double> F(Vector<int> n) => Sum(Cast<double>(Exp(Cast<float>(n))));", "Insert Cast<float>(...)", "TAOT2004")]
    [TestCase("static Expr<double> F(Vector<int> n) { var half = 0.5 * n; return Cast<double>(half); }", "static Expr<double> F(Vector<int> n) { var half = 0.5 * Cast<double>(n); return Cast<double>(half); }", "Insert Cast<double>(...)", "TAOT1115")]
    [TestCase("static Expr<double> F(Vector<int> n) { var m = Maximum(n, 0.5); return Cast<double>(m); }", "static Expr<double> F(Vector<int> n) { var m = Maximum(Cast<double>(n), 0.5); return Cast<double>(m); }", "Insert Cast<double>(...)", "TAOT1115")]
    public Task Cast(string function, string expected, string title, string id) =>
        FixCheck.Becomes<CastFix>(In("[Function] " + function), id, title, In("[Function] " + expected));

    [TestCase("return x > 0 ? x : 0.1f * x;", "return Where(x > 0, x, 0.1f * x);")]
    [TestCase("return (x > 0) ? x : y; // kinked", "return Where(x > 0, x, y); // kinked")]
    [TestCase("return x > 0 && y > 0 ? x : y;", "return Where(x > 0 & y > 0, x, y);")]
    [TestCase("if (x > 0) { return x; } else { return y; }", "return Where(x > 0, x, y);")]
    [TestCase("if (x > 0) return x; return y;", "return Where(x > 0, x, y);")]
    [TestCase("Expr<float> z = y; if (x > 0) z = x; return z;", "Expr<float> z = y; z = Where(x > 0, x, z); return z;")]
    [TestCase("Expr<float> z; if (x > 0) { z = x; } else { z = y; } return z;", "Expr<float> z; z = Where(x > 0, x, y); return z;")]
    public Task Where(string statements, string expected) =>
        FixCheck.Becomes<WhereFix>(Statements(statements), "TAOT1101", "Use Where(condition, a, b)", Statements(expected));

    [Test]
    public Task AnOpThatTheClassHidesIsCalledInFull()
    {
        static string Class(string expression) => In($"[Function] static Expr<float> F(Vector<float> x) => {expression};\n    static Expr<float> Where(Expr<bool> c) => Cast<float>(c);");
        return FixCheck.Becomes<WhereFix>(Class("x > 0 ? x : -x"), "TAOT1101", "Use Where(condition, a, b)", Class("Ops.Where(x > 0, x, -x)"));
    }

    [Test]
    public Task ForgottenUpdate()
    {
        static string Model(string step) => $$"""
            [TensorGraph] public sealed partial class Model
            {
                private readonly Shared<float> W = Shared.Zeros<float>(3);

                [Function] Expr<float> Step([Dims(3)] Vector<float> x)
                {
                    var cost = Sum(Square(x - W));
                    // Descend.
                    {{step}}  // one step
                    return cost;
                }
            }
            """;
        return FixCheck.Becomes<UpdateFix>(
            Model("Expr<float> next = W - 0.1 * Grad(cost, W);"), "TAOT0041", "Update W with it", Model("Update(W, W - 0.1 * Grad(cost, W));"));
    }

    [TestCase("var z = x * y; return x + y;", "return x + y;", "Remove z")]
    [TestCase("var z = x * y;\n        return x + y;", "return x + y;", "Remove z")]
    [TestCase("var (low, high) = (x, y); return low + y;", "var (low, _) = (x, y); return low + y;", "Discard high")]
    public Task DeadValue(string statements, string expected, string title) =>
        FixCheck.Becomes<UnusedValueFix>(Statements(statements), "TAOT0041", title, Statements(expected));

    [TestCase("(Vector<float> x, Scalar<float> rate) => x;", "(Vector<float> x) => x;", "Remove the input rate")]
    [TestCase("(Scalar<float> rate, Vector<float> x) => x;", "(Vector<float> x) => x;", "Remove the input rate")]
    [TestCase("(Vector<float> x, Scalar<float> rate) { return x; }", "(Vector<float> x, Scalar<float> rate) { _ = rate; return x; }", "Discard it: _ = rate;")]
    public Task UnusedInput(string function, string expected, string title) => FixCheck.Becomes<UnusedInputFix>(
        In("[Function] static Expr<float> F" + function), "TAOT0040", title, In("[Function] static Expr<float> F" + expected));
}
