using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Tests.Bodies.BodyBuilder;

namespace TensorAot.Compiler.Tests.Bodies.Evaluation;

/// <summary>Shared state: its paths, sizes and updates, and what functions may not do to their object.</summary>
public sealed class StateTests
{
    private static readonly FunctionParameter s_x = Input("x", 0, "Vector", 4);

    private static Expression W => Field("G", "W", Shared(FloatType));

    private static FieldDeclaration State(string type, string name, params int[] sizes) => FieldOf(type, name, Shared(FloatType), Factory("Zeros", sizes));

    private static Statement Update(Expression state, Expression value) => Do(Op("Update", ("shared", state), ("value", value)));

    private static EvaluatedClass Run(TypeDeclaration[] types, Statement body, TypeRef? result = null, params MethodDeclaration[] methods) =>
        BodyEvaluator.Evaluate(InstanceClass(types, methods, Function("F", result, body, s_x)));

    private static string? Code(EvaluatedClass evaluated) => evaluated.Errors.SingleOrDefault()?.Rule.Id;

    [Test]
    public void UpdatesReadTheOldValue()
    {
        EvaluatedClass evaluated = Run([Type("G", State("G", "W", 4))], Block(
            Update(W, TensorOperator("op_Addition", W, Variable(0))), Return(W)), FloatType);
        FunctionGraph graph = evaluated.Functions[0].Graph!;
        Assert.Multiple(() =>
        {
            Assert.That(evaluated.Errors, Is.Empty);
            Assert.That(evaluated.State.Select(s => $"{s.Path}:{s.Type}"), Is.EqualTo(new[] { "W:float[4]" }));
            Assert.That(graph.Outputs.Single().Value, Is.SameAs(graph.Updates.Single().State.Node));
            Assert.That(graph.States.Select(s => s.Path), Is.EqualTo(new[] { "W" }));
            Assert.That(evaluated.Functions[0].Reads.Select(s => s.Path), Is.EqualTo(new[] { "W" }));
        });
    }

    [Test]
    public void UpdatesFitTheStateAndComeOnce() => Assert.Multiple(() =>
    {
        TypeDeclaration[] types = [Type("G", State("G", "W", 5))];
        Assert.That(Code(Run(types, Update(W, Variable(0)))), Is.EqualTo("TAOT1121"));
        Assert.That(Code(Run(types, Block(Update(W, W), Update(W, W)))), Is.EqualTo("TAOT1120"));
    });

    [Test]
    public void PathsLeadThroughListsAndTiedStateHasOneName()
    {
        TypeRef layer = new("Layer");
        TypeDeclaration[] types =
        [
            Type("G",
                FieldOf("G", "layers", List(layer), Collection(List(layer), New("Layer"), New("Layer"))),
                FieldOf("G", "tied", Shared(FloatType), Field("Layer", "W", Shared(FloatType), new ImplicitIndexExpression(Field("G", "layers", List(layer)), Literal(1)) { Type = layer }))),
            Type("Layer", State("Layer", "W", 2)),
        ];
        EvaluatedClass evaluated = Run(types, Return(null));
        Assert.Multiple(() =>
        {
            Assert.That(evaluated.State.Select(s => s.Path), Is.EqualTo(new[] { "tied", "layers[0].W" }));
            Assert.That(evaluated.State[1].Steps.Select(s => $"{s.Name}|{s.Index}|{s.ContainingType}|{s.MemberType}"), Is.EqualTo(new[]
            {
                "layers|0|global::G|global::System.Collections.Generic.List<global::Layer>",
                "|0|global::System.Collections.Generic.List<global::Layer>|global::Layer",
                "W|0|global::Layer|global::TensorAot.Shared<global::System.Single>",
            }));
        });
    }

    [Test]
    public void StateThatOnlyAClosureHoldsIsRefused()
    {
        Expression make = Lambda(Factory("Zeros", 4));
        FieldDeclaration hidden = FieldOf("G", "hidden", new TypeRef("System.Func`1"), Invoke(Lambda(1, Lambda(Variable(1))), Invoke(make)));
        Assert.That(Code(Run([Type("G", hidden)], Return(Op("Exp", ("x", Invoke(Field("G", "hidden", ObjectType))))), FloatType)), Is.EqualTo("TAOT1119"));
    }

