using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>Loops and branches that cannot be: the span and what to write instead.</summary>
public class LoopRuleTests
{
    [TestCase("return {|TAOT1201:Scan((s, e) => s + x, (Expr<float>)0, x)|};", "The state 's' of the loop is float, but its next value is float[xDim0]", "BroadcastTo(...) on the initial state")]
    [TestCase("return {|TAOT1201:Fold((s, e) => s[Slice.NewAxis], x[0], x)|};", "is float, but its next value is float[1]", "BroadcastTo")]
    [TestCase("return {|TAOT1202:Map((a, b) => a * b, (Zeros<float>(3), Zeros<float>(4)))|};", "have 3 and 4 elements along axis 0", "slice the longer one")]
    [TestCase("return {|TAOT2006:Map(a => a * 2, Sum(x))|};", "has shape [], which has 0 axes", "at least 1 for a sequence")]
    [TestCase("return {|TAOT1126:Scan(s => s * 2, Sum(x), steps: -1)|};", "the number of steps is -1", "fails")]
    [TestCase("return {|TAOT2006:IfElse(x > 0, () => x, () => -x)|};", "has shape [xDim0], which has 1 axes", "Where decides element by element")]
    [TestCase("return {|TAOT2006:Switch(Arange<int>(3), () => x, () => -x)|};", "has shape [3], which has 1 axes", "Where decides element by element")]
    [TestCase("return {|TAOT1205:While(s => s < 9, s => s * 2, x, maxSteps: 5)|}.final;", "The condition of While is bool[xDim0]", "All(...) or Any(...)")]
    [TestCase("return {|TAOT1205:ScanUntil((s, e) => (s * e, s > 1), x, x)|}.final;", "The condition of ScanUntil is bool[xDim0]", "All(...) or Any(...)")]
    [TestCase("return Scan(p => {|TAOT1206:p[0]|}, Past(x), steps: 3);", "p[0]: the value of this step is what the step computes", "[-1] is the value of the step before")]
    [TestCase("return Scan(p => p[-1] + {|TAOT1206:p[1]|}, Past(x), steps: 3);", "p[1]: later values are not there yet", "[-1]")]
    [TestCase("return Scan(p => p[-1] + {|TAOT1206:p[-4]|}, Past(Zeros<float>(3)), steps: 3);", "p[-4]: the initial values are float[3], 3 of the 4 rows that are needed", "one row for each step back")]
    [TestCase("return {|TAOT2006:Past(Sum(x))|}[-1];", "has shape [], which has 0 axes", "at least 1 for a sequence")]
    [TestCase("var (a, b) = {|TAOT1206:Taps(Zeros<float>(2), -3, 0)|}; return a;", "Taps[-3, 0]: the sequence has 2 elements, fewer than the 3", "between the first tap and the last")]
    [TestCase("return {|TAOT1207:Scan((s, e) => s + e, x[0], x, checkpoint: -1)|};", "checkpoint is -1", "at least 1")]
    [TestCase("return {|TAOT1207:Scan((s, e) => s + e, x[0], x, truncate: -5)|};", "truncate is -5", "at least 1")]
    [TestCase("return {|TAOT1201:Scan(p => x, Past(x), steps: 3)|};", "The state 'p1' of the loop is float, but its next value is float[xDim0]", "BroadcastTo")]
    public void Told(string statements, string says, string instead) => Assert.That(
        Check.Diagnostics(Source.InFunction(statements), compile: Evaluate)[0], Does.Contain(says).And.Contain(instead));

