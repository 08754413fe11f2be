using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Walks over values.</summary>
public static class ValueWalker
{
    /// <summary>The values that the roots need, operands first, each once.</summary>
    public static IReadOnlyList<Value> Distinct(IEnumerable<Value> roots)
    {
        var order = new List<Value>();
        var seen = new HashSet<Value>();
        var pending = new Stack<(Value Value, bool Expanded)>();
        foreach (Value root in roots)
        {
            pending.Push((root, false));
            while (pending.Count > 0)
            {
                (Value value, bool expanded) = pending.Pop();
                if (expanded)
                {
                    order.Add(value);
                }
                else if (seen.Add(value))
                {
                    pending.Push((value, true));
                    for (int i = value.Operands.Count - 1; i >= 0; i--)
                        pending.Push((value.Operands[i], false));
                }
            }
        }
        return order;
    }

    /// <summary>The values that change with a loop counter, of values that stand after their operands.</summary>
    public static HashSet<Value> Varying(IReadOnlyList<Value> order, int counter)
    {
        var varying = new HashSet<Value>();
        foreach (Value value in order)
        {
            bool moves = value switch
            {
                LoadTerm load => Moves(load.At, counter),
                IndexTerm index => Moves(index.Index, counter),
                _ => false,
            };
            for (int i = 0; i < value.Operands.Count && !moves; i++)
                moves = varying.Contains(value.Operands[i]);
            if (moves)
                varying.Add(value);
        }
        return varying;
    }

    /// <summary>Whether an index changes with a loop counter.</summary>
    public static bool Moves(AffineIndex index, int counter) => counter < index.Strides.Count && index.Strides[counter] != Graphs.Dim.Zero;
}
