using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>Elementwise functions that are formulas of other ops: macros with samples of the usual forms.</summary>
internal static class Formulas
{
    /// <summary>A function of x.</summary>
    /// <param name="name">The name of op and method.</param>
    /// <param name="doc">Its documentation.</param>
    /// <param name="dtypes">The element types that it takes.</param>
    /// <param name="formula">The nodes.</param>
    /// <param name="expected">The value by an independent formula.</param>
    /// <param name="domain">Where tests sample.</param>
    public static Op Unary(string name, string doc, EquatableArray<DType> dtypes, Func<Node, Node> formula, Func<double, double> expected, params (double Low, double High)[] domain) =>
        Macro(name, doc, dtypes, ["x"], v => formula(v[0]), s => s.ExpectUnary(formula, expected), domain);

    /// <summary>A function of a and b.</summary>
    public static Op Binary(string name, string doc, EquatableArray<DType> dtypes, Func<Node, Node, Node> formula, Func<double, double, double> expected, params (double Low, double High)[] domain) =>
        Macro(name, doc, dtypes, ["a", "b"], v => formula(v[0], v[1]), s => s.ExpectBinary(formula, expected), domain);

    /// <summary>A function of operands of one element type.</summary>
    public static Op Macro(string name, string doc, EquatableArray<DType> dtypes, string[] operands, Func<Node[], Node> formula, Func<OpSamples, IEnumerable<Node>> samples, params (double Low, double High)[] domain) =>
        Macro(name, doc, dtypes, call => formula(Operands(call, operands)), samples, domain);

    /// <summary>A macro with a domain for its samples.</summary>
    public static Op Macro(string name, string doc, EquatableArray<DType> dtypes, Func<OpCall, Node> build, Func<OpSamples, IEnumerable<Node>> samples, params (double Low, double High)[] domain) =>
        new(name, OpKind.Macro)
        {
            Doc = doc,
            Type = r => throw new InvalidOperationException($"{r.Op.Name} is built from other ops"),
            Reference = r => throw new InvalidOperationException($"{r.Node.Op.Name} is built from other ops"),
            Build = build,
            // Each step of a formula rounds, and differences near zero show it.
            UlpBound = 16,
            DTypes = dtypes,
            Domain = domain.Length == 0 ? [(-4, 4)] : domain.ToEquatableArray(),
            Samples = samples,
        };

    /// <summary>The operands of a call, of one element type that the op takes and of shapes that broadcast.</summary>
    public static Node[] Operands(OpCall call, params string[] names)
    {
        Node[] operands = call.Operands(names);
        TypeRules.Elementwise(new TypeRequest(call.Graph, call.Op, operands.Select(o => o.Type).ToEquatableArray(), null));
        return operands;
    }

    /// <summary>The samples of a function of one tensor: a matrix, a scalar, nothing, and more than a vector.</summary>
    public static IEnumerable<Node> UnaryOf(this OpSamples s, Func<Node, Node> function) =>
        [function(s.Input(2, 3)), function(s.Input()), function(s.Input(0, 3)), function(s.Input(17))];

    /// <summary>As <see cref="UnaryOf"/>, with the values that they must have.</summary>
    public static IEnumerable<Node> ExpectUnary(this OpSamples s, Func<Node, Node> function, Func<double, double> expected) =>
        [.. s.UnaryOf(function).Select(n => s.Expect(n, v => Map(n, v, e => expected(e[0]))))];

    /// <summary>The samples of a function of two tensors, with the values that they must have.</summary>
    public static IEnumerable<Node> ExpectBinary(this OpSamples s, Func<Node, Node, Node> function, Func<double, double, double> expected) =>
    [
        .. new[]
        {
            function(s.Input(2, 3), s.Input(2, 3)), function(s.Input(), s.Input()), function(s.Input(2, 3), s.Input(3)),
            function(s.Input(2, 1), s.Input(1, 3)), function(s.Input(0, 3), s.Input(3)), function(s.Input(17), s.Input()),
        }.Select(n => s.Expect(n, v => Map(n, v, e => expected(e[0], e[1])))),
    ];

    private static NdArray Map(Node sample, NdArray[] inputs, Func<double[], double> formula) =>
        NdArray.Generate([.. sample.Shape.Dims.Select(d => (int)d.Constant!.Value)], index => formula([.. inputs.Select(x => x.AtBroadcast(index))]));
}
