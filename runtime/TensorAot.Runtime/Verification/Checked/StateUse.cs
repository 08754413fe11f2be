using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>Which checked calls use an instance's state at the moment.</summary>
internal sealed class StateUse
{
    private static readonly ConditionalWeakTable<object, StateUse> s_uses = [];

    private readonly Dictionary<CheckedCall, bool> _calls = [];

    /// <summary>Notes that a call begins to use state.</summary>
    /// <exception cref="InvalidOperationException">Another call updates it, or uses what this one will update.</exception>
    public static void Enter(object state, string name, CheckedCall call, bool updates)
    {
        StateUse use = s_uses.GetValue(state, static _ => new StateUse());
        lock (use)
        {
            foreach ((CheckedCall other, bool otherUpdates) in use._calls)
                if (other != call && (updates || otherUpdates))
                    throw new InvalidOperationException(
                        $"{call.Function.Name} {(updates ? "updates" : "reads")} the state {name} while another call, of {other.Function.Name}, {(otherUpdates ? "updates" : "reads")} it: "
                        + "calls of one instance run one after the other where one of them updates state. Nothing was written by this one.");
            use._calls[call] = updates;
        }
    }

    /// <summary>Notes that a call has ended.</summary>
    public static void Leave(object state, CheckedCall call)
    {
        if (!s_uses.TryGetValue(state, out StateUse? use))
            return;
        lock (use)
            use._calls.Remove(call);
    }
}
