using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Tests.Bodies.BodyBuilder;

namespace TensorAot.Compiler.Tests.Bodies.Evaluation;

/// <summary>Tensor expressions become nodes, and what C# lets through but nobody means becomes an error at its place.</summary>
public sealed class TensorTests
{
    private static readonly FunctionParameter s_x = Input("x", 0, "Matrix", "n", 3);
    private static readonly Expression s_xValue = Variable(0, Tensor("Matrix", FloatType));

    private static EvaluatedFunction Run(Statement body, params FunctionParameter[] parameters) => Run(FloatType, [], body, parameters);

    private static EvaluatedFunction Run(TypeRef? result, MethodDeclaration[] helpers, Statement body, params FunctionParameter[] parameters) =>
        BodyEvaluator.Evaluate(StaticClass([], helpers, Function("F", result, body, parameters.Length == 0 ? [s_x] : parameters))).Functions[0];

    private static Node Result(EvaluatedFunction function)
    {
        Assert.That(function.Error?.Message, Is.Null);
        return function.Graph!.Outputs.Single().Value;
    }

    private static string Code(EvaluatedFunction function) => function.Error!.Rule.Id;

    [Test]
    public void OperatorsCallsAndConstantsBecomeNodes()
    {
        // 1 / (1 + Exp(-x))
        Expression negated = new UnaryExpression("-", s_xValue, new MemberRef("M:neg", "op_UnaryNegation", Expr(FloatType)), false) { Type = Expr(FloatType) };
        Expression sum = TensorOperator("op_Addition", Literal(1f), Op("Exp", ("x", negated)), source: "1 + Exp(-x)");
        Node node = Result(Run(Return(TensorOperator("op_Division", Literal(1f), sum, source: "1 / (1 + Exp(-x))"))));
        Assert.Multiple(() =>
        {
            Assert.That(node.Op, Is.SameAs(OpTable.FindOperator("op_Division")));
            Assert.That(node.Type.ToString(), Is.EqualTo("float[n, 3]"));
            Assert.That(node.Inputs[1].Op, Is.SameAs(OpTable.FindOperator("op_Addition")));
            Assert.That(node.Inputs[1].Inputs[1].Op.Name, Is.EqualTo("Exp"));
            Assert.That(Sources.ConstantOf(node.Inputs[0]), Is.EqualTo(ConstantValue.Of(1f)));
            Assert.That(node.Inputs[1].Inputs[0], Is.SameAs(node.Inputs[0]));
            Assert.That(node.Graph.SourceOf(node), Is.EqualTo("1 / (1 + Exp(-x))"));
            Assert.That(node.Graph.SourceOf(node.Inputs[1]), Is.EqualTo("1 + Exp(-x)"));
        });
    }

    [Test]
    public void LocalsNameNodes()
    {
        Node node = Result(Run(Block(
            new DeclareStatement(5, "logits", Expr(FloatType), Op("Exp", ("x", s_xValue))),
            Return(Variable(5)))));
        Assert.That(node.Graph.NameOf(node), Is.EqualTo("logits"));
    }

    [Test]
    public void TuplesGiveSeveralOutputs()
    {
        var pair = new TupleExpression([Op("Exp", ("x", s_xValue)), ToTensor(Literal(3), IntType)]) { Type = ObjectType };
        (FunctionDeclaration declaration, MethodDeclaration body) = Function("F", Value("System.ValueTuple`2"), Return(pair), s_x);
        EvaluatedFunction function = BodyEvaluator.Evaluate(StaticClass((declaration with { ResultNames = ["value", "count"] }, body))).Functions[0];
        Assert.That(function.Graph!.Outputs.Select(o => $"{o.Name}:{o.Value.Type}"), Is.EqualTo(new[] { "value:float[n, 3]", "count:int" }));
    }

    [Test]
    public void SizesOfParametersComeFromTheAttributeOrTheName()
    {
        EvaluatedFunction function = Run(Return(s_xValue), Input("x", 0, "Matrix"), Input("e", 1, "Expr", 2, "k"), Input("s", 2, "Scalar"));
        Assert.That(function.Graph!.Parameters.Select(p => p.Value.Type.ToString()), Is.EqualTo(new[] { "float[xDim0, xDim1]", "float[2, k]", "float" }));
    }