    [TestCase("Map(e => { {|TAOT1203:Update(W, e)|}; return e + 1; }, x)[0]", "the function of Map")]
    [TestCase("Map(y => {|TAOT1203:Scan((s, e) => { Update(W, e); return s + e; }, y, x)|}, x)[0]", "the function of Map")]
    [TestCase("While(s => { {|TAOT1203:Update(W, s)|}; return s > 3; }, s => s + 1, x[0], maxSteps: 9).final", "the condition of While")]
    public void UpdatesInBodies(string value, string says) => Assert.That(Check.Diagnostics($$"""
        [TensorGraph] public sealed partial class G
        {
            private readonly Shared<float> W = Shared.Scalar(0f);
            [Function] Expr<float> F(Vector<float> x) => {{value}};
        }
        """, compile: Evaluate)[0], Does.Contain(says).And.Contain("in the step of a Scan"));

    [TestCase("Expr<float> last = 0; var y = Map(e => { {|TAOT1204:last|} = e; return e * e; }, x); return last;", "The variable 'last' was made outside the function of Map")]
    [TestCase("int k = 0; return Map(e => { {|TAOT1204:k|}++; return e * k; }, x);", "The variable 'k'")]
    [TestCase("int k = 0; return Map(e => { {|TAOT1204:k|} += 1; return e * k; }, x);", "The variable 'k'")]
    [TestCase("Expr<float> y = x; var z = Scan((s, e) => { {|TAOT1204:y|} = s * x; return s + e; }, x[0], x); return y;", "the step of a loop")]
    [TestCase("Expr<float> y = x; var z = IfElse(x[0] > 0, () => { {|TAOT1204:y|} = Log(x); return y; }, () => x); return y;", "outside a side of IfElse")]
    [TestCase("var y = Sum(x); var z = Vmap(e => { {|TAOT1204:y|} = e; return e * e; }, x); return y;", "outside the function of Vmap")]
    [TestCase("var (a, b) = (Sum(x), Sum(x)); var z = Vmap(e => { ({|TAOT1204:a|}, b) = (e, e); return e; }, x); return a;", "The variable 'a'")]
    [TestCase("var all = new List<Expr<float>>(); var z = Map(e => { {|TAOT1204:all.Add(e)|}; return e; }, x); return all[0];", "The collection")]
    [TestCase("var all = new Expr<float>[1]; var z = Vmap(e => { {|TAOT1204:all[0]|} = e; return e; }, x); return all[0];", "The array")]
    [TestCase("var y = Sum(x); Expr<float> Keep(Expr<float> e) { {|TAOT1204:y|} = e; return e; } var z = Map(Keep, x); return y;", "The variable 'y'")]
    [TestCase("var z = Map(e => { var inner = e; var w = Map(f => { {|TAOT1204:inner|} = f; return f; }, x); return inner; }, x); return z;", "The variable 'inner'")]
    public void OuterValuesInBodies(string statements, string says) => Assert.That(
        Check.Diagnostics(Source.InFunction(statements), compile: Evaluate)[0], Does.Contain(says).And.Contain("Return it from the function"));

    [TestCase("return Map(e => { var y = e; for (int i = 0; i < 3; i++) y = y * e; return y; }, x);")]
    [TestCase("return Vmap(e => { var all = new List<Expr<float>>(); for (int i = 0; i < 2; i++) all.Add(e * i); all[0] += e; return all[0] + all[1]; }, x);")]
    [TestCase("Expr<float> w = x; w *= 2; var z = Map(e => e * e, x); w = w + z; return w;")]
    [TestCase("return Map(e => { var s = e; s = Fold((t, f) => { var u = t; u += f; return u; }, s, x); return s; }, x);")]
    [TestCase("Expr<float> Twice(Expr<float> e) { var y = e; y += e; return y; } return IfElse(x[0] > 0, () => Twice(x), () => x);")]
    public void OwnValuesInBodies(string statements) =>
        Assert.That(Check.Diagnostics(Source.InFunction(statements), compile: Evaluate), Is.Empty);

    /// <summary>Definitions are read and evaluated; nothing is generated.</summary>
    private static Compiler.CompilationResult Evaluate(Compiler.Bodies.GraphClass model, CancellationToken cancellation) =>
        new(null, Compiler.Bodies.Evaluation.BodyEvaluator.Evaluate(model).Errors);
}
