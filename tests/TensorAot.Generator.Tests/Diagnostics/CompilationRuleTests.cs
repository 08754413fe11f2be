using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>Rules that evaluating and typing find, through the whole generator: the span and what the message says.</summary>
public class CompilationRuleTests
{
    [TestCase("int? n = null; return x * {|TAOT1110:n.Value|};", "The nullable is null")]
    [TestCase("int[] a = [1]; return x * {|TAOT1111:a[1]|};", "The index 1 is outside a collection of 1 elements")]
    [TestCase("object o = 1; return x * ({|TAOT1112:(string)o|}).Length;", "The value is 1 when the definition is evaluated, not string")]
    [TestCase("int n = 3; return {|TAOT1126:n switch { 1 => x }|};", "no arm matches 3")]
    [TestCase("return Sum({|TAOT2006:MatMul(Sum(x), x)|});", "has shape [], which has 0 axes; it takes 1 or 2; MatMul takes batches")]
    [TestCase("return {|TAOT2013:Transpose(x[Slice.NewAxis], 0, 0)|};", "[0, 0] does not name every axis of shape [1, xDim0] once")]
    [TestCase("return {|TAOT2014:Squeeze(x, 0)|};", "Select with [0], or reduce")]
    [TestCase("return {|TAOT2017:Concatenate<float>([])|};", "give at least one tensor")]
    [TestCase("return {|TAOT2050:SumPool(x[..2], [3])|};", "a window of 3 positions does not fit into axis 0 of [2], which has 2")]
    [TestCase("var t = Zeros<float>(1, 3, 5); return Sum({|TAOT2051:Conv1d(t, Zeros<float>(2, 2, 3))|});", "x has shape [1, 3, 5], so 3 channels in 1 group(s), and w has shape [2, 2, 3], which takes 2 channels")]
    [TestCase("return {|TAOT2052:SumPool(x, [3], stride: [1, 2])|};", "stride is [1, 2], and it takes one number, or one for each of 1 axes")]
    public void Told(string statements, string says) =>
        Assert.That(Check.Diagnostics(Source.InFunction(statements), compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain(says));

    [Test]
    public void StateOfUnknownRank() => Assert.That(Check.Diagnostics("""
        [TensorGraph] public sealed partial class G(float[] values)
        {
            private readonly Shared<float> W = Shared.From(values);
            [Function] Expr<float> F(Vector<float> x) => {|TAOT1129:x + W|};
        }
        """, compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain("[Dims(...)]"));
}