    [Test]
    public void DefaultsHaveTheElementType()
    {
        EvaluatedFunction function = Run(Return(s_xValue), s_x, Input("rate", 1, "Scalar") with { Default = 0.1 });
        Assert.That(function.Graph!.Parameters[1].Default, Is.EqualTo(ConstantValue.Of(0.1f)));
    }

    [Test]
    public void TheFormsWithDoubleTakeTheTensorsElementType()
    {
        Node node = Result(Run(Return(TensorOperator("op_Multiply", Literal(0.1), s_xValue))));
        Assert.That(Sources.ConstantOf(node.Inputs[0]), Is.EqualTo(ConstantValue.Of(0.1f)));
    }

    [Test]
    public void ABranchOnATensorSuggestsWhere()
    {
        Expression condition = TensorOperator("op_GreaterThan", s_xValue, Literal(0f), source: "x > 0");
        var test = new UnaryExpression("true", condition, new MemberRef("M:true", "op_True", Expr(BoolType)), false) { Type = BoolType };
        EvaluatedFunction function = Run(Block(new IfStatement(test, Return(s_xValue), null), Return(s_xValue)));
        Assert.Multiple(() =>
        {
            Assert.That(Code(function), Is.EqualTo("TAOT1101"));
            Assert.That(function.Error!.Message, Does.Contain("'x > 0'").And.Contain("Where("));
        });
    }

    [Test]
    public void ComparisonWithNullIsFolded()
    {
        Expression equal = TensorOperator("op_Equality", s_xValue, Literal(null), source: "x == null");
        var test = new UnaryExpression("true", equal, new MemberRef("M:true", "op_True", Expr(BoolType)), false) { Type = BoolType };
        Assert.That(Result(Run(Block(new IfStatement(test, Return(null), null), Return(s_xValue)))).Op.Name, Is.EqualTo("Input"));
    }

    [TestCase(0.5, "TAOT1115"), TestCase(1e300, "TAOT1115"), TestCase(2.0, null)]
    public void DoublesBesideIntsAreWhole(double factor, string? expected)
    {
        var x = new FunctionParameter("x", 0, Tensor("Vector", IntType), null, null);
        EvaluatedFunction function = Run(IntType, [], Return(TensorOperator("op_Multiply", Variable(0), Literal(factor), IntType)), x);
        Assert.That(function.Error?.Rule.Id, Is.EqualTo(expected));
    }

    [Test]
    public void WhatIsNoOpIsTold()
    {
        EvaluatedFunction function = Run(Return(Op("Zeta", ("x", s_xValue))));
        Assert.That((Code(function), function.Error!.Message), Is.EqualTo(("TAOT1103", "Zeta is not an op of this version of TensorAot.")));
    }

    [Test]
    public void ResultsAreTensors()
    {
        EvaluatedFunction function = Run(Return(Literal("text")));
        Assert.That(Code(function), Is.EqualTo("TAOT1124"));
        Assert.That(function.Error!.Message, Does.StartWith("F returns").And.Contain("text"));
    }

    [Test]
    public void ParametersAreTensorsOrHaveADefault()
    {
        EvaluatedFunction function = Run(Return(s_xValue), s_x, new FunctionParameter("count", 1, IntType, null, null));
        Assert.That(Code(function), Is.EqualTo("TAOT1125"));
        Assert.That(function.Error!.Message, Does.Contain("The parameter count of type int"));
    }

    [Test]
    public void NumbersBesideBoolsAreRefused()
    {
        var x = new FunctionParameter("x", 0, Tensor("Vector", BoolType), null, null);
        Assert.That(Code(Run(BoolType, [], Return(TensorOperator("op_Multiply", Variable(0), Literal(2.0), BoolType)), x)), Is.EqualTo("TAOT1115"));
    }

    [Test]
    public void XorOfFloatsSuggestsPow() =>
        Assert.That(Code(Run(Return(TensorOperator("op_ExclusiveOr", s_xValue, ToTensor(Literal(2f)))))), Is.EqualTo("TAOT1114"));

    [Test]
    public void TensorsOfTextDoNotExist() =>
        Assert.That(Code(Run(Return(ToTensor(Literal("a"), TextType)))), Is.EqualTo("TAOT1116"));

