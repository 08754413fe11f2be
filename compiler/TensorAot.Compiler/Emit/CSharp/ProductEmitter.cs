using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints matrix products as calls of the runtime's GEMM; batch axes before the last become loops around it.</summary>
internal sealed class ProductEmitter(CSharpWriter writer, Names names)
{
    public void Emit(ProductStep step)
    {
        EquatableArray<Dim> targetStrides = TargetStrides(step);
        int loops = Math.Max(0, step.Batch.Count - 1);
        Nest(step, targetStrides, loops, 0, "", "", "");
    }

    private void Nest(ProductStep step, EquatableArray<Dim> targetStrides, int loops, int axis, string left, string right, string target)
    {
        if (axis == loops)
        {
            Call(step, targetStrides, left, right, target);
            return;
        }
        string counter = "batch" + axis;
        using (writer.Braces($"for (nint {counter} = 0; {counter} < {Size(step.Batch[axis])}; {counter}++)"))
            Nest(step, targetStrides, loops, axis + 1,
                left + Offset(counter, step.Left.BatchStrides[axis]), right + Offset(counter, step.Right.BatchStrides[axis]), target + Offset(counter, targetStrides[axis]));
    }

    /// <summary>Prints the product with a matrix's rows from <c>row</c> to <c>rowEnd</c>.</summary>
    public void EmitRows(ProductStep step) =>
        writer.Line($"Gemm.Multiply(rowEnd - row, {Size(step.N)}, {Size(step.K)}, {Pointer(step.Left, Offset("row", step.Left.RowStride))}, {Size(step.Left.RowStride)}, {Size(step.Left.ColumnStride)}, "
            + $"{Pointer(step.Right, "")}, {Size(step.Right.RowStride)}, {Size(step.Right.ColumnStride)}, f->{Names.Of(step.Target)}{Offset("row", step.N)}, {Size(step.N)});");

    private void Call(ProductStep step, EquatableArray<Dim> targetStrides, string left, string right, string target)
    {
        string a = Pointer(step.Left, left), b = Pointer(step.Right, right), c = $"f->{Names.Of(step.Target)}{target}";
        (string ar, string ac, string br, string bc, string cr) =
            (Size(step.Left.RowStride), Size(step.Left.ColumnStride), Size(step.Right.RowStride), Size(step.Right.ColumnStride), Size(step.N));
        if (step.Target.IsScalar)
            c = "&" + c;
        if (step.Batch.Count == 0)
        {
            writer.Line($"Gemm.Multiply({Size(step.M)}, {Size(step.N)}, {Size(step.K)}, {a}, {ar}, {ac}, {b}, {br}, {bc}, {c}, {cr}{Scaling(step)});");
            return;
        }
        int last = step.Batch.Count - 1;
        writer.Line($"Gemm.MultiplyBatched({Size(step.Batch[last])}, {Size(step.M)}, {Size(step.N)}, {Size(step.K)}, " +
            $"{a}, {Size(step.Left.BatchStrides[last])}, {ar}, {ac}, {b}, {Size(step.Right.BatchStrides[last])}, {br}, {bc}, {c}, {Size(targetStrides[last])}, {cr});");
    }

    /// <summary>The factors of a product as arguments, a comma before them; nothing when it is taken as it is.</summary>
    public static string Scaling(ProductStep step) =>
        step.Scaling is { } scaling ? $", {Factor(scaling.Alpha)}, {Factor(scaling.Beta)}" : "";

    private static string Factor(ProductFactor factor) => factor.Constant is { } constant ? Literals.Of(constant) : "f->" + Names.Of(factor.Storage!);

    private static EquatableArray<Dim> TargetStrides(ProductStep step)
    {
        var strides = new Dim[step.Batch.Count];
        Dim stride = step.M * step.N;
        for (int axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= step.Batch[axis];
        }
        return strides;
    }

    /// <summary>The address of an operand's first element, <paramref name="further"/> on.</summary>
    public string Pointer(MatrixOperand operand, string further) =>
        $"{(operand.Storage.IsScalar ? "&" : "")}f->{Names.Of(operand.Storage)}{(operand.Offset == Dim.Zero ? "" : " + " + Size(operand.Offset))}{further}";

    public string Offset(string counter, Dim stride) =>
        stride == Dim.Zero ? "" : $" + {counter} * ({Size(stride)})";

    public string Size(Dim dim) => names.Text(dim, "f->", dim.IsConstant ? "" : "(nint)");
}
