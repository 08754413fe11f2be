using System.Text;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Programs;

/// <summary>
/// An elementwise function as a straight-line program in static single assignment: the one definition from which the C# vector
/// function, its scalar twin, the CUDA device function and the interpreter's bits all come.
/// </summary>
/// <remarks>All values of a program have the same width, so a vector of arguments becomes a vector of results, lane by lane.</remarks>
public sealed class Program
{
    internal Program(string name, string summary, DType dtype, double ulpBound, IReadOnlyList<string> parameters, Instruction[] instructions)
    {
        Name = name;
        Summary = summary;
        DType = dtype;
        UlpBound = ulpBound;
        Parameters = parameters;
        Steps = instructions;
    }

    /// <summary>The function's name in every language: <c>Exp</c>.</summary>
    public string Name { get; }

    /// <summary>What it computes and how well, one sentence or two, for the documentation of the printed function.</summary>
    public string Summary { get; }

    /// <summary>The type of every argument and of the result.</summary>
    public DType DType { get; }

    /// <summary>The error that results may have, in units in the last place: what tests hold it to and docs/accuracy.md shows beside what is measured.</summary>
    public double UlpBound { get; }

    /// <summary>Another program for large arguments, or null: it costs what a call costs, and only where there are such arguments.</summary>
    public Rare? Rare { get; init; }

    /// <summary>The names of the arguments, in order.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The steps, each after its operands; the last one is the result.</summary>
    public IReadOnlyList<Instruction> Instructions => Steps;

    /// <summary><see cref="Instructions"/> for the interpreter.</summary>
    internal Instruction[] Steps { get; }

    /// <summary>The type that <see cref="DType"/> has in a register.</summary>
    public LaneType LaneType => DType.ToLaneType()!.Value;

    /// <summary>The instructions that become work in a vector register: all but arguments, constants and bit casts.</summary>
    public int OperationCount =>
        Instructions.Count(i => i.Opcode is not (Opcode.Argument or Opcode.Constant or Opcode.Bitcast));

    /// <summary>The name of the function that <see cref="Rare"/> becomes.</summary>
    public string RareName => Name + "OfLarge";

    /// <summary>One line per instruction, for dumps and tests.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Name).Append(' ').Append(DType.CSharpName()).Append('\n');
        for (int i = 0; i < Instructions.Count; i++)
        {
            var step = Instructions[i];
            text.Append("  %").Append(i).Append(" = ").Append(step.Opcode).Append(' ').Append(step.Type);
            foreach (int operand in step.Operands) text.Append(" %").Append(operand);
            if (step.Opcode.IsShift() || step.Opcode is Opcode.Argument or Opcode.Constant)
                text.Append(" 0x").Append(step.Bits.ToString("X", System.Globalization.CultureInfo.InvariantCulture));
            text.Append(step.Name is null ? "" : "  // " + step.Name).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>What a function does with arguments that are larger than the rest of its program can take.</summary>
/// <param name="Limit">The largest magnitude that the function's own program takes.</param>
/// <param name="Function">The program for larger ones, over double; a float is widened and the result rounded.</param>
public sealed record Rare(double Limit, Program Function);
