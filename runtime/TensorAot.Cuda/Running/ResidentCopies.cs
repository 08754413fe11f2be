namespace TensorAot.Cuda;

/// <summary>
/// What a call does around its work when some of its inputs and results are tensors on the device: these are copied there, at the
/// speed of its memory, so that kernels find everything where it always is; the others go through pinned memory one by one.
/// </summary>
internal sealed class ResidentCopies(CudaPlan plan, PlanMemory memory)
{
    private readonly nint[] _inputs = new nint[plan.Inputs.Count];
    private readonly nint[] _results = new nint[plan.Outputs.Count];

    /// <summary>Whether a call has such tensors.</summary>
    public bool AreWanted { get; private set; }

    /// <summary>Whether results are among them.</summary>
    public bool HaveResults { get; private set; }

    /// <summary>Says where an input lies.</summary>
    public void Input(int index, nint address) => (_inputs[index], AreWanted) = (address, true);

    /// <summary>Says where a result goes.</summary>
    public void Result(int index, nint address) => (_results[index], AreWanted, HaveResults) = (address, true, true);

    /// <summary>Forgets the tensors of a call.</summary>
    public void Clear()
    {
        Array.Clear(_inputs);
        Array.Clear(_results);
        (AreWanted, HaveResults) = (false, false);
    }

    /// <summary>Gives a stream what comes before the work.</summary>
    public void Begin(ICudaDriver driver, nint stream)
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            (nint offset, nint bytes) = (plan.Inputs[i].Offset, plan.InputBytes[i]);
            if (bytes == 0)
                continue;
            if (_inputs[i] != 0)
                driver.CopyOnDevice(memory.Inputs + offset, _inputs[i], bytes, stream);
            else
                driver.CopyToDevice(memory.Inputs + offset, memory.PinnedInputs + offset, bytes, stream);
        }
        if (plan.Checks.Count > 0)
            driver.Fill(memory.Outputs, 0, sizeof(uint), stream);
    }

    /// <summary>Gives a stream what comes behind the work, once no check has failed.</summary>
    public void End(ICudaDriver driver, nint stream)
    {
        for (int i = 0; i < _results.Length; i++)
        {
            (nint offset, nint bytes) = (plan.Outputs[i].Offset, plan.OutputBytes[i]);
            if (bytes == 0)
                continue;
            if (_results[i] != 0)
                driver.CopyOnDevice(_results[i], memory.Outputs + offset, bytes, stream);
            else
                driver.CopyToHost(memory.PinnedOutputs + offset, memory.Outputs + offset, bytes, stream);
        }
    }
}