    [Test]
    public void StateInAWritableFieldIsRefused()
    {
        FieldDeclaration field = State("G", "W", 4) with { IsReadOnly = false };
        Assert.That(Code(Run([Type("G", field)], Return(Op("Exp", ("x", W))), FloatType)), Is.EqualTo("TAOT1119"));
    }

    [Test]
    public void ConstructorParametersAreNamedSizes()
    {
        var parameter = new PrimaryParameterExpression("hidden") { Type = IntType };
        Expression sizes = Collection(new TypeRef("System.ReadOnlySpan`1", [IntType]), Literal(4), Binary("*", parameter, Literal(2)));
        Expression factory = ((CallExpression)Factory("Zeros")) with { Arguments = [new Argument("dims", 0, sizes)] };
        TypeDeclaration type = Type("G", FieldOf("G", "W", Shared(FloatType), factory)) with { PrimaryParameters = ["hidden"] };
        MethodDeclaration constructor = Method("M:G.#ctor", new TypeRef("G"), VoidType, null, new Parameter("hidden", 0, IntType)) with { Name = ".ctor", IsStatic = false };
        EvaluatedClass sized = Run([type], Return(null), null, constructor);
        EvaluatedClass branched = Run([type], new IfStatement(Binary(">", parameter, Literal(3)), Return(null), null), null, constructor);
        Assert.Multiple(() =>
        {
            Assert.That(sized.State.Single().Type.ToString(), Is.EqualTo("float[4, 2*hidden]"));
            Assert.That(Code(branched), Is.EqualTo("TAOT1102"));
        });
    }

    [Test]
    public void DimsOnTheFieldNameSizes()
    {
        FieldDeclaration field = State("G", "W", 10, 8) with { Dims = (EquatableArray<object>)new object[] { "vocabulary", 8 } };
        Assert.Multiple(() =>
        {
            Assert.That(Run([Type("G", field)], Return(null)).State.Single().Type.ToString(), Is.EqualTo("float[vocabulary, 8]"));
            Assert.That(Code(Run([Type("G", field with { Dims = (EquatableArray<object>)new object[] { 10, 9 } })], Return(null))), Is.EqualTo("TAOT1130"));
        });
    }

    [Test]
    public void AFunctionMayNotChangeItsObject() => Assert.Multiple(() =>
    {
        FieldDeclaration count = FieldOf("G", "count", IntType, Literal(0)) with { IsReadOnly = false };
        FieldDeclaration list = FieldOf("G", "list", List(IntType), Collection(List(IntType), Literal(1)));
        var increment = new IncrementExpression(Field("G", "count", IntType), 1, true, null, false) { Type = IntType };
        Assert.That(Code(Run([Type("G", count)], Do(increment))), Is.EqualTo("TAOT1118"));
        Assert.That(Code(Run([Type("G", list)], Do(Method(Field("G", "list", List(IntType)), "Add", VoidType, Literal(2))))), Is.EqualTo("TAOT1118"));
    });

    [Test]
    public void StateIsMadeOnlyWithTheObjectAndTensorsOnlyInFunctions() => Assert.Multiple(() =>
    {
        Assert.That(Code(Run([Type("G")], Return(Factory("Zeros", 4)), FloatType)), Is.EqualTo("TAOT1123"));
        Assert.That(Code(Run([Type("G", FieldOf("G", "e", Expr(FloatType), Op("Exp", ("x", ToTensor(Literal(1f))))))], Return(null))), Is.EqualTo("TAOT1122"));
    });

    [Test]
    public void GradientsComeAsOneAsATupleOrAsAnArray()
    {
        Expression cost = Op("Sum", ("x", TensorOperator("op_Multiply", W, Variable(0))));
        TypeDeclaration[] types = [Type("G", State("G", "W", 4))];
        Expression list = new ArrayElementExpression(Op("Grad", ("cost", cost), ("xs", Collection(Array(Expr(FloatType)), W, Variable(0)))), [Literal(0)]) { Type = Expr(FloatType) };
        Expression second = Field("System.ValueTuple`2", "Item2", Expr(FloatType), Op("Grad", ("cost", cost), ("x0", Variable(0)), ("x1", W)));
        Node[] results = [.. new[] { Op("Grad", ("cost", cost), ("x", W)), list, second }
            .Select(e => Run(types, Return(e), FloatType).Functions[0].Graph!.Outputs.Single().Value)];
        // d/dW sum(W * x) = x, spread over the elements.
        Assert.That(results.Select(r => r.Type.ToString()), Is.All.EqualTo("float[4]"));
    }
}
