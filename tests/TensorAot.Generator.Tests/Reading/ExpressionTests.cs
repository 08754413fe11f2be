using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Reading;

/// <summary>Each kind of expression, from C# to the lowered form.</summary>
public class ExpressionTests
{
    [TestCase("2 * x", "Binary(*, 2f, Convert(x, Reference), Expr<Single>.op_Multiply)")]
    [TestCase("-x", "Unary(-, Convert(x, Reference), Expr<Single>.op_UnaryNegation)")]
    [TestCase("x > 0 && x < 1", "Binary(&&, Binary(>, Convert(x, Reference), 0f, Expr<Single>.op_GreaterThan), "
        + "Binary(<, Convert(x, Reference), 1f, Expr<Single>.op_LessThan), Expr<Boolean>.op_BitwiseAnd)")]
    [TestCase("(Vector<float>)Exp(x)", "Convert(Call(Ops.Exp<Single>, [x: Convert(x, Reference)]), Reference)")]
    [TestCase("Sum(keepDims: true, axis: ^1, x: x)", "Call(Ops.Sum<Single>, [keepDims: true, axis: FromEnd(1), x: Convert(x, Reference)])")]
    [TestCase("Sum(x, axis: [0])", "Call(Ops.Sum<Single>, [x: Convert(x, Reference), axis: Collection([0]), keepDims: false])")]
    [TestCase("x.Transposed", "Property(x, Expr<Single>.Transposed)")]
    [TestCase("x[..^1]", "Property(x, Expr<Single>.this[], [at: Collection([Convert(Range(FromEnd(1)), User, Slice.op_Implicit)])])")]
    [TestCase("Slice.NewAxis", "Field(Slice.NewAxis)")]
    public void Tensors(string expression, string expected) => Assert.That(Source.Value(expression), Is.EqualTo(expected));

    [TestCase("1 + 2 * 3", "7")]
    [TestCase("nameof(x)", "\"x\"")]
    [TestCase("Math.PI", "3.141592653589793d")]
    [TestCase("(float)0.1", "0.1f")]
    [TestCase("DayOfWeek.Friday", "5")]
    [TestCase("default(int)", "0")]
    [TestCase("sizeof(long)", "8")]
    [TestCase("(string?)null", "null")]
    public void Constants(string expression, string expected) => Assert.That(Source.Value(expression), Is.EqualTo(expected));

    [TestCase("n + 1", "Binary(+, n, 1)")]
    [TestCase("checked(n * 2)", "Binary(*, n, 2, IsChecked)")]
    [TestCase("~n", "Unary(~, n)")]
    [TestCase("n >>> 1", "Binary(>>>, n, 1)")]
    [TestCase("n > 1 ? n : 2", "Conditional(Binary(>, n, 1), n, 2)")]
    [TestCase("(byte)n", "Convert(n, Numeric)")]
    [TestCase("(long)n", "Convert(n, Numeric)")]
    [TestCase("(int?)n", "Convert(n, Nullable)")]
    [TestCase("(object)n", "Convert(n, Boxing)")]
    [TestCase("n++", "Increment(n, 1, IsPostfix)")]
    [TestCase("--n", "Increment(n, -1)")]
    [TestCase("n += 2", "CompoundAssign(n, +, 2, Int32)")]
    [TestCase("$\"w{n,3:D2}!\"", "Interpolated([InterpolationPart(\"w\", 0), InterpolationPart(n, 3, D2), InterpolationPart(\"!\", 0)])")]
    [TestCase("(n, 1) == (1, n)", "Binary(==, Tuple([n, 1]), Tuple([1, n]))")]
    [TestCase("n is > 0 and < 9", "IsPattern(n, BinaryPattern(IsAnd, RelationalPattern(>, 0), RelationalPattern(<, 9)))")]
    public void BuildTimeValues(string expression, string expected) =>
        Assert.That(Source.Value(expression, before: "int n = 3;"), Is.EqualTo(expected));

