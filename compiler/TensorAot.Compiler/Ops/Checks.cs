using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The attribute of <see cref="Checks.Assert"/> and <see cref="Checks.CheckFinite"/>: what the user wants to be told.</summary>
public sealed record MessageAttribute(string Text)
{
    public override string ToString() => $"\"{Text}\"";
}

/// <summary>
/// Checks and prints. Each is its first input, so it acts when, and only when, its value is used: a result, an update or another value
/// needs it. They carry a counter, so that two are never merged into one. A rule that no longer needs the value (0 * x) leaves a print out
/// with it, and does not apply to a check.
/// </summary>
public static class Checks
{
    public static readonly Op Assert = new("Assert", OpKind.View)
    {
        Doc = "x itself, after a check that every element of a bool tensor is true; otherwise a GraphCheckException with the message, before any result or state is written. Gradients pass unchanged.",
        Type = r =>
        {
            TypeRules.RequireDType(r, r.Inputs[1].DType, DTypes.Boolean);
            return r.Inputs[0];
        },
        Reference = r => r.Inputs[0],
        Gradient = r => [r.Gradient, null],
        Tangent = r => r.Tangents[0],
        Batch = r => r.Graph.Add(r.Output.Op, r.Output.Attribute, r.Batched(0), r.Inputs[1]),
        Build = c => c.Graph.Add(c.Op, Message(c), c.Node("x"), c.Node("condition")),
        View = (_, index) => index,
        HasEffect = true,
        CanFail = true,
        Check = new CheckCode(CheckKind.IsTrue, 1, Message: MessageOf),
        Samples = s =>
        [
            .. new[] { s.Input(2, 3), s.Input(), s.Input(0, 3) }.Select(x => s.Graph.Add(Assert!, new MessageAttribute("x is x"), x, Equal(x, x))),
        ],
    };

    public static readonly Op CheckFinite = new("CheckFinite", OpKind.View)
    {
        Doc = "x itself, after a check that no element is NaN or infinite; otherwise a GraphCheckException, before any result or state is written. Gradients pass unchanged.",
        Type = TypeRules.Same,
        DTypes = DTypes.Floating,
        Reference = r => r.Inputs[0],
        Gradient = r => [r.Gradient],
        Tangent = r => r.Tangents[0],
        Batch = BatchRules.Same,
        Build = c => c.Graph.Add(c.Op, Message(c), c.Node("x")),
        View = (_, index) => index,
        HasEffect = true,
        CanFail = true,
        Check = new CheckCode(CheckKind.IsFinite, 0, Message: MessageOf),
        Samples = s => s.Unary(CheckFinite!),
    };

    public static readonly Op Print = new("Print", OpKind.View)
    {
        Doc = "x itself, whose label, type, shape, minimum, maximum and mean are printed when it has been computed, with its elements if asked. Gradients pass unchanged.",
        Type = TypeRules.Same,
        Reference = r => r.Inputs[0],
        Gradient = r => [r.Gradient],
        Tangent = r => r.Tangents[0],
        Batch = BatchRules.Same,
        Build = c => c.Graph.Add(c.Op, new PrintAttribute(c["label"] as string ?? "", c.Flag("elements")), c.Node("x")),
        View = (_, index) => index,
        HasEffect = true,
        Samples = s => [.. new[] { s.Input(2, 3), s.Input(), s.Input(0, 3) }.Select((x, i) => s.Graph.Add(Print!, new PrintAttribute("x", i == 0), x))],
    };

    private static MessageAttribute Message(OpCall call) => new(call["message"] as string ?? "");

    private static string? MessageOf(Node check) => check.Attribute is MessageAttribute { Text: { Length: > 0 } text } ? text : null;
}
