using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Kernels of one thread for each element: copies, and checks of what may make a function fail.</summary>
internal static class CudaCopies
{
    private const int BlockSize = 256;

    /// <summary>A kernel that copies all elements.</summary>
    public static CudaKernel Copy(CopyStep step, int number, IndexWidth width, bool isGuarded) =>
        EachElement(step.From.Type.Shape.ElementCount, [step.To], number, new CudaSignature(width, isGuarded), (signature, item) =>
            $"{signature.Pointer(step.To)}[{item}] = {signature.Pointer(step.From)}[{item}];");

    /// <summary>A kernel that makes the rows of steps zero that a loop did not do.</summary>
    /// <param name="loop">The loop, which has a limit.</param>
    /// <param name="row">What it stores.</param>
    /// <param name="number">The number of the CUDA kernel in the function.</param>
    /// <param name="width">The type of indices.</param>
    /// <param name="isGuarded">Whether the kernel does nothing once a check has failed.</param>
    public static CudaKernel ClearRows(ScanStep loop, ScanRow row, int number, IndexWidth width, bool isGuarded) =>
        EachElement(loop.Count * row.Element.Type.Shape.ElementCount, [row.Whole], number, new CudaSignature(width, isGuarded), (signature, item) =>
            $"if ({item} >= {signature.Pointer(loop.Limit!)}[0] * {signature.Size(row.Element.Type.Shape.ElementCount)}) {signature.Pointer(row.Whole)}[{item}] = ({CudaSyntax.TypeName(row.Whole.DType)})0;");

    /// <summary>A kernel that notes the number of a check when an element fails it; the first check to fail stays noted, as all that follows is guarded.</summary>
    /// <param name="step">The check.</param>
    /// <param name="check">Its number, from 1.</param>
    /// <param name="number">The number of the CUDA kernel in the function.</param>
    /// <param name="width">The type of indices.</param>
    public static CudaKernel Check(CheckStep step, int check, int number, IndexWidth width) =>
        EachElement(step.Storage.Type.Shape.ElementCount, [], number, new CudaSignature(width, isGuarded: true), (signature, item) =>
        {
            string value = $"{signature.Pointer(step.Storage)}[{item}]";
            string condition = step.Steps is { } steps ? $"{signature.Size(steps)} > 0 && {Fails(step, signature, value)}" : Fails(step, signature, value);
            return $"if ({condition}) atomicExch({signature.Failed()}, {check}u);";
        });

    private static string Fails(CheckStep step, CudaSignature signature, string value) => step.Kind switch
    {
        CheckKind.IndexInRange => $"((long long){value} < -({Wide(step, signature)}) || (long long){value} >= {Wide(step, signature)})",
        CheckKind.LabelInRange => $"((long long){value} < 0 || (long long){value} >= {Wide(step, signature)})",
        CheckKind.IsTrue => $"!{value}",
        // What is infinite or no number differs from itself by no number.
        CheckKind.IsFinite => $"!({value} - {value} == 0)",
        _ => $"{value} == 0",
    };

    private static string Wide(CheckStep step, CudaSignature signature) => $"({signature.WideSize(step.Size)})";

    private static CudaKernel EachElement(Dim items, ICollection<Storage> written, int number, CudaSignature signature, Func<CudaSignature, string, string> statement)
    {
        var body = new CudaWriter();
        body.Block(() =>
        {
            body.Line($"const {signature.IndexType} item = ({signature.IndexType})blockIdx.x * {BlockSize} + threadIdx.x;");
            body.Line($"if (item < {signature.Size(items)})");
            body.Line("    " + statement(signature, "item"));
        });
        return CudaEmitter.Finish(signature, body, new CudaShape(items, BlockSize, BlockSize), written, number);
    }
}
