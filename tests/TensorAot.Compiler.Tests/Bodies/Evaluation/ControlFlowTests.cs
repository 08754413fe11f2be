using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using static TensorAot.Compiler.Tests.Bodies.BodyBuilder;

namespace TensorAot.Compiler.Tests.Bodies.Evaluation;

/// <summary>Variables, loops, functions: which cell a closure sees, when LINQ runs, where evaluation stops.</summary>
public sealed class ControlFlowTests
{
    private static readonly TypeRef s_function = new("System.Func`1", [IntType]);

    private static CallExpression Join(Expression list) =>
        Call(TextType, "Join", Literal(","), Call(LinqType, "Select", [IntType, IntType], list, Lambda(90, Invoke(Variable(90)))));

    private static Statement AddTo(int list, Expression item) => Do(Method(Variable(list, List(s_function)), "Add", VoidType, item));

    [Test]
    public void AForLoopHasOneVariableAndALocalInItMany() => Assert.That(
        ValueOf(
            Declare(1, Collection(List(s_function))),
            For(2, 3, Declare(3, Variable(2)), AddTo(1, Lambda(Variable(2))), AddTo(1, Lambda(Variable(3)))),
            Return(Join(Variable(1, List(s_function))))),
        Is.EqualTo("3,0,3,1,3,2"));

    [Test]
    public void AForEachLoopHasAVariableForEachRound() => Assert.That(
        ValueOf(
            Declare(1, Collection(List(s_function))),
            new ForEachStatement(new DeclarationExpression(2, "i") { Type = IntType }, Collection(Array(IntType), Literal(4), Literal(5)), null, AddTo(1, Lambda(Variable(2)))),
            Return(Join(Variable(1, List(s_function))))),
        Is.EqualTo("4,5"));

    [Test]
    public void ClosuresShareAVariable() => Assert.That(
        ValueOf(
            Declare(1, Literal(1)),
            Declare(2, Lambda(Variable(1))),
            Declare(3, Lambda(Assign(Variable(1), Binary("+", Variable(1), Literal(10))))),
            Do(Assign(Variable(1), Literal(5))),
            Do(Invoke(Variable(3))),
            Return(Invoke(Variable(2)))),
        Is.EqualTo("15"));

    [Test]
    public void SequencesRunTheirFunctionsWhenEnumerated() => Assert.That(
        ValueOf(
            Declare(1, Literal(0)),
            Declare(2, Call(LinqType, "Select", [IntType, IntType], Call(LinqType, "Range", Literal(0), Literal(3)),
                Lambda(9, new IncrementExpression(Variable(1), 1, false, null, false) { Type = IntType }))),
            Declare(3, Call(TextType, "Join", Literal(","), Variable(2))),
            Return(Binary("+", Binary("+", Variable(3, TextType), Call(TextType, "Join", Literal(","), Variable(2))), Variable(1)))),
        Is.EqualTo("1,2,34,5,66"));

    [Test]
    public void DeconstructionReadsAllBeforeItWrites() => Assert.That(
        ValueOf(
            Declare(1, Literal(1)),
            Declare(2, Literal(2)),
            Do(new DeconstructExpression(
                new TupleExpression([Variable(1), Variable(2)]) { Type = ObjectType },
                new TupleExpression([Variable(2), Variable(1)]) { Type = ObjectType }, new Deconstruction(null, [])) { Type = ObjectType }),
            Return(Binary("+", Binary("+", Literal(""), Variable(1)), Variable(2)))),
        Is.EqualTo("21"));

    [Test]
    public void ArgumentsAreEvaluatedInTheirOrderAndBoundByNumber()
    {
        MethodDeclaration subtract = Method("M:H.Sub", new TypeRef("H"), IntType, Return(Binary("-", Variable(0), Variable(1))),
            new Parameter("a", 0, IntType), new Parameter("b", 1, IntType));
        Expression Next() => new IncrementExpression(Variable(1), 1, false, null, false) { Type = IntType };
        var call = new CallExpression(null, new MemberRef("M:H.Sub", "Sub", new TypeRef("H")), [new Argument("b", 1, Next()), new Argument("a", 0, Next())], false) { Type = IntType };
        Assert.That(ValueOf([], [subtract], Declare(1, Literal(0)), Return(call)), Is.EqualTo("1"));
    }

    [Test]
    public void LogicIsLazy() => Assert.That(
        ValueOf(Return(Binary("&&", Literal(false), Binary("==", Binary("/", Literal(1), Literal(0)), Literal(0))))), Is.EqualTo("False"));

    [Test]
    public void ASwitchTriesItsDefaultLast() => Assert.That(
        ValueOf(
            new SwitchStatement(Literal(2),
            [
                new SwitchSection([new SwitchLabel(new DiscardPattern(), null, true)], [Return(Literal("default"))]),
                new SwitchSection([new SwitchLabel(new RelationalPattern(">", Literal(1)), null, false)], [Return(Literal("more"))]),
            ])),
        Is.EqualTo("more"));

