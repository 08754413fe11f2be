using System.Globalization;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// A call of a user method (or operator) while a definition is evaluated: arguments by parameter name. Values are nodes, arrays of
/// nodes, <see cref="Dim"/>s and arrays of them, <see cref="Axis"/>es and arrays of integers, numbers, bools.
/// </summary>
public sealed class OpCall(Graph graph, Op op, DType? typeArgument, IReadOnlyDictionary<string, object?> arguments)
{
    public Graph Graph { get; } = graph;

    public Op Op { get; } = op;

    /// <summary>The element type that the call's type argument names (<c>Cast&lt;float&gt;</c>, <c>Zeros&lt;double&gt;</c>).</summary>
    public DType? TypeArgument { get; } = typeArgument;

    public bool Has(string name) => arguments.TryGetValue(name, out object? value) && value is not null;

    public object? this[string name] => arguments.TryGetValue(name, out object? value) ? value : null;

    /// <summary>A tensor argument; a number becomes a constant of the call's element type.</summary>
    public Node Node(string name) => ToNode(this[name], TypeArgument);

    public Node[] Nodes(string name) => [.. ((IEnumerable<object?>)this[name]!).Select(v => ToNode(v, TypeArgument))];

    /// <summary>Tensor arguments of one element type: numbers take the element type of the tensors beside them.</summary>
    public Node[] Operands(params string[] names)
    {
        DType? dtype = names.Select(n => (this[n] as Node)?.DType).FirstOrDefault(d => d is not null) ?? TypeArgument;
        return [.. names.Select(n => ToNode(this[n], dtype))];
    }

    /// <summary>A build-time number, or what it is when the argument is absent.</summary>
    public double Number(string name, double otherwise) => this[name] switch
    {
        null => otherwise,
        ConstantValue number => number.ToDouble(),
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        var other => throw new InvalidOperationException($"{Op.Name}: {name} is a {other.GetType().Name}"),
    };

    public bool Flag(string name) => this[name] is true;

    /// <summary>The axes named by an Axis or int[] argument, from 0, checked against the rank; null when the argument is absent.</summary>
    public int[]? Axes(string name, int rank) => this[name] switch
    {
        null => null,
        Axis axis => [axis.Resolve(Calls.Subject(Graph, Op), rank)],
        int axis => [new Axis(axis).Resolve(Calls.Subject(Graph, Op), rank)],
        int[] axes => [.. axes.Select(a => new Axis(a).Resolve(Calls.Subject(Graph, Op), rank))],
        var other => throw new InvalidOperationException($"{Op.Name}: {name} is a {other.GetType().Name}"),
    };

    /// <summary>A build-time integer.</summary>
    public int Integer(string name, int absent) => this[name] switch
    {
        null => absent,
        ConstantValue constant => checked((int)constant.ToDouble()),
        var value => System.Convert.ToInt32(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A size.</summary>
    public Dim Dim(string name) => ToDim(this[name]);

    /// <summary>Sizes, outermost first.</summary>
    public Dim[] Dims(string name) => this[name] as Dim[] ?? [.. ((System.Collections.IEnumerable)this[name]!).Cast<object?>().Select(ToDim)];

    /// <summary>A size from what a call holds for it.</summary>
    public Dim ToDim(object? value) => value switch
    {
        Dim dim => dim,
        int size => size,
        long size => size,
        ConstantValue size => checked((long)size.ToDouble()),
        _ => throw new InvalidOperationException($"{Op.Name}: not a size: {value ?? "null"}"),
    };

    private Node ToNode(object? value, DType? dtype) => value switch
    {
        Node node => node,
        ConstantValue constant => Sources.NewConstant(Graph, dtype is null || dtype == constant.DType ? constant : Convert(constant, dtype.Value)),
        Dim dim => Sources.NewSize(Graph, dim),
        // An option that may also be a tensor: a slope, a scale.
        double number => ToNode(ConstantValue.Of(number), dtype),
        _ => throw new InvalidOperationException($"{Op.Name}: not a tensor argument: {value ?? "null"}"),
    };

    private ConstantValue Convert(ConstantValue constant, DType dtype) =>
        constant.DType.IsFloating() && !dtype.IsFloating() ? throw new GraphException(DiagnosticRules.NumberDoesNotFit, Calls.Subject(Graph, Op), constant, dtype.CSharpName())
        : constant.DType.IsFloating() ? ConstantValue.From(dtype, constant.ToDouble()) : ConstantValue.FromInteger(dtype, constant.Bits);
}

/// <summary>An axis as the user writes it: <c>1</c>, <c>-1</c> or <c>^1</c>.</summary>
public readonly record struct Axis(int Value, bool FromEnd = false)
{
    /// <summary>The axis counted from 0.</summary>
    /// <exception cref="GraphException">There is no such axis.</exception>
    public int Resolve(string subject, int rank)
    {
        int axis = FromEnd ? rank - Value : Value < 0 ? rank + Value : Value;
        return axis >= 0 && axis < rank
            ? axis
            : throw new GraphException(DiagnosticRules.AxisOutOfRange, subject, FromEnd ? "^" + Value : Value.ToString(CultureInfo.InvariantCulture), $"of rank {rank}", -rank, rank - 1);
    }
}
