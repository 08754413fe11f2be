using System.Text;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Generator.Tests.Documentation;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Compiler.Graphs.Dim;

/// <summary>Loops as text: one line for each value that a loop computes, and for what it stores and folds.</summary>
internal sealed class LoopPrinter
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<Value, string> _names = [];

    public static string Print(Schedule schedule)
    {
        LoopPrinter printer = new();
        foreach (LoopStep step in schedule.Steps.OfType<LoopStep>())
            printer.Print(step.Kernel);
        return printer._text.ToString();
    }

    private void Print(Kernel kernel)
    {
        string space = kernel.IsFlat ? "elements, flat" : "rows";
        _text.Append($"{kernel.Name}: {kernel.Items} {space}, cost of one {kernel.CostPerItem}\n");
        foreach (Sweep sweep in kernel.Sweeps)
            Print(sweep);
    }

    private void Print(Sweep sweep)
    {
        string[] counters = [.. Enumerable.Range(0, sweep.RowRank).Select(i => "r" + i), .. sweep.Middle.Select((_, i) => "m" + i), "i"];
        string middle = string.Concat(sweep.Middle.Select((size, i) => $"m{i} < {size}, "));
        _text.Append($"  sweep {middle}i < {sweep.Inner}, {(sweep.IsVectorized ? "pairs of vectors" : "one by one")}\n");
        foreach (Value value in ValueWalker.Distinct(sweep.Results))
            Print(value, counters);
        foreach (StoreStatement store in sweep.Stores)
            _text.Append($"    {store.Storage.Name}[{Index(store.At, counters)}] {store.FoldWith?.Name.ToLowerInvariant()}= {_names[store.Value]}\n");
        foreach (Accumulator accumulator in sweep.Accumulators)
            _text.Append($"    {accumulator.Name} = {accumulator.Combine.Name} of {_names[accumulator.Term]}\n");
    }

    private void Print(Value value, string[] counters)
    {
        if (value is not CallTerm call)
        {
            _names[value] = Leaf(value, counters);
            return;
        }
        _names[value] = value.Name ?? $"v{_names.Keys.OfType<CallTerm>().Count()}";
        _text.Append($"    {_names[value]} = {call.Op.Name}({string.Join(", ", call.Operands.Select(o => _names[o]))})\n");
    }

    private static string Leaf(Value value, string[] counters) => value switch
    {
        ConstantTerm constant => constant.Value.ToString(),
        SizeTerm size => size.Size.ToString(),
        IndexTerm index => Index(index.Index, counters),
        LoadTerm load => $"{load.Storage.Name}[{Index(load.At, counters)}]",
        FoldTerm fold => fold.Accumulator.Name,
        _ => throw new ArgumentException(value.GetType().Name),
    };

    private static string Index(AffineIndex index, string[] counters)
    {
        IEnumerable<string> terms = index.Strides.Select((stride, i) => (Stride: stride, Counter: counters[i]))
            .Where(t => t.Stride != Dim.Zero)
            .Select(t => t.Stride == Dim.One ? t.Counter : $"{t.Stride}*{t.Counter}");
        if (index.Offset != Dim.Zero)
            terms = terms.Append(index.Offset.ToString());
        return string.Join(" + ", terms.DefaultIfEmpty("0"));
    }
}
