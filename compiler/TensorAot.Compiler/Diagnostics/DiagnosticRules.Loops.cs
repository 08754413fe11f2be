namespace TensorAot.Compiler.Diagnostics;

// 12xx: loops and branches in definitions.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule StateChangesType = new("TAOT1201", "A loop's state changes its type",
        "The state '{0}' of the loop is {1}, but its next value is {2}. A state has one type in all steps: write {3}.");

    public static readonly DiagnosticRule SequencesDiffer = new("TAOT1202", "Sequences of different lengths",
        "{0}: the sequences have {1} and {2} elements along axis 0. A loop takes one element of each at every step: slice the longer one.");

    public static readonly DiagnosticRule UpdateInBody = new("TAOT1203", "Update where steps have no order",
        "Update is called in {0}, which is no step that follows another. Call it in the step of a Scan or in the body of a While, or outside with what the loop gives.");

    public static readonly DiagnosticRule ConditionNotScalar = new("TAOT1205", "A loop's condition is not one truth value",
        "{0} is {1}, but a loop ends or goes on as a whole: All(...) or Any(...) of it is one truth value.");

    public static readonly DiagnosticRule TapOutOfReach = new("TAOT1206", "Tap out of reach",
        "{0}[{1}]: {2}. [-1] is the value of the step before, and the initial values hold one row for each step back.");

    public static readonly DiagnosticRule StepsNotPositive = new("TAOT1207", "Number of steps that is none",
        "{0} is {1}: it is a number of steps, at least 1, or 0 for a loop without it.");

    public static readonly DiagnosticRule OuterAssignedInBody = new("TAOT1204", "A loop, a branch or Vmap changes an outer value",
        "{0} was made outside {1}, which is evaluated once, at build time, for all its calls: what is assigned there is the value of no step, example or side. Return it from the function and use what the call returns.");
}
