using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Tests.Bodies.BodyBuilder;

namespace TensorAot.Compiler.Tests.Bodies.Evaluation;

/// <summary>Making objects, dispatch, generics, structs, records.</summary>
public sealed class ObjectTests
{
    private static MethodDeclaration Instance(string id, string type, TypeRef result, Statement? body, params Parameter[] parameters) =>
        Method(id, new TypeRef(type), result, body, parameters) with { IsStatic = false };

    private static Expression Virtual(Expression instance, string id) =>
        new CallExpression(instance, new MemberRef(id, id.Split('.')[^1], instance.Type), [], true) { Type = TextType };

    private static Expression Append(Expression text, string more) => Assign(text, Binary("+", text, Literal(more)));

    /// <summary>A base class whose constructor calls a virtual method, and a derived one with an initializer and a constructor.</summary>
    private static (TypeDeclaration[] Types, MethodDeclaration[] Methods) Hierarchy()
    {
        Expression log = Field("A", "Log", TextType);
        TypeDeclaration a = Type("A", FieldOf("A", "Log", TextType, Literal("a")));
        TypeDeclaration b = Type("B", FieldOf("B", "X", TextType, Literal("x"))) with { Base = new TypeRef("A"), Implementations = [new Implementation("M:A.Name", "M:B.Name")] };
        return ([a, b],
        [
            Instance("M:A.#ctor", "A", VoidType, Block(Do(Assign(log, Binary("+", log, Virtual(new ThisExpression { Type = new TypeRef("A") }, "M:A.Name")))))) with { Name = ".ctor" },
            Instance("M:B.#ctor", "B", VoidType, Block(Do(Append(log, "!")))) with { Name = ".ctor" },
            Instance("M:A.Name", "A", TextType, Return(Literal("A"))),
            // The initializer of X ran before the base constructor calls this.
            Instance("M:B.Name", "B", TextType, Return(Field("B", "X", TextType))),
        ]);
    }

    [Test]
    public void InitializersRunBeforeTheBaseConstructorAndVirtualCallsReachTheObject()
    {
        (TypeDeclaration[] types, MethodDeclaration[] methods) = Hierarchy();
        Assert.That(ValueOf(types, methods, Return(Field("A", "Log", TextType, New("B")))), Is.EqualTo("ax!"));
    }

    [Test]
    public void AConstructorThatChainsLeavesInitializersToTheOther()
    {
        TypeDeclaration type = Type("C", FieldOf("C", "T", TextType, Literal("i")));
        Expression text = Field("C", "T", TextType);
        MethodDeclaration inner = Instance("M:C.#ctor(int)", "C", VoidType, Block(Do(Append(text, "1"))), new Parameter("n", 0, IntType)) with { Name = ".ctor" };
        MethodDeclaration outer = Instance("M:C.#ctor", "C", VoidType, Block(Do(Append(text, "2")))) with
        {
            Name = ".ctor",
            ChainsToThis = true,
            Initializer = new CallExpression(null, new MemberRef("M:C.#ctor(int)", ".ctor", new TypeRef("C")), Arguments(Literal(3)), false) { Type = VoidType },
        };
        Assert.That(ValueOf([type], [inner, outer], Return(Field("C", "T", TextType, New("C")))), Is.EqualTo("i12"));
    }

    [Test]
    public void PrimaryParametersLiveInTheObject()
    {
        var parameter = new PrimaryParameterExpression("n") { Type = IntType };
        TypeDeclaration type = Type("C", FieldOf("C", "Twice", IntType, Binary("*", parameter, Literal(2)))) with { PrimaryParameters = ["n"] };
        MethodDeclaration[] methods =
        [
            Instance("M:C.#ctor", "C", VoidType, null, new Parameter("n", 0, IntType)) with { Name = ".ctor" },
            Instance("M:C.Next", "C", IntType, Return(new IncrementExpression(parameter, 1, false, null, false) { Type = IntType })),
        ];
        Assert.That(
            ValueOf([type], methods, Declare(1, New("C", Literal(4))), Do(Method(Variable(1, new TypeRef("C")), "Next", IntType)),
                Return(Binary("+", Field("C", "Twice", IntType, Variable(1)), Method(Variable(1, new TypeRef("C")), "Next", IntType)))),
            Is.EqualTo("14"));
    }

    [Test]
    public void StructsAreCopiedWhenRead()
    {
        TypeRef structure = Value("S");
        TypeDeclaration type = Type("S", FieldOf("S", "X", IntType, null)) with { Type = structure };
        Expression Of(int slot) => Field("S", "X", IntType, Variable(slot, structure));
        Assert.That(
            ValueOf([type], [],
                Declare(1, new DefaultExpression { Type = structure }), Do(Assign(Of(1), Literal(1))),
                Declare(2, Variable(1, structure)), Do(Assign(Of(2), Literal(7))),
                Return(Binary("+", Binary("*", Of(1), Literal(10)), Of(2)))),
            Is.EqualTo("17"));
    }

