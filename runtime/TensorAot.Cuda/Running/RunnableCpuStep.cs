namespace TensorAot.Cuda;

/// <summary>Copies operands to pinned memory, runs steps on the CPU on them, and copies back what they have written.</summary>
internal sealed class RunnableCpuStep : RunnableWork
{
    private readonly CudaCpuStep _step;
    private readonly nint[] _memory;
    private readonly nint[] _onDevice;
    private readonly bool _hasPointers;

    /// <param name="step">The steps.</param>
    /// <param name="memory">The plan's memory.</param>
    public RunnableCpuStep(CudaCpuStep step, PlanMemory memory)
    {
        _step = step;
        (_memory, _onDevice) = (new nint[step.Operands.Length], new nint[step.Operands.Length]);
        nint next = memory.Operands;
        for (int i = 0; i < _memory.Length; i++)
        {
            _memory[i] = next;
            next += PlanMemory.Align(step.Operands[i].Bytes);
            _hasPointers |= step.Operands[i].Memory.IsPointer;
        }
    }

    public override void Run(PlanCall call)
    {
        call.Expression = _step.Expression;
        call.Progress.HasUpdated |= _step.Updates;
        Locate(call);
        for (int i = 0; i < _memory.Length; i++)
            if (_step.Operands[i] is { IsRead: true, Bytes: > 0 } operand)
                call.Driver.CopyToHost(_memory[i], _onDevice[i], operand.Bytes, call.Stream);
        call.Wait();
        _step.Run(_memory, call.Watch);
        for (int i = 0; i < _memory.Length; i++)
            if (_step.Operands[i] is { IsWritten: true, Bytes: > 0 } operand)
                call.Driver.CopyToDevice(_onDevice[i], _memory[i], operand.Bytes, call.Stream);
    }

    public override void SetState(int state, nint address)
    {
    }

    public override void Dispose()
    {
    }

    /// <summary>Finds the operands on the device; loops point to some of them.</summary>
    private void Locate(PlanCall call)
    {
        if (_hasPointers)
        {
            for (int i = 0; i < _memory.Length; i++)
                if (_step.Operands[i].Memory.IsPointer)
                    call.ReadPointer(_step.Operands[i].Memory, i);
            call.Wait();
        }
        for (int i = 0; i < _memory.Length; i++)
            if (_step.Operands[i] is { IsRead: true } or { IsWritten: true })
                _onDevice[i] = _step.Operands[i].Memory.IsPointer ? call.Pointer(i) : call.Locate(_step.Operands[i].Memory);
    }
}
