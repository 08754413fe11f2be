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
    [TestCase("return {|TAOT2030:SumPool(x, [3], stride: [1, 2])|};", "stride is [1, 2]; it must be one number, or one for each of 1 axes")]
    [TestCase("return Sum({|TAOT2060:Einsum(\"i;j\", x)|});", "';' in \"i;j\" is not a letter")]
    [TestCase("return Sum({|TAOT2061:Einsum(\"ii\", Zeros<float>(2, 3))|});", "the letter 'i' of \"ii\" is 2 in operand 1 of shape [2, 3], and 3 in operand 1")]
    [TestCase("return Sum({|TAOT2062:Einsum(\"ij\", x)|});", "the term \"ij\" names 2 axes, and operand 1 has shape [xDim0], which has 1")]
    [TestCase("return {|TAOT2063:Det(Zeros<float>(3, 4))|};", "the last two axes of shape [3, 4] are 3 and 4")]
    [TestCase("return Sum({|TAOT2064:TensorDot(Zeros<float>(2, 3), Zeros<float>(4, 5), axes: 1)|});", "axis 1 of shape [2, 3] is 3, and axis 0 of shape [4, 5]")]
    [TestCase("return Sum({|TAOT2065:TensorDot(x, x, [0], [])|});", "1 axes of the left operand are summed with 0")]
    public void Told(string statements, string says) =>
        Assert.That(Check.Diagnostics(Source.InFunction(statements), compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain(says));

    [Test]
    public void AResultOfMoreAxesThanAnArrayHas() => Assert.That(Check.Diagnostics("""
        [TensorGraph] public static partial class G
        {
            [Function] static Expr<float> {|TAOT1131:F|}(Scalar<float> x)
            {
                Expr<float> y = x;
                for (int i = 0; i < 33; i++)
                    y = ExpandDims(y, 0);
                return y * 2;
            }
        }
        """, compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain("F returns result with 33 axes, and an array of .NET has at most 32"));

    [Test]
    public void StateOfUnknownRank() => Assert.That(Check.Diagnostics("""
        [TensorGraph] public sealed partial class G(float[] values)
        {
            private readonly Shared<float> W = Shared.From(values);
            [Function] Expr<float> F(Vector<float> x) => {|TAOT1129:x + W|};
        }
        """, compile: TensorAot.Compiler.Compilation.Compile)[0], Does.Contain("[Dims(...)]"));
}
