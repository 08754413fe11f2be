using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Programs;

/// <summary>Collects the instructions of one program. Equal steps become one, unused ones are left out.</summary>
public sealed class ProgramBuilder
{
    private readonly string _name;
    private readonly string _summary;
    private readonly DType _dtype;
    private readonly double _ulpBound;
    private readonly List<string> _parameters = [];
    private readonly List<Instruction> _steps = [];
    private readonly Dictionary<(Opcode, LaneType, int, int, int, long), int> _numbers = [];

    /// <summary>Starts a program over one element type.</summary>
    public ProgramBuilder(string name, DType dtype, string summary, double ulpBound = 0.5)
    {
        _name = name;
        _summary = summary;
        _dtype = dtype;
        _ulpBound = ulpBound;
        LaneType = dtype.ToLaneType() ?? throw new ArgumentException($"{dtype} has no lanes", nameof(dtype));
        Format = LaneType.ByteSize() == 4 ? FloatFormat.Single : FloatFormat.Double;
    }

    /// <summary>The type of arguments and result.</summary>
    public LaneType LaneType { get; }

    /// <summary>The floating format of the program's width.</summary>
    public FloatFormat Format { get; }

    /// <summary>Declares the next argument.</summary>
    public Value Argument(string name)
    {
        _parameters.Add(name);
        return Add(new Instruction(Opcode.Argument, LaneType, [], _parameters.Count - 1, name));
    }

    /// <summary>The finished program: the steps that the result needs, in order.</summary>
    public Program Build(Value result, Rare? rare = null)
    {
        int last = Resolve(result, LaneType).Number;
        bool[] used = new bool[_steps.Count];
        used[last] = true;
        for (int i = last; i >= 0; i--)
        {
            if (!used[i]) continue;
            foreach (int operand in _steps[i].Operands) used[operand] = true;
        }

        int[] renumbered = new int[_steps.Count];
        var kept = new List<Instruction>();
        for (int i = 0; i <= last; i++)
        {
            var step = _steps[i];
            if (!used[i] && step.Opcode != Opcode.Argument) continue;
            renumbered[i] = kept.Count;
            kept.Add(new Instruction(step.Opcode, step.Type, [.. step.Operands.Select(o => renumbered[o])], step.Bits, step.Name));
        }

        return new Program(_name, _summary, _dtype, _ulpBound, _parameters, [.. kept]) { Rare = rare };
    }

    internal LaneType TypeOf(int number) => _steps[number].Type;

    internal void Name(int number, string name)
    {
        var step = _steps[number];
        if (step.Name is null) _steps[number] = new Instruction(step.Opcode, step.Type, [.. step.Operands], step.Bits, name);
    }

    internal static Value Emit(Opcode opcode, Value a)
    {
        var type = opcode switch
        {
            Opcode.Bitcast when a.Type.IsFloating() => a.Type.ToInteger(),
            Opcode.Bitcast or Opcode.ToFloating => Require(a, a.Type.IsInteger(), opcode).Type.ToFloating(),
            Opcode.ToInteger => Require(a, a.Type.IsFloating(), opcode).Type.ToInteger(),
            Opcode.Not => Require(a, !a.Type.IsFloating(), opcode).Type,
            Opcode.Negate => Require(a, a.Type != LaneType.Mask, opcode).Type,
            _ => Require(a, a.Type.IsFloating(), opcode).Type,
        };
        return a.Builder.Add(new Instruction(opcode, type, [a.Number], 0, null));
    }

    internal static Value Emit(Opcode opcode, Value a, Value b)
    {
        var builder = a.IsLiteral ? b.Builder : a.Builder;
        var type = a.IsLiteral ? b.Type : a.Type;
        (a, b) = (builder.Resolve(a, type), builder.Resolve(b, type));
        bool allowed = opcode switch
        {
            Opcode.Divide or Opcode.Scale or Opcode.ScaleDown => type.IsFloating(),
            Opcode.And or Opcode.Or or Opcode.Xor => !type.IsFloating(),
            _ => type != LaneType.Mask,
        };
        Require(a, allowed, opcode);
        return builder.Add(new Instruction(opcode, opcode.IsComparison() ? LaneType.Mask : type, [a.Number, b.Number], 0, null));
    }

    internal static Value Emit(Opcode opcode, Value a, Value b, Value c)
    {
        var typed = opcode == Opcode.Select || a.IsLiteral ? (b.IsLiteral ? c : b) : a;
        // A choice between two literals has the program's own type.
        var builder = typed.IsLiteral ? a.Builder : typed.Builder;
        var type = typed.IsLiteral ? builder.LaneType : typed.Type;
        a = opcode == Opcode.Select ? Require(a, a.Type == LaneType.Mask, opcode) : builder.Resolve(a, type);
        (b, c) = (builder.Resolve(b, type), builder.Resolve(c, type));
        Require(b, opcode == Opcode.Select || type.IsFloating(), opcode);
        return builder.Add(new Instruction(opcode, type, [a.Number, b.Number, c.Number], 0, null));
    }

    internal static Value EmitShift(Opcode opcode, Value a, int bits)
    {
        Require(a, a.Type.IsInteger() && bits > 0 && bits < 8 * a.Type.ByteSize(), opcode);
        return a.Builder.Add(new Instruction(opcode, a.Type, [a.Number], bits, null));
    }

    internal static Value EmitLookup(Table table, Value index)
    {
        Require(index, index.Type == LaneType.Int64, Opcode.Lookup);
        int number = Enumerable.Range(0, Table.All.Count).First(i => Table.All[i] == table);
        return index.Builder.Add(new Instruction(Opcode.Lookup, LaneType.Float64, [index.Number], number, null));
    }

    private static Value Require(Value a, bool condition, Opcode opcode) =>
        condition ? a : throw new InvalidOperationException($"{opcode} does not take {a.Type}");

    private Value Resolve(Value value, LaneType type)
    {
        if (value.IsLiteral) return Add(new Instruction(Opcode.Constant, type, [], value.LiteralBits(type), null));
        if (value.Builder != this) throw new InvalidOperationException("a value of another program");
        return value.Type == type ? value : throw new InvalidOperationException($"{value.Type} where {type} was expected");
    }

    private Value Add(Instruction step)
    {
        var o = step.Operands;
        var key = (step.Opcode, step.Type, o.Count > 0 ? o[0] : -1, o.Count > 1 ? o[1] : -1, o.Count > 2 ? o[2] : -1, step.Bits);
        if (!_numbers.TryGetValue(key, out int number))
        {
            number = _steps.Count;
            _numbers.Add(key, number);
            _steps.Add(step);
        }

        return new Value(this, number);
    }
}
