using System.ComponentModel;

namespace TensorAot.Runtime;

/// <summary>
/// One call of a checked function. It works on copies of arguments and state in guarded memory; results and new state are copied out when
/// everything holds. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe partial class CheckedCall : IDisposable
{
    private readonly List<GuardedMemory> _memory = [];
    private readonly bool _isDisturbed;
    private bool _gaveUp;
    private readonly GuardedMemory?[] _byValue;
    private readonly List<(int Value, nint Caller)> _arguments = [];
    private readonly List<(int Value, object State, nint Live)> _states = [];
    private readonly List<(int Value, nint Caller)> _results = [];

    internal CheckedCall(CheckedFunction function, bool isDisturbed)
    {
        _isDisturbed = isDisturbed;
        Function = function;
        _byValue = new GuardedMemory?[function.Values.Length];
        _facts = new NonFinite[function.Values.Length];
        Array.Fill(_facts, new NonFinite());
    }

    internal CheckedFunction Function { get; }

    private bool ChecksMemory => Function.Has(Checks.Bounds);

    /// <summary>A copy of an argument. The caller's memory stays pinned until the end of the call.</summary>
    public T* Argument<T>(int value, T* caller, int count)
        where T : unmanaged
    {
        T* copy = Memory<T>(value, count);
        _byValue[value]!.Fill(caller, ChecksMemory);
        if (_isDisturbed)
            ReferenceComparison.Disturb(copy, count);
        _arguments.Add((value, (nint)caller));
        Given(value, copy, count);
        return copy;
    }

    /// <summary>Looks at an argument that is a number.</summary>
    public void Number<T>(int value, T* number)
        where T : unmanaged
    {
        if (_isDisturbed)
            ReferenceComparison.Disturb(number, 1);
        Given(value, number, 1);
    }

    /// <summary>Keeps a result that is a number, to be compared.</summary>
    public void Keep<T>(int value, T number)
        where T : unmanaged => *Memory<T>(value, 1) = number;

    /// <summary>The call failed: there is nothing to compare with.</summary>
    public void GaveUp() => _gaveUp = true;

    /// <summary>Compares a value with that of the form as written.</summary>
    /// <exception cref="FunctionCheckException">They differ by more than rounding.</exception>
    public void Matches(int value, CheckedCall written, CheckedCall disturbed, int other, string expression, params ReadOnlySpan<int> sizes)
    {
        if (!written._gaveUp && !disturbed._gaveUp && ReferenceComparison.Find(_byValue[value]!, written._byValue[other]!, disturbed._byValue[other]!) is { } found)
            throw CheckFailures.Differs(this, Function.Values[value], expression, Coordinates(found.Place, sizes), found.Value, found.Expected);
    }

    /// <summary>A copy of state.</summary>
    public T* State<T>(int value, Shared<T> state)
        where T : unmanaged
    {
        bool updates = Function.Values[value].Role == CheckedRole.Update;
        if (ChecksMemory)
            StateUse.Enter(state, Function.Values[value].Name, this, updates);
        _states.Add((value, state, (nint)state.Pointer));
        T* copy = Memory<T>(value, state.Length);
        _byValue[value]!.Fill(state.Pointer, ChecksMemory);
        if (_isDisturbed)
            ReferenceComparison.Disturb(copy, state.Length);
        Given(value, copy, state.Length);
        return copy;
    }

    /// <summary>Where a result goes before it is copied to the caller.</summary>
    public T* Result<T>(int value, T* caller, int count)
        where T : unmanaged
    {
        _results.Add((value, (nint)caller));
        return Memory<T>(value, count);
    }

    /// <summary>Memory of a value.</summary>
    public T* Memory<T>(int value, long count)
        where T : unmanaged
    {
        GuardedMemory memory = _byValue[value] = new GuardedMemory(Function.Values[value].Name, checked((nint)(count * sizeof(T)))) { Type = Type.GetTypeCode(typeof(T)) };
        _memory.Add(memory);
        return (T*)memory.Pointer;
    }

    /// <summary>Memory for the partial results of a fold.</summary>
    public T* Parts<T>(string name, long count)
        where T : unmanaged
    {
        var memory = new GuardedMemory("the parts of " + name, checked((nint)(count * sizeof(T))));
        _memory.Add(memory);
        return (T*)memory.Pointer;
    }

    /// <summary>A value that nothing reads from here on: what reads it nevertheless, reads NaN.</summary>
    public void Dead(int value) => _byValue[value]!.Clear();

    /// <summary>Nothing was written outside, and no argument changed, before the end of a step.</summary>
    public void Intact(string step)
    {
        IntactInside(step);
        foreach ((int value, nint caller) in _arguments)
            Unchanged(step, value, caller);
        foreach ((int value, _, nint live) in _states)
            Unchanged(step, value, live);
    }

    /// <summary>Nothing was written outside before the end of a step inside a loop.</summary>
    public void IntactInside(string step)
    {
        foreach (GuardedMemory memory in _memory)
            if (memory.Damage() is { } place)
                throw CheckFailures.Outside(this, step, memory, place);
    }

    private void Unchanged(string step, int value, nint live)
    {
        GuardedMemory memory = _byValue[value]!;
        CheckedRole role = Function.Values[value].Role;
        if (role != CheckedRole.Update && !memory.IsOriginal(memory.Pointer))
            throw CheckFailures.Changed(this, step, memory);
        if (!memory.IsOriginal((void*)live))
            throw CheckFailures.ChangedElsewhere(this, memory, role);
    }

    /// <summary>Everything holds: results and state are written.</summary>
    /// <exception cref="FunctionCheckException">A result or state is not finite that should be.</exception>
    public void Complete()
    {
        if (FirstAppearance() is { } found)
            throw CheckFailures.NotFinite(this, found, Reached(found));
        foreach ((int value, nint caller) in _results)
            Buffer.MemoryCopy(_byValue[value]!.Pointer, (void*)caller, _byValue[value]!.Bytes, _byValue[value]!.Bytes);
        foreach ((int value, _, nint live) in _states)
            if (Function.Values[value].Role == CheckedRole.Update)
                Buffer.MemoryCopy(_byValue[value]!.Pointer, (void*)live, _byValue[value]!.Bytes, _byValue[value]!.Bytes);
    }

    /// <summary>Ends the call, after a failure too.</summary>
    public void Dispose()
    {
        foreach (GuardedMemory memory in _memory)
            memory.Dispose();
        foreach ((_, object state, _) in _states)
            StateUse.Leave(state, this);
        _memory.Clear();
        _states.Clear();
    }
}
