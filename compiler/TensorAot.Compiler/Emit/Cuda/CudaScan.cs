using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// What stands between the steps of a loop, as kernels of one thread: they keep its counter, its pointers and its scalars in device
/// memory, where the call frame is on the CPU. So the kernels of its body have the same arguments in every step.
/// </summary>
internal sealed class CudaScan
{
    private readonly ScanStep _scan;
    private readonly CudaSignature _signature;
    private readonly CudaWriter _writer = new();

    private CudaScan(ScanStep scan, CudaSignature signature) => (_scan, _signature) = (scan, signature);

    /// <summary>The kernel before the loop: the first states, and what the first step reads and writes.</summary>
    /// <param name="scan">The loop.</param>
    /// <param name="number">The number of the CUDA kernel in the function.</param>
    /// <param name="width">The type of indices.</param>
    /// <param name="isGuarded">Whether the kernel does nothing once a check has failed.</param>
    public static CudaKernel Begin(ScanStep scan, int number, IndexWidth width, bool isGuarded) =>
        new CudaScan(scan, new CudaSignature(width, isGuarded)).Finish(number, each => each.PrintBegin());

    /// <summary>The kernel at the end of a step: keeps what it gave, and makes what the next one reads of it.</summary>
    /// <param name="scan">The loop.</param>
    /// <param name="number">The number of the CUDA kernel in the function.</param>
    /// <param name="width">The type of indices.</param>
    /// <param name="isGuarded">Whether the kernel does nothing once a check has failed.</param>
    public static CudaKernel Next(ScanStep scan, int number, IndexWidth width, bool isGuarded) =>
        new CudaScan(scan, new CudaSignature(width, isGuarded)).Finish(number, each => each.PrintNext());

    private CudaKernel Finish(int number, Action<CudaScan> print)
    {
        _writer.Block(() => print(this));
        return CudaEmitter.Finish(_signature, _writer, new CudaShape(Dim.One, 1, 1), Written(), number);
    }

    private HashSet<Storage> Written()
    {
        IEnumerable<Storage?> scalars = _scan.States.Select(s => s.Variable).Concat(_scan.Sequences.Select(s => s.Element)).Append(_scan.Index);
        IEnumerable<Storage> wholes = _scan.Outputs.Where(o => o.Element.IsScalar).Select(o => o.Whole);
        return [.. scalars.OfType<Storage>().Where(s => s.IsScalar), .. wholes];
    }

    private void PrintBegin()
    {
        string end = _scan.Limit is { } limit ? $"(long long){_signature.Pointer(limit)}[0]" : $"(long long){_signature.Size(_scan.Count)}";
        _writer.Line($"const long long step = {(_scan.Reverse ? end + " - 1" : "0")};");
        foreach (ScanState state in _scan.States)
            PrintStart(state);
        PrintEnter();
    }

    private void PrintNext()
    {
        _writer.Line($"const long long done = {_signature.Counter(_scan)}[0];");
        foreach (ScanRow row in _scan.Outputs.Where(r => r.Element.IsScalar))
            _writer.Line($"{_signature.Pointer(row.Whole)}[done] = {Scalar(row.Element)};");
        // A value is handed on before another one takes its place.
        foreach (ScanState state in _scan.States.Where(s => s.From is not null).OrderBy(s => s.Followers))
            _writer.Line($"{Held(state.Variable)} = {Held(state.From!)};");
        foreach (ScanState state in _scan.States)
            PrintAdvance(state);
        _writer.Line($"const long long step = done {(_scan.Reverse ? "-" : "+")} 1;");
        PrintEnter();
    }

    private void PrintStart(ScanState state)
    {
        if (state.Initial is { } initial)
            _writer.Line(state.Variable.IsScalar ? $"{Scalar(state.Variable)} = {Scalar(initial)};" : $"{Held(state.Variable)} = {_signature.Pointer(initial)};");
        if (state.Buffers.Count > 0)
            _writer.Line($"{Held(state.Next!)} = {_signature.Pointer(state.Buffers[1])};");
    }

    /// <summary>The next value becomes the value; the buffers change places.</summary>
    private void PrintAdvance(ScanState state)
    {
        if (state.Next is not { } next)
            return;
        _writer.Line($"{Held(state.Variable)} = {Held(next)};");
        if (state.Buffers.Count == 0)
            return;
        string[] buffers = [.. state.Buffers.Select(_signature.Pointer)];
        string turns = string.Concat(Enumerable.Range(1, buffers.Length - 1).Select(k => $"{Held(next)} == {buffers[k - 1]} ? {buffers[k]} : "));
        _writer.Line($"{Held(next)} = {turns}{buffers[0]};");
    }

    /// <summary>What a step reads and writes an element of; the step after the last one has none.</summary>
    private void PrintEnter()
    {
        _writer.Line($"{_signature.Counter(_scan)}[0] = step;");
        _writer.Block($"if (step >= 0 && step < {_signature.Size(_scan.Count)})", () =>
        {
            if (_scan.Index is { } index)
                _writer.Line($"{Scalar(index)} = (int)step;");
            foreach (ScanRow row in _scan.Sequences)
                _writer.Line(row.Element.IsScalar ? $"{Scalar(row.Element)} = {_signature.Pointer(row.Whole)}[step];" : Point(row));
            foreach (ScanRow row in _scan.Outputs.Where(r => !r.Element.IsScalar))
                _writer.Line(Point(row));
        });
    }

    private string Point(ScanRow row) => $"{Held(row.Element)} = {_signature.Pointer(row.Whole)} + step * {_signature.Size(row.Element.Type.Shape.ElementCount)};";

    /// <summary>What device memory holds of a variable: a scalar's value, or the pointer.</summary>
    private string Held(Storage variable) => variable.IsScalar ? Scalar(variable) : $"{_signature.PointerTo(variable)}[0]";

    private string Scalar(Storage scalar) => _signature.Pointer(scalar) + "[0]";
}
