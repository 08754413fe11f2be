using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>The row number and the counters of the row axes that it stands for.</summary>
internal static class RowCounters
{
    /// <summary>Splits <c>row</c> into counters when there are several row axes: <c>row0</c>, <c>row1</c>, ...</summary>
    public static void Emit(CSharpWriter writer, Names names, IReadOnlyList<Dim> rows)
    {
        if (rows.Count < 2)
            return;
        string rest = "row";
        for (int axis = rows.Count - 1; axis > 0; axis--)
        {
            string extent = names.Factor(rows[axis]);
            writer.Line($"nint row{axis} = {rest} % ({extent}){(axis == 1 ? $", row0 = {rest} / ({extent})" : $", rest{axis} = {rest} / ({extent})")};");
            rest = $"rest{axis}";
        }
    }

    /// <summary>The name of a counter: rows, then middle loops, then <c>i</c>.</summary>
    public static string Name(int counter, int rowRank, int middleCount) =>
        counter < rowRank ? (rowRank == 1 ? "row" : "row" + counter)
        : counter < rowRank + middleCount ? "m" + (counter - rowRank)
        : "i";

    /// <summary>An index in row counters only.</summary>
    public static string Text(AffineIndex at, int rowRank, Names names) => Text(at, rowRank, Math.Max(0, at.Strides.Count - rowRank - 1), names);

    /// <summary>An affine index as C#; <paramref name="skip"/> leaves one counter out.</summary>
    public static string Text(AffineIndex at, int rowRank, int middleCount, Names names, int skip = -1)
    {
        var terms = new List<string>();
        for (int counter = 0; counter < at.Strides.Count; counter++)
        {
            if (counter == skip || at.Strides[counter] == Dim.Zero)
                continue;
            string name = Name(counter, rowRank, middleCount);
            terms.Add(at.Strides[counter].IsOne ? name : $"{name} * {names.Factor(at.Strides[counter])}");
        }
        if (at.Offset != Dim.Zero || terms.Count == 0)
            terms.Add(names.Text(at.Offset));
        return string.Join(" + ", terms).Replace("+ -", "- ");
    }
}
