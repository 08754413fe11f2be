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
    public void Told(string statements, string says, string instead) => Assert.That(
        Check.Diagnostics(Source.InFunction(statements), compile: Evaluate)[0], Does.Contain(says).And.Contain(instead));

    [TestCase("Scan((s, e) => { {|TAOT1203:Update(W, s)|}; return s + e; }, x[0], x)", "the step of a loop")]
    [TestCase("IfElse(x[0] > 0, () => { {|TAOT1203:Update(W, x[0])|}; return x[0]; }, () => x[1])", "a side of IfElse")]
    public void UpdatesInBodies(string value, string says) => Assert.That(Check.Diagnostics($$"""
        [TensorGraph] public sealed partial class G
        {
            private readonly Shared<float> W = Shared.Scalar(0f);
            [Function] Expr<float> F(Vector<float> x) => {{value}};
        }
        """, compile: Evaluate)[0], Does.Contain(says).And.Contain("call Update with it outside"));

    /// <summary>Definitions are read and evaluated; nothing is generated.</summary>
    private static Compiler.CompilationResult Evaluate(Compiler.Bodies.GraphClass model, CancellationToken cancellation) =>
        new(null, Compiler.Bodies.Evaluation.BodyEvaluator.Evaluate(model).Errors);
}
