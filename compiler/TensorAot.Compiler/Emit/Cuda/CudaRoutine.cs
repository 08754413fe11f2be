using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>A routine of the runtime while its kernels are printed, of which each calls one function of gpu-kernels.</summary>
/// <param name="step">The routine.</param>
/// <param name="check">The number of its check, from 1; 0 where it cannot fail.</param>
/// <param name="number">The number of the first CUDA kernel in the function.</param>
/// <param name="width">The type of indices.</param>
/// <param name="isGuarded">Whether the kernels do nothing once a check has failed.</param>
internal sealed class CudaRoutine(RoutineStep step, int check, int number, IndexWidth width, bool isGuarded)
{
    /// <summary>The threads of a block where each has an item of its own.</summary>
    private const int BlockSize = 128;

    private readonly List<CudaKernel> _kernels = [];
    private CudaCondition? _condition;
    private int _scratches;

    public EquatableArray<Storage> Inputs => step.Inputs;

    /// <summary>Where the results go; null for one that nothing needs.</summary>
    public EquatableArray<Storage?> Targets => step.Targets;

    public EquatableArray<DType> TargetTypes => step.TargetTypes;

    public EquatableArray<Storage> Scratch => step.Scratch;

    public EquatableArray<Dim> Sizes { get; } = step.Sizes;

    /// <summary>The kernels so far, in the order of their launches.</summary>
    public IReadOnlyList<CudaKernel> Kernels => _kernels;

    /// <summary>A kernel.</summary>
    /// <param name="shape">How its work is cut.</param>
    /// <param name="call">The call of a device function.</param>
    public void Launch(CudaShape shape, Func<CudaSignature, string> call) => Add(shape, signature => [call(signature) + ";"]);

    /// <summary>A kernel of a thread for each item.</summary>
    public void Launch(Dim items, Func<CudaSignature, string> call) => Launch(new CudaShape(items, BlockSize, BlockSize), call);

    /// <summary>One of two forms, chosen when the sizes are known: the first where a size is 0 or more.</summary>
    public void Choose(Dim size, Action form, Action otherwise)
    {
        if (size.LowerBound >= 0)
            form();
        else if (size.UpperBound < 0)
            otherwise();
        else
            Both();

        void Both()
        {
            _condition = new CudaCondition(size, IsNegative: false);
            form();
            _condition = new CudaCondition(size, IsNegative: true);
            otherwise();
            _condition = null;
        }
    }

    /// <summary>A kernel that notes the routine's check as failed where a condition holds for an item.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="condition">The condition for <c>item</c>.</param>
    public void Check(Dim items, Func<CudaSignature, string> condition) => Add(new CudaShape(items, BlockSize, BlockSize), signature =>
    [
        $"const {signature.IndexType} item = ({signature.IndexType})blockIdx.x * {BlockSize} + threadIdx.x;",
        $"if (item < {signature.Size(items)} && {condition(signature)})",
        $"    atomicExch({signature.Failed()}, {check.ToString(CultureInfo.InvariantCulture)}u);",
    ]);

    /// <summary>Memory that the routine's kernels share.</summary>
    public ScratchParameter Shared(DType dtype, Dim count) =>
        new($"{number.ToString(CultureInfo.InvariantCulture)}_{_scratches++.ToString(CultureInfo.InvariantCulture)}", dtype, count);

    /// <summary>The pointer to a result, null for one that nothing needs.</summary>
    public string Target(CudaSignature signature, int place) =>
        step.Targets[place] is { } target ? signature.Pointer(target) : $"({CudaSyntax.TypeName(step.TargetTypes[place])}*)0";

    /// <summary>All sizes, from one of them on.</summary>
    public string SizesFrom(CudaSignature signature, int first = 0) => string.Join(", ", Sizes.Skip(first).Select(signature.Size));

    /// <summary>A size that is 0 or 1.</summary>
    public string Flag(CudaSignature signature, int place) => signature.Size(Sizes[place]) + " != 0";

    private void Add(CudaShape shape, Func<CudaSignature, IEnumerable<string>> statements)
    {
        var signature = new CudaSignature(width, isGuarded);
        var body = new CudaWriter();
        body.Block(() =>
        {
            foreach (string statement in statements(signature))
                body.Line(statement);
        });
        _kernels.Add(CudaEmitter.Finish(signature, body, shape, [.. step.Writes], number + _kernels.Count) with { Condition = _condition });
    }
}
