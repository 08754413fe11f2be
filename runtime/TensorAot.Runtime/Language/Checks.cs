namespace TensorAot;

/// <summary>
/// What a function checks while it runs, for finding mistakes: <c>[Function(Check = Checks.NaN | Checks.Bounds)]</c>, or the property
/// <c>TensorAotCheck</c> for a whole project. A checked function computes the same values as an unchecked one, on the CPU, slower, on
/// copies of its arguments and its state. What fails is a <see cref="FunctionCheckException"/>; then neither results nor state have been
/// written. docs/debugging.md shows each of them.
/// </summary>
[Flags]
public enum Checks
{
    /// <summary>Nothing beyond what every function checks: arguments, indices, divisors, and what the definition asserts.</summary>
    None = 0,

    /// <summary>
    /// No NaN in a result or in state, unless it was in the arguments or in the state before. The message names the expression of the
    /// definition that gave the first one, where, and from which values. A NaN that a <c>Where</c> keeps out of all results is none.
    /// </summary>
    NaN = 1,

    /// <summary>
    /// No infinity in a result or in state, unless it was in the arguments, in the state before, or written in the definition. Separate
    /// from <see cref="NaN"/>, as infinity often is the right value: <c>Log(0)</c>.
    /// </summary>
    Infinity = 2,

    /// <summary>
    /// Memory: no loop or routine writes outside what it is given, reads what was freed (it then reads NaN), or changes an argument; no two
    /// calls use state that one of them updates; no other thread changes arguments or state during the call. What it finds in generated
    /// code is a mistake of the compiler.
    /// </summary>
    Bounds = 4,

    /// <summary>
    /// The results and the new state against those of the function as written, computed beside it without rewriting. What differs by more
    /// than rounding is a mistake of the compiler, or a definition that loses its digits when it is computed as written.
    /// </summary>
    Reference = 8,

    /// <summary>All of them. The value 1 or <c>true</c> of the property stands for all but <see cref="Infinity"/>.</summary>
    All = NaN | Infinity | Bounds | Reference,
}