    [TestCase("new List<int> { 1, 2 }",
        "New(List<Int32>..ctor, [Call(ImplicitReceiver(), List<Int32>.Add, [item: 1]), Call(ImplicitReceiver(), List<Int32>.Add, [item: 2])])")]
    [TestCase("new[] { 1, 2 }[0..1]", "ArrayElement(NewArray([2], [1, 2]), [Range(Convert(0, User, Index.op_Implicit), Convert(1, User, Index.op_Implicit))])")]
    [TestCase("new int[2, 1] { { 1 }, { 2 } }", "NewArray([2, 1], [ArrayRow([1]), ArrayRow([2])])")]
    [TestCase("new int[3]", "NewArray([3])")]
    [TestCase("(List<int>)[1, .. new[] { 2 }]", "Collection([1, Spread(NewArray([1], [2]))])")]
    [TestCase("new List<int> { 1 }[^1]", "ImplicitIndex(New(List<Int32>..ctor, [Call(ImplicitReceiver(), List<Int32>.Add, [item: 1])]), FromEnd(1))")]
    [TestCase("(a: 1, b: x).b", "Field(Tuple([1, x]), ValueTuple<Int32, Vector<Single>>.Item2)")]
    [TestCase("((Func<int, int>)(i => i + 1))(2)", "Invoke(Lambda([Parameter(i, Int32)], Block([Return(Binary(+, i, 1))])), [arg: 2])")]
    [TestCase("new[] { x }.Select(Tanh)", "Call(Enumerable.Select<Vector<Single>, Expr<Single>>, "
        + "[source: Convert(NewArray([1], [x]), Reference), selector: MethodGroup(Ops.Tanh<Single>)])")]
    [TestCase("from i in new[] { 1 } select 2 * i", "Call(Enumerable.Select<Int32, Int32>, "
        + "[source: Convert(NewArray([1], [1]), Reference), selector: Lambda([Parameter(i, Int32)], Block([Return(Binary(*, 2, i))]))])")]
    [TestCase("((string?)null)?.Length ?? 3", "Coalesce(ConditionalAccess(null, Property(ConditionalReceiver(), String.Length)), 3)")]
    [TestCase("string.Join(\",\", 1, 2)", "Call(String.Join, [separator: \",\", values: Collection([Convert(1, Boxing), Convert(2, Boxing)])])")]
    public void MadeValues(string expression, string expected) => Assert.That(Source.Value(expression), Is.EqualTo(expected));

    [Test]
    public void ParameterNamesOfAMethodGroupAreKept()
    {
        var group = (Compiler.Bodies.MethodGroupExpression)((Compiler.Bodies.DeclareStatement)((Compiler.Bodies.BlockStatement)
            Source.Method(Source.Lower(Source.InFunction("Func<Expr<float>, Expr<float>> f = Tanh; return f(x);")), "F").Body!).Statements[0]).Value!;
        Assert.That(group.ParameterNames, Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public void ConversionsOfTensorElementsHappenInsideTheTuple() =>
        Assert.That(Source.Statements("(Expr<float>, Expr<float>) t = (x, 1f); return t.Item1;"),
            Does.StartWith("[Declare(t, ValueTuple<Expr<Single>, Expr<Single>>, Tuple([Convert(x, Reference), Convert(1f, User, Expr<Single>.op_Implicit)]))"));

    [Test]
    public void AGenericBodyKeepsItsTypeParameters() =>
        Assert.That(
            BodyPrinter.Print(Source.Method(Source.Lower(Source.InFunction("return Half<float>(x);",
                "static Expr<T> Half<T>(Expr<T> x) where T : System.Numerics.INumber<T> => T.One / (x + 0.5 * x);")), "Half")),
            Does.Contain("Binary(/, Property(INumberBase<T>.One), Binary(+, x, Binary(*, 0.5d, x, Expr<T>.op_Multiply), Expr<T>.op_Addition), Expr<T>.op_Division)"));
}
