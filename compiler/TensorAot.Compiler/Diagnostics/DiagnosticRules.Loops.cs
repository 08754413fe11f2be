namespace TensorAot.Compiler.Diagnostics;

// 12xx: loops and branches in definitions.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule StateChangesType = new("TAOT1201", "A loop's state changes its type",
        "The state '{0}' of the loop is {1}, but its next value is {2}. A state has one type in all steps: write {3}.");

    public static readonly DiagnosticRule SequencesDiffer = new("TAOT1202", "Sequences of different lengths",
        "{0}: the sequences have {1} and {2} elements along axis 0. A loop takes one element of each at every step: slice the longer one.");

    public static readonly DiagnosticRule UpdateInBody = new("TAOT1203", "Update in a loop or a branch",
        "Update is called in {0}, which runs any number of times: a function updates state once per call. Return the value from the loop or branch, and call Update with it outside.");

    public static readonly DiagnosticRule OuterAssignedInBody = new("TAOT1204", "A loop, a branch or Vmap changes an outer value",
        "{0} was made outside {1}, which is evaluated once, at build time, for all its calls: what is assigned there is the value of no step, example or side. Return it from the function and use what the call returns.");
}