    [Test]
    public void ListPatternsBindTheirSlice()
    {
        TypeRef list = Array(IntType);
        var pattern = new ListPattern([new ConstantPattern(Literal(1)), new SlicePattern(new TypePattern(null, 5, "rest")), new DiscardPattern()], null, null);
        Assert.That(
            ValueOf(
                new IfStatement(new IsPatternExpression(Collection(list, Literal(1), Literal(2), Literal(3), Literal(4)), pattern) { Type = BoolType },
                    Return(Call(TextType, "Join", Literal("-"), Variable(5, list))), Return(Literal("no")))),
            Is.EqualTo("2-3"));
    }

    [Test]
    public void NestedPatternsReadMembersOfTheirInput()
    {
        TypeDeclaration type = Type("P", FieldOf("P", "X", IntType, Literal(3)));
        var pattern = new RecursivePattern(new TypeRef("P"), null, [],
            [new PropertySubpattern(Field("P", "X", IntType, new ImplicitReceiverExpression { Type = new TypeRef("P") }), new NotPattern(new ConstantPattern(Literal(4))))], null, null);
        Assert.That(ValueOf([type], [], Return(new IsPatternExpression(New("P"), pattern) { Type = BoolType })), Is.EqualTo("True"));
    }

    [Test]
    public void EndlessLoopsStop() => Assert.That(
        ValueOf(new WhileStatement(Literal(true), Block(), true)), Does.StartWith("TAOT1106"));

    [Test]
    public void EndlessSequencesStop() => Assert.That(
        ValueOf(Return(Call(LinqType, "Count", [IntType], Call(LinqType, "Range", Literal(0), Literal(int.MaxValue))))), Does.StartWith("TAOT1106"));

    [Test]
    public void EndlessRecursionStopsOnASmallStack()
    {
        MethodDeclaration self = Method("M:H.Self", new TypeRef("H"), IntType,
            Return(Binary("+", Literal(1), Binary("+", Literal(1), Call(new TypeRef("H"), "Self")))));
        string result = "";
        var thread = new Thread(() => result = ValueOf([], [self], Return(Call(new TypeRef("H"), "Self"))), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(result, Does.StartWith("TAOT1105").Or.StartWith("TAOT1107"));
    }

    [Test]
    public void DeepExpressionsStopInsteadOfCrashing()
    {
        Expression deep = Literal(0);
        for (int i = 0; i < 100_000; i++)
            deep = new UnaryExpression("-", deep, null, false) { Type = IntType };
        string result = "";
        var thread = new Thread(() => result = ValueOf(Return(deep)), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(result, Does.StartWith("TAOT1107"));
    }

    [Test]
    public void TextIsInvariant()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
        try
        {
            var text = new InterpolatedExpression([new InterpolationPart(Literal(1.5), 6, "F2"), new InterpolationPart(Literal(-0.25), 0, null)]) { Type = TextType };
            Assert.That(ValueOf(Return(text)), Is.EqualTo("  1.50-0.25"));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [TestCase("Exp", 1.0, Math.E), TestCase("Log", 2.0, 0.6931471805599453), TestCase("Sqrt", 2.0, 1.4142135623730951)]
    public void MathIsEvaluatedWithoutTheHost(string function, double argument, double expected) => Assert.That(
        double.Parse(ValueOf(Return(Call(Value("System.Math"), function, Literal(argument)))), System.Globalization.CultureInfo.InvariantCulture),
        Is.EqualTo(expected).Within(1).Ulps);

    [TestCaseSource(typeof(ExactMath), nameof(ExactMath.Functions))]
    public void EveryFunctionThatTheHostRoundsAsItLikesHasAProgram(string function)
    {
        System.Reflection.MethodInfo host = typeof(Math).GetMethods().First(m => m.Name == function && m.ReturnType == typeof(double));
        object[] arguments = [.. host.GetParameters().Select((_, i) => (object)(function == "Acosh" ? 1.5 : 0.5 + (0.25 * i)))];
        string value = ValueOf(Return(Call(Value("System.Math"), function, [.. arguments.Select(a => Literal((double)a))])));
        Assert.That(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo((double)host.Invoke(null, arguments)!).Within(2).Ulps);
    }

    [Test]
    public void DivisionByZeroIsADiagnostic() =>
        Assert.That(ValueOf(Return(Binary("%", Literal(7), Literal(0)))), Does.StartWith("TAOT1108"));

    [Test]
    public void CheckedOverflowIsADiagnostic() =>
        Assert.That(ValueOf(Return(Binary("+", Literal(int.MaxValue), Literal(1), isChecked: true))), Does.StartWith("TAOT1109"));

    [Test]
    public void UnknownMembersAreDiagnostics() =>
        Assert.That(ValueOf(Return(Call(new TypeRef("System.Guid"), "NewGuid"))), Does.StartWith("TAOT1104 Guid.NewGuid"));
}
