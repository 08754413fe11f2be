using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Tensor operators and ops: where the graph is built.
internal sealed partial class Interpreter
{
    /// <summary>An operator of <c>Expr&lt;T&gt;</c>.</summary>
    private object? TensorOperator(Body at, MemberRef method, string? source, params (string Name, object? Value)[] operands)
    {
        if (method.Name is "op_Equality" or "op_Inequality" && operands.Any(o => o.Value is null))
            return ConstantValue.Of(operands.All(o => o.Value is null) == (method.Name == "op_Equality"));
        if (method.Name == "op_UnaryPlus")
            return operands[0].Value;
        if (method.ContainingType.Arguments.Count > 0 && TensorTypes.ElementOf(method.ContainingType) is null)
            throw Fail(at, DiagnosticRules.NoSuchElementType, CSharpTypeName.Display(method.ContainingType.Arguments[0]));
        DType dtype = operands.Select(o => DTypeOf(o.Value)).FirstOrDefault(d => d is not null) ?? TensorTypes.ElementOf(method.ContainingType)!.Value;
        if (method.Name == "op_ExclusiveOr" && dtype.IsFloating())
            throw Fail(at, DiagnosticRules.XorIsNotPower, source is null ? "^" : $"'{source}'", dtype.CSharpName());
        Op op = OpTable.FindOperator(method.Name) ?? throw Fail(at, DiagnosticRules.NotAnOp, "The operator " + method.Name);
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach ((string name, object? value) in operands)
            arguments[name] = Operand(value, dtype, at, source ?? op.Name);
        return Build(op, dtype, arguments, at, source);
    }

    /// <summary>Calls an op by its user method.</summary>
    public object? CallOp(Op op, Invocation call)
    {
        DType? dtype = call.DTypeArgument;
        if (dtype is null && call.Method.TypeArguments.Count > 0)
            throw call.Fail(DiagnosticRules.NoSuchElementType, CSharpTypeName.Display(call.Method.TypeArguments[0]));
        if (dtype is { } element && !op.DTypes.Contains(element))
            throw call.Fail(DiagnosticRules.DTypeNotSupported, call.Source is null ? op.Name : $"'{call.Source}'", element.CSharpName(), string.Join(", ", op.DTypes.Select(d => d.CSharpName())));
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        IReadOnlyList<string> types = ParameterTypes.Of(call.Method);
        for (int i = 0; i < call.Count; i++)
        {
            string name = call.Arguments.Names[i];
            // A property (x.Transposed) has no parameters: its instance is the operand.
            arguments[name] = i < types.Count && ParameterTypes.IsPlain(types[i], name) ? Plain(call[i], call.At) : Operand(call[i], dtype, call.At, call.Source ?? call.Name);
        }
        return op.BuildMany is null ? Build(op, dtype, arguments, call.At, call.Source) : BuildMany(op, dtype, arguments, call);
    }