    [Test]
    public void ACastAssertsTheRank()
    {
        static ConvertExpression To(string type) => new(s_xValue, ConversionKind.Reference, null, false) { Type = Tensor(type, FloatType) };
        Assert.Multiple(() =>
        {
            Assert.That(Code(Run(Return(To("Vector")))), Is.EqualTo("TAOT1117"));
            Assert.That(Run(Return(To("Matrix"))).Error, Is.Null);
        });
    }

    [Test]
    public void OpsOfLaterVersionsAreNamed()
    {
        EvaluatedFunction function = Run(Return(Op("Fft", ("x", s_xValue))));
        Assert.That(function.Error!.Message, Does.Contain("Fft").And.Contain("not an op of this version"));
    }

    [Test]
    public void AShapeErrorIsAtTheOperatorInTheHelper()
    {
        Expression product = Op("Dot", ("a", Variable(0)), ("b", Variable(0))) with { Site = 42, Source = "Dot(p, p)" };
        MethodDeclaration helper = Method("M:H.Square", new TypeRef("H"), ObjectType, Return(product), new Parameter("p", 0, Expr(FloatType)));
        Expression call = Call(new TypeRef("H"), "Square", s_xValue) with { Site = 7 };
        FunctionParameter x = Input("x", 0, "Matrix", 2, 3);
        BodyError own = Run(FloatType, [helper], Return(call), x).Error!;
        BodyError other = Run(FloatType, [helper with { IsExternal = true }], Return(call), x).Error!;
        Assert.Multiple(() =>
        {
            Assert.That((own.Method, own.Site), Is.EqualTo(("M:H.Square", 42)));
            Assert.That((other.Method, other.Site), Is.EqualTo(("M:G.F", 7)));
            Assert.That(own.Message, Does.Contain("Dot(p, p)"));
            Assert.That(other.Message, Does.StartWith("H.Square: "));
        });
    }

    [Test]
    public void SizesAreValues()
    {
        Expression Size(int axis) => new CallExpression(s_xValue, new MemberRef("M:TensorAot.Expr.Size", "Size", new TypeRef("TensorAot.Expr")), Arguments(Literal(axis)), false) { Type = Value("TensorAot.Dim") };
        ConvertExpression ToInt(Expression size) => new(size, ConversionKind.User, new MemberRef("M:TensorAot.Dim.op_Explicit", "op_Explicit", Value("TensorAot.Dim")), false) { Type = IntType };
        EvaluatedFunction known = Run(Return(ToTensor(Size(1), IntType)));
        Assert.Multiple(() =>
        {
            Assert.That(Sources.ConstantOf(Result(known)), Is.EqualTo(ConstantValue.Of(3)));
            Assert.That(Run(Block(For(5, 2), Do(ToInt(Size(1))), Return(s_xValue))).Error, Is.Null);
            Assert.That(Code(Run(Block(Do(ToInt(Size(0))), Return(s_xValue)))), Is.EqualTo("TAOT1127"));
        });
    }

    [Test]
    public void OpsAreValues()
    {
        var tanh = new MethodGroupExpression(null, new MemberRef("M:TensorAot.Ops.Tanh``1", "Tanh", OpsType, [FloatType]), false) { Type = new TypeRef("System.Func`2"), ParameterNames = ["x"] };
        Assert.That(Result(Run(Return(Invoke(tanh, s_xValue)))).Op.Name, Is.EqualTo("Tanh"));
    }

    [Test]
    public void AnErrorEndsItsFunctionOnly()
    {
        EvaluatedClass evaluated = BodyEvaluator.Evaluate(StaticClass(
            Function("A", FloatType, Return(Op("Fft", ("x", s_xValue))), s_x), Function("B", FloatType, Return(s_xValue), s_x)));
        Assert.Multiple(() =>
        {
            Assert.That(evaluated.Functions.Select(f => f.Graph is not null), Is.EqualTo(new[] { false, true }));
            Assert.That(evaluated.Errors, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void IntrinsicsAndOpsAreDisjoint() => Assert.Multiple(() =>
    {
        Assert.That(Intrinsics.Names, Does.Contain("Ops.Grad").And.Contain("Ops.Update").And.Contain("Expr.Size"));
        Assert.That(Intrinsics.Names.Where(n => n.StartsWith("Ops.", StringComparison.Ordinal)).Where(n => OpTable.Find(n[4..]) is { IsCallable: true }), Is.Empty);
    });
}
