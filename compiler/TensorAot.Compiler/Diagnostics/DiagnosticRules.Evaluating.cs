namespace TensorAot.Compiler.Diagnostics;

// 11xx: evaluating definitions at build time.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule BranchOnTensor = new("TAOT1101", "Branch on a tensor value",
        "The condition {0} is a tensor, whose value is known only when the function runs: C# cannot branch on it. Write Where(condition, a, b), which chooses element by element.");

    public static readonly DiagnosticRule ValueNotKnown = new("TAOT1102", "Value not known at build time",
        "{0} is not known at build time, but {1} needs it there. Use a constant, or make it a Scalar<T> parameter or Shared.Scalar state.");

    public static readonly DiagnosticRule NotAnOp = new("TAOT1103", "Not an op of this version",
        "{0} is not an op of this version of TensorAot.");

    public static readonly DiagnosticRule CallNotSupported = new("TAOT1104", "Call not supported in a definition",
        "{0} cannot be evaluated at build time: it has no body in source and is not among the .NET members that definitions may use. Call a helper that is written in C#, or compute the value as a constant.");

    public static readonly DiagnosticRule RecursionTooDeep = new("TAOT1105", "Recursion too deep",
        "{0} calls itself more than {1} levels deep while the definition is evaluated. Recursion in a definition must end at build time.");

    public static readonly DiagnosticRule TooManySteps = new("TAOT1106", "Definition runs too long",
        "The definition took more than {0} loop rounds and calls to evaluate. A loop in a definition is unrolled at build time: loop over few things, and let ops work on whole tensors.");

    public static readonly DiagnosticRule NestedTooDeeply = new("TAOT1107", "Expression nested too deeply",
        "The expression is nested too deeply to be evaluated. Split it over several locals or helpers.");

    public static readonly DiagnosticRule BuildTimeDivisionByZero = new("TAOT1108", "Division by zero at build time",
        "The divisor is 0 when the definition is evaluated: {0} {1} 0.");

    public static readonly DiagnosticRule BuildTimeOverflow = new("TAOT1109", "Overflow at build time",
        "{0} overflows when the definition is evaluated.");

    public static readonly DiagnosticRule NullValue = new("TAOT1110", "Null when the definition is evaluated",
        "{0} is null when the definition is evaluated.");

    public static readonly DiagnosticRule BuildTimeIndexOutOfRange = new("TAOT1111", "Index out of range at build time",
        "The index {0} is outside a collection of {1} elements when the definition is evaluated.");

    public static readonly DiagnosticRule BuildTimeInvalidCast = new("TAOT1112", "Invalid cast at build time",
        "The value is {0} when the definition is evaluated, not {1}.");

    public static readonly DiagnosticRule DefinitionThrows = new("TAOT1113", "The definition throws",
        "{0}: {1}");

    public static readonly DiagnosticRule XorIsNotPower = new("TAOT1114", "^ is not a power",
        "{0}: ^ is exclusive or, which {1} does not have. Write Square(x) or Pow(x, y) for a power.");

    public static readonly DiagnosticRule ConstantDoesNotFit = new("TAOT1115", "Constant is not a value of the element type",
        "{0}: the constant {1} is not a value of {2}. Convert the tensor first, with Cast<T>(...), or write a constant that {2} has.");

    public static readonly DiagnosticRule NoSuchElementType = new("TAOT1116", "Element type not supported",
        "Tensors of {0} do not exist: elements are float, double, int, long, byte or bool.");

    public static readonly DiagnosticRule RankAssertionFails = new("TAOT1117", "Cast asserts another rank",
        "The cast to {0} asserts {1} axes, but the value is {2}, which has {3}.");

    public static readonly DiagnosticRule StateMutated = new("TAOT1118", "A function changes its object",
        "{0} belongs to the object, which exists before the function runs: the change would happen at build time only. Keep what changes in Shared<T> and call Update, or use a local.");

    public static readonly DiagnosticRule StateNotReachable = new("TAOT1119", "State without a path",
        "This state is not reached from the object by read-only fields, auto-properties and places of arrays or lists, so generated code could not find it: {0}. Keep it, and the object that has it, in readonly fields.");

    public static readonly DiagnosticRule StateUpdatedTwice = new("TAOT1120", "State updated twice",
        "{0} is updated twice in one call of the function: updates are simultaneous, so one would be lost. Combine the two values.");

    public static readonly DiagnosticRule UpdateDoesNotFit = new("TAOT1121", "Update does not fit the state",
        "{0} is {1}, but the new value is {2}. An update has the element type and the shape of the state.");

    public static readonly DiagnosticRule TensorOutsideFunction = new("TAOT1122", "Tensor expression outside a function",
        "{0} is a tensor expression in a constructor or an initializer, which runs once and not for every call. Write it in the [Function], or in a method that it calls.");

    public static readonly DiagnosticRule StateMadeInFunction = new("TAOT1123", "State made in a function",
        "{0} makes shared state, which belongs to the object: make it in a field initializer or a constructor. Ops.Zeros<T> and its kin make values inside a function.");

    public static readonly DiagnosticRule ResultIsNotTensor = new("TAOT1124", "Result is not a tensor",
        "{0} returns {1}: a function returns a tensor, a tuple or a record of tensors, or nothing.");

    public static readonly DiagnosticRule ParameterNotSupported = new("TAOT1125", "Parameter not supported",
        "The parameter {0} of type {1} has no value at build time. Parameters are tensors (Scalar<T>, Vector<T>, Matrix<T>, ...), or build-time values with a default.");

    public static readonly DiagnosticRule BuildTimeOperationFails = new("TAOT1126", "Build-time operation fails",
        "{0} fails when the definition is evaluated: {1}");

    public static readonly DiagnosticRule SizeNotKnown = new("TAOT1127", "Size not known at build time",
        "The size {0} is known only when the function runs, so it is no build-time int. Fix it with [Dims], or use it as a Dim or as Expr<int>.");

    public static readonly DiagnosticRule StateSizesUnknown = new("TAOT1129", "Sizes of state not known",
        "{0} makes state whose number of axes is not known at build time. Say the sizes with [Dims(...)] on the field.");

    public static readonly DiagnosticRule StateDimsDoNotFit = new("TAOT1130", "[Dims] does not fit the state",
        "[Dims] of {0} says {1}, but its initializer makes {2}.")
    {
        Facts = [FactNames.Name, FactNames.Declared, FactNames.Made],
    };

    public static readonly DiagnosticRule ResultRankTooLarge = new("TAOT1131", "Result has too many axes",
        "{0} returns {1} with {2} axes, and an array of .NET has at most {3}. Reshape it.");
}
