using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>Mistakes with derivatives: reported under the user's expression, with the names and shapes that matter.</summary>
public class DerivativeRuleTests
{
    [TestCase("return {|TAOT3001:Grad(x * x, x)|};", "'Grad(x * x, x)': the cost has shape [xDim0]")]
    [TestCase("var i = Cast<float>(Cast<int>(x)); return {|TAOT3005:Grad(Sum(i), x)|};", "the cost depends on x only through 'Cast<int>(x)', which passes no gradient")]
    [TestCase("return {|TAOT3004:Grad(Sum(x), Sum(x * 2))|};", "disconnected: Disconnected.Zero")]
    [TestCase("return Cast<float>({|TAOT3002:Grad(Sum(Cast<int>(x)), Cast<int>(x))|});", "the cost is int")]
    [TestCase("return {|TAOT3005:Grad(Sum(Cast<float>(x > 0)), x)|};", "'x > 0', which passes no gradient: its result is a truth value")]
    [TestCase("return Cast<float>({|TAOT3008:Jvp(Cast<int>(x), Cast<int>(x), Cast<int>(x))|});", "")]
    [TestCase("return {|TAOT3009:Vjp(x * x, x, Sum(x))|};", "the cotangent is float, but 'x * x' is float[xDim0]")]
    [TestCase("return {|TAOT3009:Jvp(x * x, x, x[1..])|};", "the tangent is float[xDim0 - 1], but x is float[xDim0]")]
    [TestCase("return {|TAOT3010:Jvp(x * x, [x], [x, x])|};", "2 tangent(s) for 1 tensor(s)")]
    [TestCase("return {|TAOT3011:Vmap(v => v * v, Sum(x))|};", "axis 0 of argument 1, which has shape []")]
    [TestCase("var i = Arange<float>(3); var j = Arange<float>(4); return {|TAOT3012:Vmap((a, b) => a * b, i, j)|};", "axis 0 has 3 in one and 4 in another")]
    [TestCase("return {|TAOT3006:Grad(Sum(BetaInc(x, x + 1, x)), x)|};", "'BetaInc(x, x + 1, x)' has no gradient: the slope of an incomplete beta function in its parameters has no closed form")]
    [TestCase("var b = x * 2; return {|TAOT3006:Grad(Sum(BetaInc(Exp(x), b, StopGradient(x))), b)|};", "'BetaInc(Exp(x), b, StopGradient(x))' has no gradient")]
    [TestCase("return {|TAOT3006:Grad(Sum(GammaInc(x, 0.5)), x)|};", "'GammaInc(x, 0.5)' has no gradient: the slope of an incomplete gamma function in its order has no closed form")]
    [TestCase("return {|TAOT3006:Vjp(GammaIncC(x, x), x, x)|};", "'GammaIncC(x, x)' has no gradient")]
    [TestCase("return {|TAOT3006:Jvp(GammaInc(x, 0.5), x, x)|};", "'GammaInc(x, 0.5)' has no gradient")]
    [TestCase("return Sum({|TAOT3006:Jacobian(GammaInc(x, 0.5), x)|});", "'GammaInc(x, 0.5)' has no gradient")]
    [TestCase("var p = GammaInc(x, 0.5); return {|TAOT3006:Grad(Sum(p), x)|};", "p (GammaInc) has no gradient")]
    [TestCase("var best = ArgMax(x); return {|TAOT3005:Grad(Sum(Cast<float>(best)), x)|};", "only through best (ArgMax), which passes no gradient: its result is a position")]
    public void Told(string statements, string says) =>
        Assert.That(Check.Diagnostics(Source.InFunction(statements), compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain(says));

    /// <summary>Every op of floating tensors whose result does not vary, as users write it.</summary>
    private static readonly Dictionary<string, string> s_steps = new()
    {
        ["Equal"] = "x == 1",
        ["NotEqual"] = "x != 1",
        ["Less"] = "x < 1",
        ["LessEqual"] = "x <= 1",
        ["Greater"] = "x > 1",
        ["GreaterEqual"] = "x >= 1",
        ["ArgMax"] = "ArgMax(x)",
        ["SearchSorted"] = "SearchSorted(x, x)",
    };

    [Test]
    public void EveryOpWithoutAGradientIsNamed([ValueSource(nameof(Steps))] string op)
    {
        string message = Check.Diagnostics(
            Source.InFunction($"return {{|TAOT3005:Grad(Sum(Cast<float>({s_steps[op]})), x)|}};"), compile: TensorAot.Compiler.Compilation.Compile)[0];
        Assert.That(message, Does.Contain($"'{s_steps[op]}', which passes no gradient: {OpTable.Find(op)!.NoGradient}"));
    }

    [Test]
    public void TheseAreAllOpsWithoutAGradient() => Assert.That(
        OpTable.All.Where(o => o.IsCallable && o.NoGradient is not null && o.DTypes.Any(d => d.IsFloating())).Select(o => o.Name), Is.EquivalentTo(s_steps.Keys));

    private static IEnumerable<string> Steps => s_steps.Keys;

    [Test]
    public void AGradientHelperThatIsNotThere() => Assert.That(Reported("""
        [CustomGradient({|TAOT3013:nameof(Other)|})] static Expr<float> Half(Expr<float> x) => x / 2;
        static Expr<float> Other(Expr<float> x) => x;
        [Function] static Expr<float> F(Vector<float> x) => Half(x);
        """), Does.Contain("the gradient of Half is Other, which is no method of G with 3 parameters"));

    [Test]
    public void AGradientHelperThatReturnsTooMuch() => Assert.That(Reported("""
        [CustomGradient(nameof(HalfGradient))] static Expr<float> Half(Expr<float> x) => x / 2;
        static (Expr<float>, Expr<float>) HalfGradient(Expr<float> x, Expr<float> result, Expr<float> cotangent) => (cotangent, cotangent);
        [Function] static Expr<float> F(Vector<float> x) => Grad(Sum({|TAOT3013:Half(x)|}), x);
        """), Does.Contain("returns 2 gradient(s) for 1 parameter(s)"));

    [Test]
    public void AGradientOfAnotherShape() => Assert.That(Reported("""
        [CustomGradient(nameof(HalfGradient))] static Expr<float> Half(Expr<float> x) => x / 2;
        static Expr<float> HalfGradient(Expr<float> x, Expr<float> result, Expr<float> cotangent) => Sum(cotangent);
        [Function] static Expr<float> F(Vector<float> x) => Grad(Sum({|TAOT3013:Half(x)|}), x);
        """), Does.Contain("returns float for a parameter that is float[xDim0]"));

    [Test]
    public void AGradientOfSeveralResults() => Assert.That(Reported("""
        [CustomGradient(nameof(BothGradient))] static (Expr<float>, Expr<float>) Both(Expr<float> x) => (x, x * x);
        static Expr<float> BothGradient(Expr<float> x, (Expr<float>, Expr<float>) result, (Expr<float>, Expr<float>) cotangent) => cotangent.Item1;
        [Function] static Expr<float> F(Vector<float> x) => {|TAOT3013:Both(x)|}.Item2;
        """), Does.Contain("is for one float or double tensor: the helper returns a tuple"));

    [TestCase("[{|TAOT3015:CustomGradient(nameof(SquareGradient))|}] static Expr<float> Square(Expr<float> a) => a * a; return Square(x);", "the local function 'Square'")]
    [TestCase("var square = [{|TAOT3015:CustomGradient(nameof(SquareGradient))|}] (Expr<float> a) => a * a; return square(x);", "a lambda")]
    public void AGradientOfAFunctionInAMethod(string statements, string says) => Assert.That(Reported($$"""
        static Expr<float> SquareGradient(Expr<float> a, Expr<float> result, Expr<float> cotangent) => cotangent;
        [Function] static Expr<float> F(Vector<float> x) { {{statements}} }
        """), Does.Contain(says).And.Contain("Make it a method of the class"));

    [Test]
    public void AGradientOfAnAbstractMethod() => Assert.That(Check.Diagnostics("""
        public abstract class Layer
        {
            [{|TAOT3015:CustomGradient(nameof(ApplyGradient))|}] public abstract Expr<float> Apply(Expr<float> x);
            public Expr<float> ApplyGradient(Expr<float> x, Expr<float> result, Expr<float> cotangent) => cotangent;
        }
        public sealed class Twice : Layer { public override Expr<float> Apply(Expr<float> x) => x * 2; }
        [TensorGraph] public sealed partial class G
        {
            private readonly Layer _layer = new Twice();
            [Function] Expr<float> F(Vector<float> x) => Grad(Sum(_layer.Apply(x)), x);
        }
        """, compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain("Put it on each of them"));

    [Test]
    public void AnUpdateInsideVmap() => Assert.That(Check.Diagnostics("""
        [TensorGraph] public sealed partial class G
        {
            private readonly Shared<float> Total = Shared.Scalar<float>(0);
            [Function] Expr<float> F(Vector<float> xs) => {|TAOT3014:Vmap(x => { Update(Total, Total + 1); return x; }, xs)|};
        }
        """, compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain("Total is updated"));

    private static string Reported(string members) =>
        Check.Diagnostics($"[TensorGraph] public static partial class G\n{{\n{members}\n}}", compile: TensorAot.Compiler.Compilation.Compile)[0];
}