    /// <summary>Calls an op by its method of a random stream. Parameters may be of another element type than the draw: numbers stay as they are.</summary>
    private Node CallDraw(Op op, Invocation call)
    {
        if (call.DTypeArgument is not { } dtype)
            throw call.Fail(DiagnosticRules.NoSuchElementType, CSharpTypeName.Display(call.Method.TypeArguments[0]));
        if (!op.DTypes.Contains(dtype))
            throw call.Fail(DiagnosticRules.DTypeNotSupported, call.Source is null ? op.Name : $"'{call.Source}'", dtype.CSharpName(), string.Join(", ", op.DTypes.Select(d => d.CSharpName())));
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["random"] = RandomMembers.Source(call) };
        for (int i = 0; i < call.Count; i++)
            arguments[call.Arguments.Names[i]] = call.Arguments.Names[i] == "replace" ? Plain(call[i], call.At) : Operand(call[i], null, call.At, call.Source ?? call.Name);
        return Build(op, dtype, arguments, call.At, call.Source);
    }

    /// <summary>A call that gives several tensors, as the C# method does: a tuple or an array.</summary>
    private object BuildMany(Op op, DType? dtype, IReadOnlyDictionary<string, object?> arguments, Invocation call)
    {
        object?[] results = [.. InGraph(call.At, call.Source ?? op.Name, graph => op.BuildMany!(new OpCall(graph, op, dtype, arguments)))];
        return op.GivesArray
            ? new ArrayValue(context, new TypeRef(TensorTypes.Expr, call.Method.TypeArguments), results)
            : new TupleValue(context, results);
    }

    /// <summary>Builds nodes, explained by the user's expression; what the types do not allow is an error at this place.</summary>
    private Node Build(Op op, DType? dtype, IReadOnlyDictionary<string, object?> arguments, Body at, string? source) =>
        InGraph(at, source ?? op.Name, graph => op.Build!(new OpCall(graph, op, dtype, arguments)));

    /// <summary>Runs something that builds nodes.</summary>
    public T InGraph<T>(Body at, string source, Func<Graph, T> build)
    {
        Graph graph = context.Graph ?? throw Fail(at, DiagnosticRules.TensorOutsideFunction, $"'{source}'");
        Origin? outer = graph.Origin;
        (string method, int site, _) = PlaceOf(at);
        var origin = new Origin(source, method, site);
        graph.Origin = origin;
        try
        {
            T result = build(graph);
            if (result is Node value)
                graph.Complete(value, origin);
            return result;
        }
        catch (GraphException error)
        {
            throw Fail(at, error);
        }
        catch (OverflowException)
        {
            throw Fail(at, DiagnosticRules.BuildTimeOverflow, $"A size in '{source}'");
        }
        finally
        {
            graph.Origin = outer;
        }
    }

    private static DType? DTypeOf(object? value) => value switch
    {
        Node node => node.DType,
        SharedState state => state.DType,
        _ => null,
    };

    /// <summary>An argument of an op: tensors as nodes, numbers as constants, sizes, and collections of them.</summary>
    private object? Operand(object? value, DType? dtype, Body at, string source) => value switch
    {
        null => throw Fail(at, DiagnosticRules.NullValue, $"An operand of '{source}'"),
        SharedState state => NodeOf(state, at),
        ConstantValue constant => Fitted(constant, dtype, at, source),
        UnknownValue { Size: { } size } when dtype == DType.Int32 => size,
        UnknownValue unknown => throw Fail(at, DiagnosticRules.ValueNotKnown, unknown.Name, $"'{source}'"),
        IndexValue place => new Axis(place.Value, place.IsFromEnd),
        ArrayValue or ListValue or SequenceValue => Operands(value, dtype, at, source),
        TupleValue tuple => tuple.Items.Select(item => Operand(item, dtype, at, source)).ToArray(),
        _ => Constant(value) is { } number ? Fitted(number, dtype, at, source) : value,
    };

    private object Operands(object collection, DType? dtype, Body at, string source)
    {
        object?[] items = [.. Elements(collection, at)];
        if (collection is ArrayValue { ElementType.Name: TensorTypes.Slice })
            return items.Select(i => Slices.Of(this, i, at)).ToArray();
        if (collection is ArrayValue { ElementType.Name: TensorTypes.Dim } || (items.Length > 0 && items.All(i => ToDim(i) is not null) && items.Any(i => i is Dim)))
            return items.Select(i => ToDim(i) ?? throw Fail(at, DiagnosticRules.NullValue, "A size")).ToArray();
        return collection is ArrayValue { ElementType.Name: "System.Int32" }
            ? Plain(collection, at)!
            : items.Select(i => Operand(i, dtype, at, source)).ToArray();
    }

    /// <summary>An axis, axes or a flag.</summary>
    private object? Plain(object? value, Body at) => value switch
    {
        IndexValue place => new Axis(place.Value, place.IsFromEnd),
        ArrayValue or ListValue or SequenceValue => Elements(value, at).Select(i => ToInteger(i, at)).ToArray(),
        UnknownValue unknown => throw Fail(at, DiagnosticRules.ValueNotKnown, unknown.Name, "an axis or a flag"),
        _ => value,
    };

    /// <summary>The value of state when the function starts.</summary>
    public Node NodeOf(SharedState state, Body at)
    {
        if (context.Graph is null)
            throw Fail(at, DiagnosticRules.TensorOutsideFunction, "Reading " + state.Factory);
        if (state.Shape is null)
            throw Fail(at, DiagnosticRules.StateSizesUnknown, state.Factory);
        return context.Value(state) ?? throw Fail(at, DiagnosticRules.StateNotReachable, state.Factory);
    }

    /// <summary>A tensor value as a node.</summary>
    public Node ToNode(object? value, Body at, string what) => value switch
    {
        Node node => node,
        SharedState state => NodeOf(state, at),
        ConstantValue constant => InGraph(at, what, graph => Sources.NewConstant(graph, constant)),
        Dim size => InGraph(at, what, graph => Sources.NewSize(graph, size)),
        null => throw Fail(at, DiagnosticRules.NullValue, what),
        UnknownValue unknown => throw Fail(at, DiagnosticRules.ValueNotKnown, unknown.Name, what),
        _ when Constant(value) is { } number => InGraph(at, what, graph => Sources.NewConstant(graph, number)),
        _ => throw Fail(at, DiagnosticRules.BuildTimeInvalidCast, Describe(value), "a tensor"),
    };

    /// <summary>A number that tensors can hold; null for everything else.</summary>
    private static ConstantValue? Constant(object? value) => value switch
    {
        float number => ConstantValue.Of(number),
        double number => ConstantValue.Of(number),
        int number => ConstantValue.Of(number),
        long number => ConstantValue.Of(number),
        byte number => ConstantValue.FromInteger(DType.UInt8, number),
        bool flag => ConstantValue.Of(flag),
        ConstantValue constant => constant,
        _ => null,
    };

    private ConstantValue Fitted(ConstantValue constant, DType dtype, Body at) => Fitted(constant, dtype, at, constant.ToString());

    /// <summary>
    /// The constant in the element type of the tensors beside it. The forms with <c>double</c> take every number, so 0.5 beside ints and
    /// 2 beside bools are refused here; generic code reaches them with whole numbers, which mean the same as in a closed type.
    /// </summary>
    private ConstantValue Fitted(ConstantValue constant, DType? dtype, Body at, string source)
    {
        if (dtype is not { } target || target == constant.DType)
            return constant;
        double value = constant.ToDouble();
        bool fits = target switch
        {
            DType.Bool => false,
            DType.Float32 => double.IsInfinity(value) || double.IsNaN(value) || !float.IsInfinity((float)value),
            DType.Float64 => true,
            _ => value == Math.Truncate(value) && value >= Lowest(target) && value <= Highest(target),
        };
        if (!fits || (constant.DType == DType.Bool))
            throw Fail(at, DiagnosticRules.ConstantDoesNotFit, $"'{source}'", constant, target.CSharpName());
        return constant.DType.IsFloating() ? ConstantValue.From(target, value) : ConstantValue.FromInteger(target, constant.Bits);
    }

    private static double Lowest(DType dtype) => dtype switch { DType.UInt8 => 0, DType.Int32 => int.MinValue, _ => long.MinValue };

    // The largest double below 2^63: 2^63 itself is not a long.
    private static double Highest(DType dtype) => dtype switch { DType.UInt8 => 255, DType.Int32 => int.MaxValue, _ => 9223372036854774784.0 };
}
