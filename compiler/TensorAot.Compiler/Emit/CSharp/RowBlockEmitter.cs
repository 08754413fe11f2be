using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints the method that runs steps block by block over some parts of the rows.</summary>
internal sealed class RowBlockEmitter(CSharpWriter writer, Names names, string frame, RowBlockStep blocks)
{
    /// <summary>Multiply-adds that one thread takes at a time: about 10 microseconds where each has an element of a matrix to itself.</summary>
    private const long ChunkWork = 1 << 16;

    /// <summary>Multiply-adds of a row where they are not known at build time.</summary>
    private const long UsualWork = 512;

    private readonly ProductEmitter _products = new(writer, names);

    /// <summary>How many parts a thread takes at a time, from sizes alone.</summary>
    public static long Grain(RowBlockStep blocks) => Math.Max(1, ChunkWork / Math.Max(1, (blocks.WorkPerRow.Constant ?? UsualWork) * blocks.PartRows));

    public void Emit()
    {
        foreach (string comment in blocks.Comments)
            writer.Comment(comment);
        using (writer.Braces($"private static void {blocks.Name}(void* state, nint start, nint end)"))
        {
            if (blocks.Locals.Count == 0)
            {
                writer.Line($"{frame}* f = ({frame}*)state;");
            }
            else
            {
                // Each thread has its own pointers to the rows of its block.
                writer.Line($"{frame} own = *({frame}*)state;");
                writer.Line($"{frame}* f = &own;");
            }
            foreach (Storage local in blocks.Locals)
                writer.Line($"{Type(local)}* {Rows(local)} = stackalloc {Type(local)}[(int)(f->{blocks.Name}Block * {_products.Size(local.Strides[0])})];");
            using (writer.Braces("for (nint part = start; part < end; part++)"))
                Part();
        }
    }

    private void Part()
    {
        foreach (WeightedRowSum sum in blocks.Sums)
            writer.Line($"new Span<{Type(sum.Parts)}>({Parts(sum)}, (int)({_products.Size(sum.Columns)})).Clear();");
        writer.Line($"nint partEnd = Math.Min({_products.Size(blocks.Rows)}, (part + 1) * {blocks.PartRows});");
        using (writer.Braces($"for (nint row = part * {blocks.PartRows}; row < partEnd; row += f->{blocks.Name}Block)"))
        {
            writer.Line($"nint rowEnd = Math.Min(partEnd, row + f->{blocks.Name}Block);");
            foreach (Storage local in blocks.Locals)
                writer.Line($"f->{Names.Of(local)} = {Rows(local)} - row * {_products.Size(local.Strides[0])};");
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
        string items = kernel.ItemsPerRow!.IsOne ? "" : " * " + kernel.ItemsPerRow;
        string call = $"{kernel.Name}(f, row{items}, rowEnd{items});";
        if (!KernelFacts.IsVectorized(kernel))
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

    private static string Type(Storage storage) => storage.DType.CSharpName();

    /// <summary>The rows of a block of what lies on the stack.</summary>
    private static string Rows(Storage local) => Names.Of(local).TrimStart('@') + "Rows";
}
