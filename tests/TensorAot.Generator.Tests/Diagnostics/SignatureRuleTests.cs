using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>What is said of partial methods that are marked as forms of a function and cannot be.</summary>
public class SignatureRuleTests
{
    private const string Members = """
        [Function] static Expr<double> F([Dims("n", "m")] Matrix<double> x, [Default(1.0)] Scalar<double> a) => a * x;
        [Function] static (Expr<double> total, Expr<int> best) Two(Vector<double> v) => (Sum(v), ArgMax(v));

        """;

    [TestCase("[Function(nameof(F))] static partial double[,] G(double[,] x, double a);")]
    [TestCase("[Function({|TAOT0023:\"H\"|})] static partial void G();", "G is marked as a form of H, and C has no definition of that name marked [Function]: name one of F, Two.")]
    [TestCase("[Function({|TAOT0023:nameof(G)|})] static partial void G();", "name one of F, Two")]
    [TestCase("[Function(nameof(F))] static double[,] {|TAOT0024:G|}(double[,] x) => x;", "as in 'static partial double[,] G(...);'")]
    [TestCase("[Function(nameof(F))] static partial double[,] {|TAOT0024:G|}(double[,] x); static partial double[,] G(double[,] x) => x;", "whose body is generated")]
    [TestCase("[Function(nameof(F))] static partial double[,] {|TAOT0025:G|}<T>(double[,] x);", "it is generic")]
    [TestCase("[Function(nameof(F))] static partial {|TAOT0025:ref double|} G(double[,] x);", "it returns by reference")]
    [TestCase("[Function(nameof(F))] static partial double[,] {|TAOT0025:G|}(double a);", "nothing gives the input x, double[n, m]; add a parameter 'ReadOnlySpan<double> x'")]
    [TestCase("[Function(nameof(F))] static partial double[,] G({|TAOT0025:float[,] x|});", "'x' is float[,], and the input is double[n, m]; write ReadOnlySpan<double>, double[,], ReadOnlyTensorSpan<double>")]
    [TestCase("[Function(nameof(F))] static partial double[,] G({|TAOT0025:double[,,] x|});", "'x' is double[,,]")]
    [TestCase("[Function(nameof(F))] static partial double[,] G({|TAOT0025:out double[,] x|});", "'x' is passed by 'out', and an input is only read; pass it by value or by 'in'")]
    [TestCase("[Function(nameof(F))] static partial double[,] G(double[,] x, {|TAOT0025:double[] a|});", "'a' is double[], and the input is double; write double.")]
    [TestCase("[Function(nameof(F))] static partial double[,] G(double[,] x, {|TAOT0025:long n|});", "'n' is long, and it has the name of a size; write 'int n'")]
    [TestCase("[Function(nameof(F))] static partial double[,] {|TAOT0025:G|}(ReadOnlySpan<double> x, int n);", "nothing tells the size m of x, double[n, m]; add a parameter 'int m', or take x as double[,]")]
    [TestCase("[Function(nameof(F))] static partial double[,] G(double[,] x, {|TAOT0025:int rows|});", "'rows' is no input, size or result of it; rename or remove it; F takes x: double[n, m], a: double, has the sizes n, m and gives result: double[n, m]")]
    [TestCase("[Function(nameof(F))] static partial {|TAOT0025:void|} G(double[,] x);", "it returns nothing, and 1 result of the function has no parameter; return or take each once")]
    [TestCase("[Function(nameof(F))] static partial {|TAOT0025:double[,]|} G(double[,] x, double[,] result);", "it returns 1 result, and every result of the function has a parameter")]
    [TestCase("[Function(nameof(F))] static partial {|TAOT0025:double[,,]|} G(double[,] x);", "it returns double[,,], and the result is double[n, m]; return double[,] or Tensor<double>")]
    [TestCase("[Function(nameof(F))] static partial {|TAOT0025:Span<double>|} G(double[,] x);", "return double[,] or Tensor<double>")]
    [TestCase("[Function(nameof(F))] static partial void G(double[,] x, {|TAOT0025:ReadOnlySpan<double> result|});", "'result' is ReadOnlySpan<double>, and the result, which is written, is double[n, m]; write Span<double>, double[,], TensorSpan<double>")]
    [TestCase("[Function(nameof(F))] static partial void G(double[,] x, {|TAOT0025:ref double[,] result|});", "'result' is a result that is written in place, and passed by 'ref'; pass it by value or by 'in', or return it")]
    [TestCase("[Function(nameof(Two))] static partial int G(double[] v, {|TAOT0025:double total|});", "'total' is a result and passed by value; write 'out double total'")]
    [TestCase("[Function(nameof(Two))] static partial {|TAOT0025:(double, double)|} G(double[] v);", "it returns double, and the result is int; return int")]
    public void Told(string member, string? says = null)
    {
        string[] messages = Check.Diagnostics("[TensorGraph] public static partial class C { " + Members + member + " }", isBroken: true, compile: TensorAot.Compiler.Compilation.Compile);
        Assert.That(messages, Has.Length.EqualTo(says is null ? 0 : 1));
        if (says is not null)
            Assert.That(messages[0], Does.Contain(says));
    }

    [Test]
    public void AStaticFormOfAnInstance() => Assert.That(Check.Diagnostics("""
        [TensorGraph] public partial class C
        {
            readonly Shared<double> _w = Shared.Zeros<double>(2);
            [Function] Expr<double> F() => _w;
            [Function(nameof(F))] static partial double[] {|TAOT0025:G|}();
            [Function(nameof(F))] partial double[] H();
        }
        """, isBroken: true, compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain("it is static, and F belongs to an instance; remove 'static'"));

    /// <summary>The function's own error is the only one.</summary>
    [Test]
    public void AFormOfAFunctionWithAnError() => Check.Diagnostics("""
        [TensorGraph] public static partial class C
        {
            [Function] static Expr<double> F(Vector<double> x) => {|TAOT2013:Transpose(x, 0, 0)|};
            [Function(nameof(F))] public static partial double[] G(double[] y);
        }
        """, isBroken: true, compile: TensorAot.Compiler.Compilation.Compile);
}
