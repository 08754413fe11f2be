using System.Globalization;

namespace TensorAot.Compiler.Programs.Printing;

/// <summary>
/// Which instructions of a program become statements and which are written inside the one that uses them, and the variable of each
/// statement: a name is given again as soon as its value is dead, so that a kernel that inlines the function has few locals. The JIT
/// inlines no method with more than 32 locals (measured), so a program has at most 16 names: one with more values gives dead names to others.
/// </summary>
internal sealed class StatementPlan
{
    /// <summary>More work than this is not nested into another expression: the two halves of a pair interleave by statements.</summary>
    private const int MaximumNestedWork = 2;

    /// <summary>The names that a program may keep: a pair has two locals for each.</summary>
    private const int MostNames = 16;

    private readonly Program _program;
    private readonly int[] _lastUse;
    private readonly bool[] _isNested;

    public StatementPlan(Program program)
    {
        _program = program;
        _lastUse = new int[program.Instructions.Count];
        _isNested = new bool[program.Instructions.Count];
        Variables = new string[program.Instructions.Count];
        DecideNesting();
        FindLastUses();
        AssignVariables(int.MaxValue);
        for (int fresh = MostNames; Declarations.Count > MostNames && fresh > 0; fresh--)
            AssignVariables(fresh);
    }

    /// <summary>The variable of each statement and argument, by instruction; null for what is nested.</summary>
    public string?[] Variables { get; }

    /// <summary>The instructions that are statements, in order; the last one is the result.</summary>
    public List<int> Statements { get; } = [];

    /// <summary>The statements that are the first to write their variable.</summary>
    public HashSet<int> Declarations { get; } = [];

    private void DecideNesting()
    {
        var steps = _program.Instructions;
        int[] uses = new int[steps.Count];
        foreach (int operand in steps.SelectMany(s => s.Operands)) uses[operand]++;
        int[] work = new int[steps.Count];
        for (int i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            work[i] = step.Operands.Where(o => _isNested[o]).Sum(o => work[o])
                + (step.Opcode is Opcode.Constant or Opcode.Bitcast or Opcode.Argument ? 0 : 1);
            bool isResult = i == steps.Count - 1;
            _isNested[i] = step.Opcode == Opcode.Constant
                || (!isResult && uses[i] == 1 && step.Name is null && work[i] <= MaximumNestedWork)
                || (!isResult && step.Opcode == Opcode.Bitcast && step.Name is null);
            if (!_isNested[i] && step.Opcode != Opcode.Argument) Statements.Add(i);
        }
    }

    private void FindLastUses()
    {
        foreach (int statement in Statements) MarkUses(statement, statement);
    }

    private void MarkUses(int instruction, int statement)
    {
        foreach (int operand in _program.Instructions[instruction].Operands)
        {
            if (_isNested[operand]) MarkUses(operand, statement);
            else _lastUse[operand] = statement;
        }
    }

    /// <summary>Names every statement; after <paramref name="fresh"/> names, one whose value is dead is given again before a new one is made.</summary>
    private void AssignVariables(int fresh)
    {
        Declarations.Clear();
        var taken = new Dictionary<string, (LaneType Type, int Until)>();
        for (int i = 0; i < _program.Instructions.Count; i++)
        {
            var step = _program.Instructions[i];
            if (_isNested[i]) continue;
            if (step.Opcode == Opcode.Argument)
            {
                Variables[i] = step.Name;
                taken.Add(step.Name!, (step.Type, int.MaxValue));
                continue;
            }

            Variables[i] = FreeName(taken, step, i, Declarations.Count >= fresh);
            if (!taken.ContainsKey(Variables[i]!)) Declarations.Add(i);
            taken[Variables[i]!] = (step.Type, _lastUse[i]);
        }
    }

    /// <summary>The step's own name, or one that is free.</summary>
    private static string FreeName(Dictionary<string, (LaneType Type, int Until)> taken, Instruction step, int position, bool reuse)
    {
        string name = step.Name ?? "v";
        if (reuse && !taken.ContainsKey(name)
            && taken.FirstOrDefault(t => t.Value.Type == step.Type && t.Value.Until <= position) is { Key: { } dead })
            return dead;
        for (int suffix = 1; ; suffix++)
        {
            string candidate = suffix == 1 ? name : name + suffix.ToString(CultureInfo.InvariantCulture);
            if (!taken.TryGetValue(candidate, out var holder)) return candidate;
            if (holder.Type == step.Type && holder.Until <= position) return candidate;
        }
    }
}
