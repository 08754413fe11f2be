using System.Runtime.CompilerServices;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>
/// Carries out lowered bodies: numbers, objects and collections as C# would, tensor expressions by building the graph.
/// One interpreter serves one evaluation and ends with its first error.
/// </summary>
internal sealed partial class Interpreter(ClassIndex index, EvaluationContext context, StaticFields statics)
{
    /// <summary>Calls that may be active at once.</summary>
    public const int DepthLimit = 200;

    private readonly Stack<object?> _implicitReceivers = new();
    private readonly Stack<object?> _conditionalReceivers = new();
    private Activation _activation = new("", false, null, TypeEnvironment.Empty, null);

    public ClassIndex Index => index;

    public EvaluationContext Context => context;

    /// <summary>The value of an expression; structs read from variables are copies.</summary>
    public object? Evaluate(Expression expression) => Copy(EvaluatePlace(expression));

    /// <summary>The value of an expression; a struct in a variable itself, so that its members can be written.</summary>
    private object? EvaluatePlace(Expression expression)
    {
        CheckStack(expression);
        return expression switch
        {
            LiteralExpression literal => literal.Value,
            DefaultExpression => DefaultOf(Close(expression.Type)),
            VariableExpression variable => ReadVariable(variable),
            ThisExpression => _activation.Receiver,
            PrimaryParameterExpression parameter => PrimaryParameter(parameter).Value,
            ImplicitReceiverExpression => _implicitReceivers.Peek(),
            ConditionalReceiverExpression => _conditionalReceivers.Peek(),
            FieldExpression field => ReadField(field),
            PropertyExpression property => ReadProperty(property),
            CallExpression call => Call(call),
            LocalFunctionCallExpression call => CallLocalFunction(call),
            InvokeExpression invoke => Invoke(invoke),
            UnaryExpression unary => Unary(unary),
            BinaryExpression binary => Binary(binary),
            ConvertExpression convert => Convert(convert),
            AssignExpression assign => Assign(assign),
            _ => EvaluateOther(expression),
        };
    }

    private object? EvaluateOther(Expression expression) => expression switch
    {
        NewExpression creation => New(creation),
        NewArrayExpression array => NewArray(array),
        CollectionExpression collection => NewCollection(collection),
        TupleExpression tuple => new TupleValue(context, [.. tuple.Elements.Select(Evaluate)]),
        LambdaExpression lambda => new ClosureValue(_activation.Capture(), "a lambda", lambda.Parameters, lambda.Body),
        MethodGroupExpression group => MethodGroup(group),
        ConditionalExpression conditional => Evaluate(Condition(conditional.Condition) ? conditional.WhenTrue : conditional.WhenFalse),
        CompoundAssignExpression compound => CompoundAssign(compound),
        IncrementExpression increment => Increment(increment),
        DeconstructExpression deconstruct => Deconstruct(deconstruct),
        CoalesceExpression coalesce => Evaluate(coalesce.Left) ?? Evaluate(coalesce.Right),
        CoalesceAssignExpression coalesce => CoalesceAssign(coalesce),
        ConditionalAccessExpression access => ConditionalAccess(access),
        ArrayElementExpression element => ReadElement(element),
        ImplicitIndexExpression element => ReadImplicitIndex(element),
        FromEndExpression fromEnd => new IndexValue(Integer(fromEnd.Operand), true),
        RangeExpression range => new RangeValue(RangeEnd(range.Start, IndexValue.Start), RangeEnd(range.End, IndexValue.End)),
        InterpolatedExpression interpolated => Interpolate(interpolated),
        WithExpression with => With(with),
        IsPatternExpression test => Matches(test.Pattern, Evaluate(test.Value)),
        SwitchExpression choice => Switch(choice),
        ThrowExpression thrown => throw Thrown(thrown),
        _ => throw Fail(expression, DiagnosticRules.CallNotSupported, expression.GetType().Name),
    };

    /// <summary>An error at a place of the body that is being evaluated, or at the call when that body is in another assembly.</summary>
    public BodyException Fail(Body at, DiagnosticRule rule, params object[] arguments)
    {
        (string method, int site, Activation? helper) = PlaceOf(at);
        string message = rule.Format(arguments);
        return new BodyException(new BodyError(rule, method, site, helper is null ? message : $"{Describe(helper)}: {message}")
        {
            // They describe the expression in the helper, not the call at which the error stands.
            Facts = helper is null ? rule.FactsOf(arguments) : [],
        });
    }

    /// <summary>An error of building nodes, at a place.</summary>
    public BodyException Fail(Body at, GraphException error) => Fail(at, error.Rule, [.. error.Arguments]);

    /// <summary>Where a part of the body that is being evaluated stands: in the user's source, or at the call of a helper from another assembly.</summary>
    private (string Method, int Site, Activation? Helper) PlaceOf(Body at)
    {
        (Activation activation, int site) = (_activation, at.Site);
        Activation? helper = null;
        while (activation.IsExternal && activation.Caller is not null)
        {
            helper = activation;
            (activation, site) = (activation.Caller, activation.CallSite);
        }
        return (activation.Method, site, helper);
    }

