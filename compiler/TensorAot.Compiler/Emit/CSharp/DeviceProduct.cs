using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>What a plan for a device is told of a product beside its kernel, so that the runtime can give it to a library instead.</summary>
internal static class DeviceProduct
{
    private const string Namespace = "global::TensorAot.Cuda.";

    /// <summary>An argument with a comma before it; nothing for integers, which libraries do not multiply.</summary>
    /// <param name="step">The product.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="names">Names of sizes.</param>
    public static string Argument(ProductStep step, string plan, Names names)
    {
        if (!step.Target.DType.IsFloating())
            return "";
        (string alpha, string beta) = step.Scaling is { } scaling
            ? (Factor(scaling.Alpha), Factor(scaling.Beta))
            : (Number(step, 1), Number(step, 0));
        return $", {plan}.Product<{step.Target.DType.CSharpName()}>({Operand(step.Left)}, {Operand(step.Right)}, {Names.Of(step.Target)}, "
            + $"{names.Text(step.M)}, {names.Text(step.N)}, {names.Text(step.K)}, {List(step.Batch)}, {alpha}, {beta})";

        string Operand(MatrixOperand operand) =>
            $"new {Namespace}CudaMatrix({Names.Of(operand.Storage)}, {names.Text(operand.Offset)}, {names.Text(operand.RowStride)}, {names.Text(operand.ColumnStride)}, {List(operand.BatchStrides)})";

        string List(IEnumerable<Dim> sizes) => $"[{string.Join(", ", sizes.Select(s => names.Text(s)))}]";
    }

    private static string Factor(ProductFactor factor) => factor.Constant is { } constant ? Literals.Of(constant) : Names.Of(factor.Storage!);

    private static string Number(ProductStep step, long value) => Literals.Of(ConstantValue.FromInteger(step.Target.DType, value));
}
