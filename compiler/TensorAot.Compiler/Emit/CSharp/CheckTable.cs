using System.Globalization;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>The numbers of what a checked function stores and writes, and the table of it that its messages are made from.</summary>
internal sealed class CheckTable
{
    private readonly Dictionary<Storage, int> _numbers = [];
    private readonly Schedule _schedule;
    private readonly List<string> _writes = [];
    private readonly HashSet<Storage> _updated;

    public CheckTable(string function, FunctionChecks checks, Schedule schedule)
    {
        (Function, Checks, _schedule) = (function, checks, schedule);
        foreach (Storage storage in schedule.Parameters.Concat(schedule.States.Select(s => s.Storage)).Concat(schedule.Outputs).Concat(schedule.Temporaries))
            if (!_numbers.ContainsKey(storage))
                _numbers[storage] = _numbers.Count;
        _updated = [.. schedule.States.Where(s => schedule.Function.Updates.Any(u => u.State.Path == s.State.Path)).Select(s => s.Storage)];
    }

    /// <summary>The name of the function in messages.</summary>
    public string Function { get; }

    public FunctionChecks Checks { get; }

    /// <summary>Whether numbers are looked at.</summary>
    public bool ChecksNumbers => (Checks & (FunctionChecks.NaN | FunctionChecks.Infinity)) != 0;

    /// <summary>Whether memory is.</summary>
    public bool ChecksMemory => (Checks & FunctionChecks.Bounds) != 0;

    public string NumberOf(Storage storage) => Text(_numbers[storage]);

    /// <summary>The user's expression in a storage; its name where there is none.</summary>
    public string ExpressionOf(Storage storage) => _schedule.Expressions.TryGetValue(storage, out string? expression) ? expression : storage.Name;

    /// <summary>The number of a new entry for what a step writes.</summary>
    public string Add(Step step, Storage target)
    {
        Storage[] reads = [.. Reads(step).Distinct()];
        IEnumerable<Storage> same = SamePlace(step, target).Where(reads.Contains).Distinct();
        string expression = _schedule.Expressions.TryGetValue(target, out string? source) ? source : step.Comments.Count > 0 ? step.Comments[step.Comments.Count - 1] : target.Name;
        _writes.Add($"new({NumberOf(target)}, {Literals.Of(expression)}, {Numbers(reads)}, {Numbers(same)}{(IsGiven(step) ? ", true" : "")})");
        return Text(_writes.Count - 1);
    }

    /// <summary>Prints the table, when all entries are there.</summary>
    public void Emit(CSharpWriter writer)
    {
        writer.Line($"private static readonly global::TensorAot.Runtime.CheckedFunction s_checked = new({Literals.Of(Function)}, {Flags()},");
        writer.Line("[");
        foreach (Storage storage in _numbers.OrderBy(n => n.Value).Select(n => n.Key))
            writer.Line($"    new({Literals.Of(NameOf(storage))}, global::TensorAot.Runtime.CheckedRole.{RoleOf(storage)}),");
        writer.Line("],");
        writer.Line("[");
        foreach (string write in _writes)
            writer.Line($"    {write},");
        writer.Line("]);");
    }

    private string Flags() => string.Join(" | ", Checks.Names().Select(c => "global::TensorAot.Checks." + c));

    private string NameOf(Storage storage) => storage.Role switch
    {
        StorageRole.State => _schedule.States.First(s => s.Storage == storage).State.Path,
        StorageRole.Parameter => _schedule.Function.Parameters[_schedule.Parameters.ToList().IndexOf(storage)].Name,
        StorageRole.Output => _schedule.Function.Outputs[_schedule.Outputs.ToList().IndexOf(storage)].Name,
        _ => ExpressionOf(storage),
    };

    private string RoleOf(Storage storage) => storage.Role switch
    {
        StorageRole.Parameter => "Argument",
        StorageRole.State => _updated.Contains(storage) ? "Update" : "State",
        StorageRole.Output => "Result",
        _ => "Temporary",
    };

    /// <summary>What a step computes with; a fold's own target is none of it.</summary>
    private static IEnumerable<Storage> Reads(Step step) => step is LoopStep loop ? loop.Kernel.Values.OfType<LoadTerm>().Select(l => l.Storage) : step.Reads;

    /// <summary>Scalars, and what a loop reads where it writes.</summary>
    private static IEnumerable<Storage> SamePlace(Step step, Storage target)
    {
        IEnumerable<Storage> scalars = Reads(step).Where(s => s.IsScalar && s.DType.IsFloating());
        StoreStatement? store = (step as LoopStep)?.Kernel.Sweeps.SelectMany(s => s.Stores).FirstOrDefault(s => s.Storage == target && s.FoldWith is null);
        return store is null ? scalars : scalars.Concat(ValueWalker.Distinct([store.Value]).OfType<LoadTerm>()
            .Where(l => l.Dynamic.Count == 0 && l.At == store.At && l.DType.IsFloating() && l.Storage.Type.Shape == target.Type.Shape).Select(l => l.Storage));
    }

    /// <summary>Whether a step has a number from the definition that is not finite.</summary>
    private static bool IsGiven(Step step)
    {
        IEnumerable<Value> values = step switch
        {
            LoopStep loop => loop.Kernel.Values,
            ScalarStep scalar => ValueWalker.Distinct([scalar.Value]),
            _ => [],
        };
        return values.OfType<ConstantTerm>().Any(c => c.DType.IsFloating() && c.Value.ToDouble() is var number && (double.IsNaN(number) || double.IsInfinity(number)));
    }

    private string Numbers(IEnumerable<Storage> storages) => "[" + string.Join(", ", storages.Select(NumberOf)) + "]";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