    /// <summary>
    /// The helper that the user called, the one inside it that is being evaluated, and whose it is: <c>Sequential.Apply, in Dense.Apply
    /// of _net._layers[1]</c>.
    /// </summary>
    private string Describe(Activation helper)
    {
        string outer = NameOf(helper.Method), inner = NameOf(_activation.Method);
        return (outer == inner ? outer : $"{outer}, in {inner}") + (_activation.Receiver is ObjectValue o && context.PathOf(o) is { } path ? " of " + path : "");
    }

    /// <summary>Counts a loop round or a call.</summary>
    public void Step(Body at)
    {
        if (!context.TryStep())
            throw Fail(at, DiagnosticRules.TooManySteps, EvaluationContext.StepLimit);
    }

    /// <summary>A collection's elements, each counted as a step, and a change during the loop reported as what it is.</summary>
    public IEnumerable<object?> Counted(IEnumerable<object?> items, Body at)
    {
        foreach (object? item in items)
        {
            Step(at);
            yield return item;
        }
    }

    private TypeRef Close(TypeRef type) => _activation.Types.Close(type);

    /// <summary>The value of a struct is copied when it is read.</summary>
    private object? Copy(object? value) => value switch
    {
        TupleValue tuple => tuple.Clone(context),
        ObjectValue { IsStruct: true } structure => structure.Clone(context),
        _ => value,
    };

    private void CheckStack(Body at)
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        catch (InsufficientExecutionStackException)
        {
            throw Fail(at, DiagnosticRules.NestedTooDeeply);
        }
    }

    /// <summary>Refuses to change what existed before the function ran, or outside the loop's body that is being evaluated.</summary>
    private void CheckOwned(HeapValue value, Body at, string name)
    {
        if (value.Owner != context)
            throw Fail(at, DiagnosticRules.StateMutated, name);
        if (value.BodyDepth < context.Bodies.Count)
            throw Fail(at, DiagnosticRules.OuterAssignedInBody, name, context.Bodies[value.BodyDepth]);
    }

    /// <summary>Whether a build-time condition holds.</summary>
    private bool Condition(Expression condition) => Evaluate(condition) switch
    {
        bool value => value,
        ConstantValue { DType: DType.Bool } constant => constant.Bits != 0,
        UnknownValue unknown => throw Fail(condition, DiagnosticRules.ValueNotKnown, unknown.Name, "a condition"),
        null => throw Fail(condition, DiagnosticRules.NullValue, Describe(condition)),
        _ => throw Fail(condition, DiagnosticRules.BranchOnTensor, Describe(condition)),
    };

    /// <summary>A build-time int.</summary>
    private int Integer(Expression expression) => ToInteger(Evaluate(expression), expression);

    public int ToInteger(object? value, Body at) => value switch
    {
        int number => number,
        byte or sbyte or short or ushort or char => (int)NumberConversions.Convert(value, "System.Int32", false),
        IndexValue { IsFromEnd: false } place => place.Value,
        UnknownValue unknown => throw Fail(at, DiagnosticRules.ValueNotKnown, unknown.Name, "a build-time number"),
        null => throw Fail(at, DiagnosticRules.NullValue, "A number"),
        _ => throw Fail(at, DiagnosticRules.BuildTimeInvalidCast, Describe(value), "an int"),
    };

    private IndexValue RangeEnd(Expression? end, IndexValue missing) =>
        end is null ? missing : Evaluate(end) is IndexValue index ? index : new IndexValue(Integer(end), false);

    /// <summary>The user's words for an expression, for messages.</summary>
    private static string Describe(Expression expression) => expression switch
    {
        { Source: { } source } => $"'{source}'",
        VariableExpression variable => $"'{variable.Name}'",
        FieldExpression field => $"'{field.Field.Name}'",
        PropertyExpression property => $"'{property.Property.Name}'",
        CallExpression call => $"'{call.Method.Name}(...)'",
        PrimaryParameterExpression parameter => $"'{parameter.Name}'",
        UnaryExpression { Operator: "true" } unary => Describe(unary.Operand),
        ConvertExpression convert => Describe(convert.Operand),
        _ => "The expression",
    };

    /// <summary>What a value is, for messages.</summary>
    public string Describe(object? value) => value switch
    {
        null => "null",
        Node node => "a tensor " + node.Type,
        SharedState => "shared state",
        ConstantValue constant => "the constant " + constant,
        ObjectValue o => "an object of " + CSharpTypeName.Display(o.Type),
        ListValue or ArrayValue or SequenceValue or DictionaryValue => "a collection",
        TupleValue => "a tuple",
        DelegateValue => "a function",
        Dim dim => "the size " + dim,
        UnknownValue unknown => "the unknown " + unknown.Name,
        string text => $"\"{text}\"",
        RandomStreamValue => "a random stream",
        PastValue => "the past of a loop",
        _ => TextFormat.ToText(this, value),
    };

    /// <summary>The simple name in a documentation id: <c>Dense.Apply</c> of <c>M:Lib.Dense.Apply(System.Int32)</c>.</summary>
    private static string NameOf(string id)
    {
        string name = id.Split('(')[0];
        string[] parts = name.Substring(name.IndexOf(':') + 1).Split('.');
        return string.Join(".", parts.Skip(Math.Max(0, parts.Length - 2)).Select(part => part.Split('`')[0])).Replace("#ctor", "constructor");
    }
}
