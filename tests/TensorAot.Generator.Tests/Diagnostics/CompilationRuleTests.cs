using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>Rules that evaluating and typing find, through the whole generator: the span and what the message says.</summary>
public class CompilationRuleTests
{
    [TestCase("int? n = null; return x * {|TAOT1110:n.Value|};", "The nullable is null")]
    [TestCase("int[] a = [1]; return x * {|TAOT1111:a[1]|};", "The index 1 is outside a collection of 1 elements")]
    [TestCase("return x * {|TAOT1001:\"a\".GetHashCode()|};", "a hash code differs from run to run")]
    [TestCase("var t = (1, \"a\"); return x * {|TAOT1001:t.GetHashCode()|};", "a hash code differs from run to run")]
    [TestCase("return {|TAOT2030:SmoothL1(x, 2 * x, beta: -1)|};", "beta is -1; it must be at least 0")]
    [TestCase("return {|TAOT2030:MaxPool(Zeros<float>(2, 0), [2], Padding.Same)|}[0];", "the size of spatial axis 0 is 0; it must be at least 1")]
    [TestCase("var t = Zeros<float>(50000, 50000); var n = t.Size(0) * t.Size(1); return x * {|TAOT1115:Cast<float>((Expr<int>)n)|};", "2500000000")]
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
    [TestCase("return {|TAOT2061:Einsum(\"ii->i\", Zeros<float>(1, 3))|};", "the letter 'i' of \"ii->i\" is 1 in operand 1 of shape [1, 3], and 3 in operand 1")]
    [TestCase("return {|TAOT2030:Zeros<float>(-2, -3)|};", "a size is -2; it must be at least 0")]
    [TestCase("return {|TAOT2030:BroadcastTo(Sum(x), 2, -3)|};", "a size is -3; it must be at least 0")]
    [TestCase("return {|TAOT2030:Reshape(x, -2, -3)|};", "a size is -2; it must be at least 0, or -1 for what remains")]
    [TestCase("return {|TAOT2030:Eye<float>(-2)|};", "n is -2; it must be at least 0")]
    [TestCase("return {|TAOT2030:Tri<float>(2, -1)|};", "m is -1; it must be at least 0")]
    [TestCase("return {|TAOT2030:OneHot<float>(Cast<int>(x), -4)|};", "is -4; it must be at least 0")]
    [TestCase("var t = Zeros<float>(1, 1, 1); return {|TAOT2030:ConvTranspose1d(t, t, [1])|};", "the size of axis 2 of the result is -1; it must be at least 0: use less padding")]
    [TestCase("return {|TAOT2030:MaxPool(x, [0])|};", "")]
    [TestCase("return {|TAOT1109:Zeros<float>(1 << 30, 1 << 30, 1 << 30)|};", "A size in 'Zeros<float>(1 << 30, 1 << 30, 1 << 30)' overflows")]
    [TestCase("var e = new List<Expr<float>>(); return Sum(x) + {|TAOT1126:Vjp(x, e, x)|}.Length;", "Ops.Vjp fails when the definition is evaluated: a list of tensors is empty")]
    [TestCase("var e = new List<Expr<float>>(); return {|TAOT1126:Jvp(x, e, e)|};", "Ops.Jvp fails when the definition is evaluated: a list of tensors is empty")]
    [TestCase("return x * {|TAOT1126:Enumerable.Range(0, -1)|}.Count();", "Enumerable.Range fails when the definition is evaluated: an argument is out of range")]
    [TestCase("return x * (float){|TAOT1126:Math.Round(1.5, 20)|};", "Math.Round fails")]
    [TestCase("return x * {|TAOT1126:\"a\".PadLeft(-1)|}.Length;", "String.PadLeft fails")]
    [TestCase("return x * {|TAOT1126:new int[3].GetLength(2)|};", "Array.GetLength fails")]
    [TestCase("return x * {|TAOT1126:1.5.ToString(\"Q\")|}.Length;", "Double.ToString fails")]
    [TestCase("return x * $\"{|TAOT1126:{1.5:Q}|}\".Length;", "'Q' is no format of 1.5")]
    [TestCase("return x * {|TAOT1111:new List<int> { 1, 2, 3 }.GetRange(1, 10)|}.Count;", "The index 1..11 is outside a collection of 3 elements")]
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
