using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints the method that runs steps block by block over some parts of the rows.</summary>
internal sealed class RowBlockEmitter(CSharpWriter writer, Names names, string frame, RowBlockStep blocks)
{
    /// <summary>Matrix elements that one thread takes at a time: about 10 microseconds.</summary>
    private const long ChunkElements = 1 << 16;

    /// <summary>Columns where they are not known at build time.</summary>
    private const long UsualColumns = 256;

    private readonly ProductEmitter _products = new(writer, names);

    /// <summary>How many parts a thread takes at a time, from sizes alone.</summary>
    public static long Grain(RowBlockStep blocks)
    {
        long columns = Math.Max(1, blocks.Sums.Select(s => s.Columns.Constant).FirstOrDefault(c => c is not null) ?? UsualColumns);
        return Math.Max(1, ChunkElements / (columns * blocks.PartRows));
    }

    public void Emit()
    {
        foreach (string comment in blocks.Comments)
            writer.Comment(comment);
        using (writer.Braces($"private static void {blocks.Name}(void* state, nint start, nint end)"))
        {
            writer.Line($"{frame}* f = ({frame}*)state;");
            using (writer.Braces("for (nint part = start; part < end; part++)"))
                Part();
        }
    }

    private void Part()
    {
        foreach (WeightedRowSum sum in blocks.Sums)
            writer.Line($"new Span<{Type(sum)}>({Parts(sum)}, (int)({_products.Size(sum.Columns)})).Clear();");
        writer.Line($"nint partEnd = Math.Min({_products.Size(blocks.Rows)}, (part + 1) * {blocks.PartRows});");
        using (writer.Braces($"for (nint row = part * {blocks.PartRows}; row < partEnd; row += f->{blocks.Name}Block)"))
        {
            writer.Line($"nint rowEnd = Math.Min(partEnd, row + f->{blocks.Name}Block);");
            foreach (Step step in blocks.Inner)
                Emit(step);
        }
    }

    private void Emit(Step step)
    {
        if (step is LoopStep { Kernel: { } kernel })
            Loop(kernel);
        else if (blocks.SumOf(step) is { } sum)
            Add(sum);
        else
            _products.EmitRows((ProductStep)step);
    }

    private void Loop(Kernel kernel)
    {
        string call = $"{kernel.Name}(f, row, rowEnd);";
        if (!KernelFacts.HasWideLoop(kernel))
        {
            writer.Line(call);
            return;
        }
        writer.Line("if (Vector512.IsHardwareAccelerated)");
        writer.Line($"    Wide.{FrameEmitter.WideLoops(frame)}.{call}");
        writer.Line("else");
        writer.Line("    " + call);
    }

    private void Add(WeightedRowSum sum) =>
        writer.Line($"RowSums.Add(rowEnd - row, {_products.Size(sum.Columns)}, {_products.Pointer(sum.Matrix, _products.Offset("row", sum.Matrix.RowStride))}, {_products.Size(sum.Matrix.RowStride)}, "
            + $"{_products.Pointer(sum.Weights, _products.Offset("row", sum.Weights.RowStride))}, {_products.Size(sum.Weights.RowStride)}, {Parts(sum)});");

    private string Parts(WeightedRowSum sum) => $"f->{Names.Of(sum.Parts)} + part * ({_products.Size(sum.Columns)})";

    private static string Type(WeightedRowSum sum) => sum.Parts.DType.CSharpName();
}
