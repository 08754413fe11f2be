namespace TensorAot.Cuda;

/// <summary>A function on one device: its modules and the plans of the sizes that it was called with last.</summary>
internal sealed class FunctionOnDevice(CudaFunction function, Device device) : IDisposable
{
    /// <summary>Plans that are kept; each has memory of its own.</summary>
    private const int MostPlans = 8;

    private readonly nint[] _modules = new nint[2];

    // The one that was used last comes first.
    private readonly List<RunnablePlan> _plans = [];

    public CudaFunction Function => function;

    public Device Device => device;

    /// <summary>A plan for these sizes with which no call is under way; null where one has to end first.</summary>
    public RunnablePlan? PlanFor(ReadOnlySpan<int> sizes)
    {
        RunnablePlan? busy = null;
        int count = 0;
        for (int i = 0; i < _plans.Count; i++)
        {
            RunnablePlan found = _plans[i];
            if (!sizes.SequenceEqual(found.Sizes) || found.AllowsTf32 != device.AllowTf32)
                continue;
            if (found.IsUnderWay)
            {
                (busy, count) = (found, count + 1);
                continue;
            }
            if (i > 0)
            {
                _plans.RemoveAt(i);
                _plans.Insert(0, found);
            }
            return found;
        }
        RunnablePlan? made = busy is null ? Make(sizes) : count < busy.MostUnderWay ? TryMakeAnother(busy) : null;
        if (made is not null)
            _plans.Insert(0, made);
        return made;
    }

    /// <summary>Gives up plans of which there is another for the same sizes.</summary>
    /// <returns>Whether there were any.</returns>
    public bool TryDropSpares()
    {
        int before = _plans.Count;
        for (int i = _plans.Count - 1; i >= 0; i--)
            if (!_plans[i].IsUnderWay && _plans.Any(p => p != _plans[i] && p.Sizes.SequenceEqual(_plans[i].Sizes)))
                Drop(i);
        return _plans.Count < before;
    }

    /// <summary>A kernel, loaded with all others of the function when the first is asked for.</summary>
    public nint Kernel(string name, bool wide)
    {
        ref nint module = ref _modules[wide ? 1 : 0];
        if (module == 0)
            module = Load(CudaFunction.Text(function.Source, wide));
        return device.Driver.GetKernel(module, name);
    }

    public void Dispose()
    {
        while (_plans.Count > 0)
            Drop(0);
        foreach (nint module in _modules.Where(m => m != 0))
            device.Driver.UnloadModule(module);
    }

    /// <summary>A module: what was compiled with the program, and where that is nothing that the driver takes, what the compiler makes now.</summary>
    private nint Load(string text)
    {
        CudaException? refused = null;
        foreach (byte[] image in function.Kernels.For(text, device.Driver.ComputeCapability))
        {
            try
            {
                return device.Driver.LoadModule(image);
            }
            catch (CudaException e) when (e.Failure == CudaFailure.Refused)
            {
                // A driver that is older than the compiler at build time.
                refused ??= e;
            }
        }
        try
        {
            return device.Driver.LoadModule(device.Compile(text, function.Name));
        }
        catch (CudaException e) when (refused is not null)
        {
            throw new CudaException(e.Failure, $"{e.Message} The kernels that were compiled with the program cannot be loaded either: {refused.Message}", e);
        }
    }

    /// <summary>A plan with memory; when the device has too little, without the memory of others. Null when calls are under way with these.</summary>
    private RunnablePlan? Make(ReadOnlySpan<int> sizes)
    {
        while (_plans.Count >= MostPlans)
            if (!TryDropLast())
                return null;
        CudaPlan plan = Plan(sizes);
        while (true)
        {
            try
            {
                return new RunnablePlan(plan, this);
            }
            catch (CudaException e) when (e.Failure == CudaFailure.OutOfMemory && _plans.Count > 0)
            {
                if (!TryDropLast())
                    return null;
            }
        }
    }

    /// <summary>A plan for sizes with which calls are under way; null when there is no memory for it without giving up that of others.</summary>
    private RunnablePlan? TryMakeAnother(RunnablePlan busy)
    {
        if (_plans.Count >= MostPlans || busy.HasNoRoomForAnother)
            return null;
        try
        {
            return new RunnablePlan(Plan(busy.Sizes), this);
        }
        catch (CudaException e) when (e.Failure == CudaFailure.OutOfMemory)
        {
            busy.HasNoRoomForAnother = true;
            return null;
        }
    }

    private CudaPlan Plan(ReadOnlySpan<int> sizes)
    {
        var plan = new CudaPlan(sizes);
        function.Planner(plan, sizes);
        return plan;
    }

    /// <summary>Gives up the plan that was used longest ago, but for those with which calls are under way.</summary>
    private bool TryDropLast()
    {
        int last = _plans.FindLastIndex(p => !p.IsUnderWay);
        if (last >= 0)
            Drop(last);
        return last >= 0;
    }

    private void Drop(int index)
    {
        _plans[index].Dispose();
        _plans.RemoveAt(index);
    }
}
