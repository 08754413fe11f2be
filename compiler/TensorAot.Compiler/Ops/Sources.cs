using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>What an input is bound to.</summary>
public enum InputKind
{
    /// <summary>A parameter of the function.</summary>
    Parameter,

    /// <summary>Shared state of the instance.</summary>
    Shared,
}

/// <summary>The attribute of <see cref="Sources.Input"/>.</summary>
/// <param name="Name">The parameter's name, or the path to the state from <c>this</c> (<c>layers[0].W</c>).</param>
/// <param name="Kind">Parameter or shared state.</param>
/// <param name="Type">Its type.</param>
public sealed record InputAttribute(string Name, InputKind Kind, TensorType Type)
{
    public override string ToString() => Name;
}

/// <summary>The attribute of <see cref="Sources.Constant"/>.</summary>
public sealed record ConstantAttribute(ConstantValue Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>The attribute of <see cref="Sources.Size"/>: a size, as a number of an element type.</summary>
public sealed record SizeAttribute(Dim Dim, DType DType)
{
    public override string ToString() => Dim.ToString();
}

/// <summary>The attribute of <see cref="Sources.Iota"/>: a vector 0, 1, 2, ... of a length.</summary>
public sealed record IotaAttribute(DType DType, Dim Length)
{
    public override string ToString() => Length.ToString();
}

/// <summary>The attribute of <see cref="Sources.Variable"/>.</summary>
/// <param name="Id">A number of its own in its graph.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Type">Its type.</param>
public sealed record VariableAttribute(int Id, string Name, TensorType Type)
{
    public override string ToString() => Name;
}

/// <summary>The leaves of a graph.</summary>
public static class Sources
{
    public static readonly Op Input = new("Input", OpKind.Source)
    {
        Doc = "A parameter of the function or shared state.",
        Type = r => ((InputAttribute)r.Attribute!).Type,
        Reference = r => throw new InvalidOperationException($"{r.Node}: the value of an input is given, not computed"),
        NoGradient = "it is a leaf",
        Samples = s => [s.Input(2, 3)],
    };

    public static readonly Op Variable = new("Variable", OpKind.Source)
    {
        Doc = "The parameter of a body: what a loop binds at each step, or what a batch binds to its examples.",
        DTypes = [],
        Type = r => ((VariableAttribute)r.Attribute!).Type,
        Reference = r => throw new InvalidOperationException($"{r.Node}: the value of a variable is bound by its loop"),
        NoGradient = "it is a leaf",
        Samples = _ => [],
    };

    public static readonly Op Constant = new("Constant", OpKind.Source)
    {
        Doc = "A number that is known at build time, as a scalar.",
        Type = r => TensorType.Scalar(((ConstantAttribute)r.Attribute!).Value.DType),
        Reference = r => NdArray.Scalar(((ConstantAttribute)r.Node.Attribute!).Value.ToDouble()),
        NoGradient = "it is a constant",
        Samples = s => [NewConstant(s.Graph, ConstantValue.From(s.DType, 1))],
    };

    public static readonly Op Size = new("Size", OpKind.Source)
    {
        Doc = "A size as a scalar.",
        DTypes = DTypes.Numbers,
        Type = r =>
        {
            DType dtype = ((SizeAttribute)r.Attribute!).DType;
            TypeRules.RequireDType(r, dtype, r.Op.DTypes);
            return TensorType.Scalar(dtype);
        },
        Reference = r => NdArray.Scalar(ConstantValue.From(r.Node.DType, ((SizeAttribute)r.Node.Attribute!).Dim.Evaluate(r.Size)).ToDouble()),
        NoGradient = "a size does not vary",
        Samples = s => [NewSize(s.Graph, Dim.Symbol("n"), s.DType)],
    };

    public static readonly Op Iota = new("Iota", OpKind.Elementwise)
    {
        Doc = "The vector 0, 1, ..., n-1: an element is its own index.",
        Type = r =>
        {
            var attribute = (IotaAttribute)r.Attribute!;
            TypeRules.RequireDType(r, attribute.DType, r.Op.DTypes);
            return new TensorType(attribute.DType, Shape.Of(attribute.Length));
        },
        Reference = r => NdArray.Generate(r.Shape, i => i[0]),
        NoGradient = "it is a constant",
        DTypes = DTypes.Numbers,
        Code = new ElementCode("Iota", IsOperator: false, Cost: 2),
        Samples = s => [NewIota(s.Graph, s.DType, 5)],
    };

    public static Node NewInput(Graph graph, string name, TensorType type, InputKind kind = InputKind.Parameter)
    {
        Node node = graph.Add(Input, new InputAttribute(name, kind, type));
        graph.Name(node, name);
        return node;
    }

    /// <summary>A new parameter of a body.</summary>
    public static Node NewVariable(Graph graph, string name, TensorType type) =>
        graph.Add(Variable, new VariableAttribute(graph.NewVariable(), name, type));

    public static Node NewConstant(Graph graph, ConstantValue value) => graph.Add(Constant, new ConstantAttribute(value));

    /// <summary>
    /// The size as a scalar, an int unless another element type is asked for: a constant where it is known. That a product of sizes is
    /// an int is checked at entry.
    /// </summary>
    /// <exception cref="GraphException">It is known to be no int.</exception>
    public static Node NewSize(Graph graph, Dim dim, DType dtype = DType.Int32)
    {
        if (dtype == DType.Int32 && !graph.Constraints.TryRequireAtMost(dim, int.MaxValue, graph.Source))
            throw new GraphException(DiagnosticRules.ConstantDoesNotFit, Calls.Subject(graph, Size), graph.Constraints.Resolve(dim), "int");
        return graph.Constraints.Resolve(dim).Constant is not { } value ? graph.Add(Size, new SizeAttribute(dim, dtype))
            : NewConstant(graph, ConstantValue.FromInteger(dtype, value));
    }

    /// <summary>The vector 0, 1, ..., <paramref name="length"/> - 1.</summary>
    public static Node NewIota(Graph graph, DType dtype, Dim length) => graph.Add(Iota, new IotaAttribute(dtype, length));

    /// <summary>The constant's value when the node is one.</summary>
    public static ConstantValue? ConstantOf(Node node) => (node.Attribute as ConstantAttribute)?.Value;

    /// <summary>The size that a scalar made from one holds.</summary>
    internal static Dim SizeOf(Node node) => node.Attribute switch
    {
        SizeAttribute size => size.Dim,
        ConstantAttribute constant => constant.Value.Bits,
        _ => node.Op == Conversion.Cast ? SizeOf(node.Inputs[0]) : throw new InvalidOperationException($"{node} is not a size"),
    };
}