    [Test]
    public void RecordsCompareAndCopyByValue()
    {
        TypeDeclaration type = Type("R", FieldOf("R", "X", IntType, null)) with { IsRecord = true };
        Expression Make(int x) => New("R") with { Initializers = [Assign(Field("R", "X", IntType, new ImplicitReceiverExpression { Type = new TypeRef("R") }), Literal(x))] };
        Expression Equal(Expression a, Expression b) => new BinaryExpression("==", a, b, new MemberRef("M:R.op_Equality", "op_Equality", new TypeRef("R")), false) { Type = BoolType };
        var changed = new WithExpression(Variable(1, new TypeRef("R")), [Assign(Field("R", "X", IntType, new ImplicitReceiverExpression { Type = new TypeRef("R") }), Literal(9))]) { Type = new TypeRef("R") };
        Assert.Multiple(() =>
        {
            Assert.That(ValueOf([type], [], Return(Equal(Make(1), Make(1)))), Is.EqualTo("True"));
            Assert.That(ValueOf([type], [], Declare(1, Make(1)), Return(Equal(changed, Variable(1)))), Is.EqualTo("False"));
            Assert.That(ValueOf([type], [], Declare(1, Make(1)), Return(Variable(1))), Is.EqualTo("R { X = 1 }"));
        });
    }

    [Test]
    public void TypeParametersAreSubstituted()
    {
        var parameter = new TypeRef("T", IsParameter: true);
        MethodDeclaration zero = Method("M:H.Zero", new TypeRef("H"), parameter, Return(new DefaultExpression { Type = parameter })) with { TypeParameters = ["T"] };
        MethodDeclaration outer = Method("M:H.Outer", new TypeRef("H"), ObjectType, Return(Call(new TypeRef("H"), "Zero", [new TypeRef("U", IsParameter: true)]))) with { TypeParameters = ["U"] };
        Assert.Multiple(() =>
        {
            Assert.That(ValueOf([], [zero, outer], Return(Call(new TypeRef("H"), "Outer", [DoubleType]))), Is.EqualTo("0"));
            Assert.That(ValueOf([], [zero, outer], Return(Call(new TypeRef("H"), "Outer", [BoolType]))), Is.EqualTo("False"));
            Assert.That(ValueOf([], [zero, outer], Return(Call(new TypeRef("H"), "Outer", [TextType]))), Is.EqualTo(""));
        });
    }

    [Test]
    public void StaticAbstractMembersAreLookedUpOnTheTypeArgument()
    {
        var parameter = new TypeRef("T", IsParameter: true);
        TypeDeclaration type = Type("Doubler") with { Type = Value("Doubler"), Implementations = [new Implementation("M:IAct.F", "M:Doubler.F")] };
        MethodDeclaration twice = Method("M:Doubler.F", Value("Doubler"), IntType, Return(Binary("*", Variable(0), Literal(2))), new Parameter("x", 0, IntType));
        MethodDeclaration apply = Method("M:H.Apply", new TypeRef("H"), IntType,
            Return(new CallExpression(null, new MemberRef("M:IAct.F", "F", new TypeRef("IAct")), Arguments(Literal(21)), false, parameter) { Type = IntType })) with { TypeParameters = ["T"] };
        var one = new PropertyExpression(null, new MemberRef("P:System.Numerics.INumberBase`1.One", "One", new TypeRef("System.Numerics.INumberBase`1", [parameter])), [], false) { Type = parameter, Constraint = parameter };
        MethodDeclaration number = Method("M:H.One", new TypeRef("H"), parameter, Return(one)) with { TypeParameters = ["T"] };
        Assert.Multiple(() =>
        {
            Assert.That(ValueOf([type], [twice, apply], Return(Call(new TypeRef("H"), "Apply", [Value("Doubler")]))), Is.EqualTo("42"));
            Assert.That(ValueOf([], [number], Return(Binary("/", Call(new TypeRef("H"), "One", [DoubleType]), Literal(8.0)))), Is.EqualTo("0.125"));
        });
    }

    [Test]
    public void InterfacesAreAskedFor()
    {
        TypeDeclaration type = Type("C") with { Interfaces = [new TypeRef("IThing")] };
        IsPatternExpression Is(string name) => new(New("C"), new TypePattern(new TypeRef(name), null, null)) { Type = BoolType };
        Assert.Multiple(() =>
        {
            Assert.That(ValueOf([type], [], Return(Is("IThing"))), NUnit.Framework.Is.EqualTo("True"));
            Assert.That(ValueOf([type], [], Return(Is("IOther"))), NUnit.Framework.Is.EqualTo("False"));
        });
    }
}
