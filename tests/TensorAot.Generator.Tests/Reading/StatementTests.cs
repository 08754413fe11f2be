using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Reading;

/// <summary>Each kind of statement, from C# to the lowered form.</summary>
public class StatementTests
{
    [TestCase("int a = 1, b = 2; return x;", "[Declare(a, Int32, 1), Declare(b, Int32, 2), Return(Convert(x, Reference))]")]
    [TestCase("if (1 > 2) return x; else return Exp(x);",
        "[If(false, Return(Convert(x, Reference)), Return(Call(Ops.Exp<Single>, [x: Convert(x, Reference)])))]")]
    [TestCase("for (int i = 0, j = 9; i < j; i++, j--) { } return x;",
        "[For([Declare(i, Int32, 0), Declare(j, Int32, 9)], Binary(<, i, j), [Expression(Increment(i, 1, IsPostfix)), Expression(Increment(j, -1, IsPostfix))], Block()), Return(Convert(x, Reference))]")]
    [TestCase("while (true) break; return x;", "[While(true, Break(), TestsFirst), Return(Convert(x, Reference))]")]
    [TestCase("do { continue; } while (false); return x;", "[While(false, Block([Continue()])), Return(Convert(x, Reference))]")]
    [TestCase("foreach (var i in new[] { 1 }) { } return x;", "[ForEach(Declaration(i), NewArray([1], [1]), Block()), Return(Convert(x, Reference))]")]
    [TestCase("foreach (var (i, j) in new[] { (1, 2) }) { } return x;",
        "[ForEach(Tuple([Declaration(i), Declaration(j)]), NewArray([1], [Tuple([1, 2])]), Deconstruction([Deconstruction(), Deconstruction()]), Block()), Return(Convert(x, Reference))]")]
    [TestCase("var (a, (b, _)) = (1, (2, 3)); return x;",
        "[Expression(Deconstruct(Tuple([Declaration(a), Tuple([Declaration(b), Discard()])]), Tuple([1, Tuple([2, 3])]), Deconstruction([Deconstruction(), Deconstruction([Deconstruction(), Deconstruction()])]))), Return(Convert(x, Reference))]")]
    [TestCase("int a = 1, b = 2; (a, b) = (b, a); return x;",
        "[Declare(a, Int32, 1), Declare(b, Int32, 2), Expression(Deconstruct(Tuple([a, b]), Tuple([b, a]), Deconstruction([Deconstruction(), Deconstruction()]))), Return(Convert(x, Reference))]")]
    [TestCase("throw new ArgumentException(\"no\");", "[Expression(Throw(Convert(New(ArgumentException..ctor, [message: \"no\"]), Reference)))]")]
    [TestCase("int n = 1; switch (n) { case 1: case > 5 when n < 9: return x; default: break; } return x;",
        "[Declare(n, Int32, 1), Switch(n, [SwitchSection([SwitchLabel(ConstantPattern(1)), SwitchLabel(RelationalPattern(>, 5), Binary(<, n, 9))], [Return(Convert(x, Reference))]), SwitchSection([SwitchLabel(DiscardPattern(), IsDefault)], [Break()])]), Return(Convert(x, Reference))]")]
    public void Lowered(string statements, string expected) => Assert.That(Source.Statements(statements), Is.EqualTo(expected));

    [Test]
    public void ALocalFunctionIsCalledBySlotAlsoBeforeItsDeclaration()
    {
        var body = (BlockStatement)Source.Method(Source.Lower(Source.InFunction("return Twice(x); static Expr<float> Twice(Expr<float> a) => a + a;")), "F").Body!;
        var call = (LocalFunctionCallExpression)((ReturnStatement)body.Statements[0]).Value!;
        var function = (LocalFunctionStatement)body.Statements[1];
        Assert.That(call.Slot, Is.EqualTo(function.Slot));
        Assert.That(function.Parameters.Select(p => p.Name), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void ALambdaSharesTheVariablesThatItCaptures()
    {
        var body = (BlockStatement)Source.Method(Source.Lower(Source.InFunction("int n = 1; Func<int> f = () => n++; return n * x;")), "F").Body!;
        int slot = ((DeclareStatement)body.Statements[0]).Slot;
        var lambda = (LambdaExpression)((DeclareStatement)body.Statements[1]).Value!;
        var increment = (IncrementExpression)((ReturnStatement)((BlockStatement)lambda.Body).Statements[0]).Value!;
        Assert.That(((VariableExpression)increment.Target).Slot, Is.EqualTo(slot));
    }

    [Test]
    public void VariablesOfDifferentBlocksHaveDifferentSlots()
    {
        var body = (BlockStatement)Source.Method(Source.Lower(Source.InFunction("{ int a = 1; } { int a = 2; } return x;")), "F").Body!;
        int[] slots = [.. body.Statements.OfType<BlockStatement>().Select(b => ((DeclareStatement)b.Statements[0]).Slot)];
        Assert.That(slots, Is.Unique);
        Assert.That(slots, Has.None.EqualTo(0), "the parameter has slot 0");
    }

    [TestCase("n switch { 0 => 1, > 0 and < 10 when n > 2 => 2, _ => throw new Exception(\"n\") }",
        "Switch(n, [SwitchArm(ConstantPattern(0), 1), SwitchArm(BinaryPattern(IsAnd, RelationalPattern(>, 0), RelationalPattern(<, 10)), Binary(>, n, 2), 2), SwitchArm(DiscardPattern(), Throw(New(Exception..ctor, [message: \"n\"])))])")]
    [TestCase("o is int k", "IsPattern(o, TypePattern(Int32, k))")]
    [TestCase("o is string", "IsPattern(o, TypePattern(String))")]
    [TestCase("o is not null", "IsPattern(o, NotPattern(ConstantPattern(null)))")]
    [TestCase("o is string { Length: 3 } s", "IsPattern(o, RecursivePattern(String, [PropertySubpattern(Property(ImplicitReceiver(), String.Length), ConstantPattern(3))], s))")]
    [TestCase("(n, 2) is (1, var q)", "IsPattern(Tuple([n, 2]), RecursivePattern([ConstantPattern(1), TypePattern(q)]))")]
    [TestCase("list is [1, .. var rest, _]", "IsPattern(list, ListPattern([ConstantPattern(1), SlicePattern(TypePattern(rest)), DiscardPattern()]))")]
    public void Patterns(string expression, string expected) =>
        Assert.That(Source.Value(expression, before: "int n = 1; object o = n; int[] list = [1];"), Is.EqualTo(expected));
}
