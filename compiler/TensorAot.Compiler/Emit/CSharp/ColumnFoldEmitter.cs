using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints folds over leading axes: strips of 256 columns, blocks of 256 rows. A block folds into a strip on the stack, the strip into
/// the result, so that float sums of millions of rows keep their digits.
/// </summary>
internal sealed class ColumnFoldEmitter(CSharpWriter writer, Names names, Sweep sweep, SweepEmitter loops)
{
    public const int Strip = 256;

    /// <summary>The strips, once for the kernel: stack memory that a loop takes is not given back before its method ends.</summary>
    public static void Declare(CSharpWriter writer, Sweep sweep)
    {
        foreach (StoreStatement store in sweep.Stores.Where(s => s.FoldWith is not null))
            writer.Line($"{Type(store)}* {Partial(store)} = stackalloc {Type(store)}[{Strip}];");
    }

    public void Emit(ValueText text, string start, string end)
    {
        string rows = names.Text(sweep.MiddleCount);
        using (writer.Braces($"for (nint strip = {start}; strip < {end}; strip += {Strip})"))
        {
            writer.Line($"nint stripEnd = Math.Min({end}, strip + {Strip});");
            foreach (StoreStatement store in sweep.Stores)
                Each("strip", "stripEnd", $"{Target(store)} = {Literals.Of(store.Identity)};");
            using (writer.Braces($"for (nint rowBlock = 0; rowBlock < {rows}; rowBlock += {Strip})"))
            {
                foreach (StoreStatement store in sweep.Stores)
                    Each("strip", "stripEnd", $"{Partial(store)}[i - strip] = {Literals.Of(store.Identity)};");
                string m = sweep.Middle.Count == 1 ? "m0" : "folded";
                using (writer.Braces($"for (nint {m} = rowBlock; {m} < Math.Min({rows}, rowBlock + {Strip}); {m}++)"))
                {
                    Counters();
                    loops.MiddleLocals(text);
                    loops.Loops(text, "strip", "stripEnd");
                }
                foreach (StoreStatement store in sweep.Stores)
                    Each("strip", "stripEnd", $"{Target(store)} = {FoldText.Combine(store, Target(store), $"{Partial(store)}[i - strip]")};");
            }
        }
    }

    /// <summary>The strip that collects a block.</summary>
    public static string Partial(StoreStatement store) => store.Storage.Name + "Strip";

    private static string Type(StoreStatement store) => store.Storage.DType.CSharpName();

    private string Target(StoreStatement store) =>
        $"{Names.Of(store.Storage)}[{RowCounters.Text(store.At, sweep.RowRank, sweep.Middle.Count, names)}]";

    private void Each(string from, string to, string statement)
    {
        writer.Line($"for (nint i = {from}; i < {to}; i++)");
        writer.Line("    " + statement);
    }

    /// <summary>Splits the reduced row number into the counters of the reduced axes.</summary>
    private void Counters()
    {
        if (sweep.Middle.Count == 1)
            return;
        string rest = "folded";
        for (int axis = sweep.Middle.Count - 1; axis > 0; axis--)
        {
            string extent = names.Factor(sweep.Middle[axis]);
            writer.Line($"nint m{axis} = {rest} % ({extent}), {(axis == 1 ? "m0" : "left" + axis)} = {rest} / ({extent});");
            rest = "left" + axis;
        }
    }
}
