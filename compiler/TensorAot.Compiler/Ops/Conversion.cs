using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>From one element type to another, and out of the gradient's way.</summary>
public static class Conversion
{
    public static readonly Op Cast = new("Cast", OpKind.Elementwise)
    {
        Doc = "Converts to another element type, elementwise. A float becomes an integer by truncation, saturating at the limits, NaN to 0; integers wrap; bool is 0 or 1; a number becomes true where it is not zero. The gradient passes between float and double and ends at other types.",
        Type = r => new TensorType(((CastAttribute)r.Attribute!).DType, r.Inputs[0].Shape),
        Reference = ReferenceFormulas.Elementwise((r, v) => Convert(v[0], r.Node.Inputs[0].DType, r.Node.DType)),
        Gradient = r => [r.Inputs[0].DType.IsFloating() && r.Output.DType.IsFloating() ? Cast(r.Gradient, r.Inputs[0].DType) : null],
        Tangent = r => r.Output.DType.IsFloating() ? Cast(r.Tangents[0]!, r.Output.DType) : null,
        Build = c => Cast(c.Node("x"), c.TypeArgument ?? throw new InvalidOperationException("Cast without an element type")),
        Code = new ElementCode("To", IsOperator: false, Cost: 2, FunctionFor: n => FunctionTo(n.DType)),
        Samples = s => DTypes.All.Select(to => s.Graph.Add(Cast!, new CastAttribute(to), s.Input(2, 3))),
    };

    public static readonly Op StopGradient = new("StopGradient", OpKind.View)
    {
        Doc = "x itself, taken as a constant by derivatives (Theano's consider_constant).",
        Type = TypeRules.Same,
        Reference = r => r.Inputs[0],
        Gradient = _ => [null],
        Tangent = _ => null,
        IsConstant = true,
        Batch = BatchRules.Same,
        Build = Calls.Unary,
        View = (_, index) => index,
        Samples = s => s.Unary(StopGradient!),
    };

    /// <summary><c>ToFloat</c>, <c>ToDouble</c>, <c>ToInt</c>, <c>ToLong</c>, <c>ToByte</c>, <c>ToBool</c>.</summary>
    public static string FunctionTo(DType dtype)
    {
        string name = dtype.CSharpName();
        return "To" + char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    private static double Convert(double value, DType from, DType to) => to switch
    {
        DType.Float64 => value,
        DType.Float32 => (float)value,
        DType.Bool => value != 0 ? 1 : 0,
        _ when !from.IsFloating() => ReferenceFormulas.Wrap(to, (long)value),
        _ when double.IsNaN(value) => 0,
        DType.Int32 => Math.Truncate(Math.Max(int.MinValue, Math.Min(int.MaxValue, value))),
        DType.UInt8 => Math.Truncate(Math.Max(byte.MinValue, Math.Min(byte.MaxValue, value))),
        _ => Math.Truncate(Math.Max(long.MinValue, Math.Min(long.MaxValue, value))),
    };
}
