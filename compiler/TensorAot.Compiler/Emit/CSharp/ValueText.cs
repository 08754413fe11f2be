using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints values as C# formulas. The text of a formula is the same for scalars and for pairs of vectors; what has been given a local
/// is printed as its name.
/// </summary>
/// <param name="address">How an element is loaded where it stands in a formula.</param>
/// <param name="size">How a size is printed.</param>
/// <param name="index">How an affine index is printed: as a scalar, or as a pair.</param>
internal sealed class ValueText(Func<LoadTerm, string> address, Func<Dim, string> size, Func<IndexTerm, string> index)
{
    private const int Atom = 100;
    private const int Unary = 90;

    private readonly Dictionary<Value, string> _locals = [];
    private readonly Func<Value, string, bool, string>? _spread;

    /// <summary>A body inside <paramref name="outer"/>: knows its locals.</summary>
    /// <param name="spread">How a value that does not move is written among vectors (value, text, whether it is a function's argument).</param>
    public ValueText(Func<LoadTerm, string> address, Func<Dim, string> size, Func<IndexTerm, string> index, ValueText outer, Func<Value, string, bool, string> spread)
        : this(address, size, index)
    {
        foreach (KeyValuePair<Value, string> local in outer._locals)
            _locals.Add(local.Key, local.Value);
        _spread = spread;
    }

    /// <summary>Whether the formulas work on pairs of vectors.</summary>
    public bool IsVector { get; init; }

    /// <summary>From now on the value is printed as a local.</summary>
    public void Define(Value value, string local) => _locals[value] = local;

    public bool IsDefined(Value value) => _locals.ContainsKey(value);

    public string Of(Value value) => Print(value).Text;

    private (string Text, int Precedence) Print(Value value) =>
        _locals.TryGetValue(value, out string? local) ? (local, Atom) : value switch
        {
            ConstantTerm constant => Literal(constant.Value),
            SizeTerm s => ($"({s.DType.CSharpName()})({size(s.Size)})", Unary),
            IndexTerm i => (index(i), Atom),
            LoadTerm load => (address(load), Atom),
            CallTerm call => Call(call),
            FoldTerm fold => (fold.Accumulator.Name, Atom),
            _ => throw new InvalidOperationException(value.GetType().Name),
        };

    private (string Text, int Precedence) Literal(ConstantValue constant)
    {
        string text = Literals.Of(constant);
        return (text, text[0] == '-' ? Unary : Atom);
    }

    private (string Text, int Precedence) Call(CallTerm call)
    {
        (string text, bool isOperator) = call.Op.Code!.For(call.Node);
        // A condition among vectors is a mask, not 0 or 1.
        if (!isOperator && call.Operands.Count == 1 && call.Operands[0].DType == DType.Bool && call.DType is not (DType.Bool or DType.UInt8))
            return ($"Select({Operand(call.Operands[0], true).Text}, {Number(call.DType, 1)}, {Number(call.DType, 0)})", Atom);
        if (!isOperator)
            return AsByte(call, ($"{text}({string.Join(", ", call.Operands.Select(o => Operand(o, true).Text))})", Atom));
        (string Text, int Precedence)[] operands = [.. call.Operands.Select(o => Operand(o, false))];
        if (operands.Length == 1)
            return AsByte(call, (text + Parenthesize(operands[0], Unary + 1), Unary));
        int precedence = Precedence(text);
        return AsByte(call, ($"{Parenthesize(operands[0], precedence)} {text} {Parenthesize(operands[1], precedence + 1)}", precedence));
    }

    /// <summary>A number as an argument: an integer is also a float to C#, so among vectors it says what it is.</summary>
    private string Number(DType dtype, int value) =>
        Literals.Of(ConstantValue.From(dtype, value)) is var literal && IsVector && dtype.IsInteger() ? ElementText.AsPair(dtype, literal) : literal;

    /// <summary>C# widens bytes to int in every operation.</summary>
    private static (string Text, int Precedence) AsByte(CallTerm call, (string Text, int Precedence) result) =>
        call.DType == DType.UInt8 ? ($"(byte)({result.Text})", Unary) : result;

    private (string Text, int Precedence) Operand(Value value, bool isArgument)
    {
        (string text, int precedence) = Print(value);
        string spread = _spread?.Invoke(value, text, isArgument) ?? text;
        return (spread, spread == text ? precedence : Unary);
    }

    private static string Parenthesize((string Text, int Precedence) operand, int least) =>
        operand.Precedence < least ? $"({operand.Text})" : operand.Text;

    private static int Precedence(string text) => text switch
    {
        "*" or "/" or "%" => 80,
        "+" or "-" => 70,
        "<<" or ">>" => 60,
        "&" => 40,
        "^" => 30,
        _ => 20,
    };
}
