namespace TensorAot.Compiler.Diagnostics;

// 0xxx: how graph classes and functions are declared.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule ClassNotPartial = new("TAOT0001", "Graph class is not partial",
        "The class {0} is marked [TensorGraph] but is not partial, so its functions cannot be added to it: write 'partial class {0}'.");

    public static readonly DiagnosticRule ContainingTypeNotPartial = new("TAOT0002", "Type around a graph class is not partial",
        "The graph class {0} lies in {1}, which is not partial: write 'partial' on {1}, or move {0} out of it.");

    public static readonly DiagnosticRule StaticState = new("TAOT0003", "Shared state is static",
        "The state {0} is static. State belongs to an instance of the graph class: make {1} a non-static class and {0} an instance field.");

    public static readonly DiagnosticRule GraphClassIsGeneric = new("TAOT0004", "Graph class is generic",
        "The graph class {0} is generic or lies in a generic type; element types must be known at build time. Keep the generic code in a helper class and call it from one graph class for each element type.");

    public static readonly DiagnosticRule FunctionIsGeneric = new("TAOT0005", "Function is generic",
        "The function {0} is generic; element types must be known at build time. Drop [Function] to make it a helper, and call it from one [Function] for each element type.");

    public static readonly DiagnosticRule FunctionIsPublic = new("TAOT0006", "Definition is public",
        "The definition {0} is public, so its symbolic form becomes part of your API next to the generated overloads: make it private, or internal if other graph classes call it.", Severity.Info);

    public static readonly DiagnosticRule ParameterByReference = new("TAOT0007", "Parameter passed by reference",
        "The parameter {0} is declared '{1}': a function takes its inputs by value and returns its results. Remove '{1}'.");

    public static readonly DiagnosticRule ParameterTypeNotSupported = new("TAOT0008", "Parameter is not a tensor",
        "The parameter {0} is of type {1}. A function takes tensors (Scalar<T>, Vector<T>, Matrix<T>, Tensor3<T> to Tensor6<T>, or Expr<T> with [Dims]); a setting known at build time needs a C# default value, as in '{1} {0} = ...'.");

    public static readonly DiagnosticRule ElementTypeNotSupported = new("TAOT0009", "Element type not supported",
        "{0}: tensors hold float, double, int, long, byte or bool, not {1}.");

    public static readonly DiagnosticRule DefaultBeforeRequired = new("TAOT0010", "Default before a required parameter",
        "The parameter {0} has [Default], but {1} after it has not: give {1} a [Default] too, or move {0} behind it.");

    public static readonly DiagnosticRule DimsCountDiffers = new("TAOT0011", "[Dims] does not fit the rank",
        "{0} is a {1}, which has {2} axes, but [Dims] lists {3}: list one name or size for each axis, outermost first.")
    {
        Facts = [FactNames.Name, FactNames.Type, FactNames.Rank],
    };

    public static readonly DiagnosticRule DimsEntryInvalid = new("TAOT0012", "Entry of [Dims] is not a name or size",
        "{0} is not an entry for [Dims]: write a C# identifier as a string to name a size, or an int that is not negative to fix it.");

    public static readonly DiagnosticRule FunctionWithoutInputsOrResults = new("TAOT0013", "Function has neither inputs nor results",
        "The function {0} takes nothing and returns nothing, so a generated overload would have the same signature as the definition: return what was updated, or take an input.");

    public static readonly DiagnosticRule FunctionCallsItself = new("TAOT0014", "Function calls itself",
        "The function {0} calls itself, which never ends: {1}.");

    public static readonly DiagnosticRule UnsafeCodeNotAllowed = new("TAOT0015", "Unsafe code is switched off",
        "The code generated for {0} pins the caller's spans for worker threads, which needs unsafe blocks: set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project.");

    public static readonly DiagnosticRule LanguageVersionTooOld = new("TAOT0016", "C# version too old",
        "The project compiles as C# {0}; graph classes need C# 13 or later: remove <LangVersion>, or set it to 13 or higher.");

    public static readonly DiagnosticRule ResultTypeNotSupported = new("TAOT0017", "Result is not a tensor",
        "The function {0} returns {1}. A function returns Expr<T>, a tuple or a record of Expr<T>, or void when it only updates state.");

    public static readonly DiagnosticRule FunctionOutsideGraphClass = new("TAOT0018", "Function outside a graph class",
        "The method {0} is marked [Function], but {1} is not marked [TensorGraph]: mark the class, or drop [Function] to make {0} a helper.");

    public static readonly DiagnosticRule DefaultInvalid = new("TAOT0019", "[Default] does not fit the parameter",
        "The default {0} cannot be given to {1}: [Default] takes a number or bool for a Scalar<T> whose element type can hold it.");

    public static readonly DiagnosticRule FunctionWithoutBody = new("TAOT0020", "Function has no body",
        "The function {0} has no body to read: write one, or drop [Function].");

    public static readonly DiagnosticRule ExpectationOutsideFunction = new("TAOT0021", "Expectation without a function",
        "The method {0} is marked [Expect], but not [Function]: rewrites are looked for in functions, so mark the function that uses {0}.");

    public static readonly DiagnosticRule InputNotUsed = new("TAOT0040", "Input is not used",
        "The input {0} of {1} is not used, and every caller has to give it: remove it, or write '_ = {0};' where the signature needs it.", Severity.Info);

    public static readonly DiagnosticRule ValueNotUsed = new("TAOT0041", "Value is not used",
        "{0} is not used, so nothing of it is computed: return it, give it to Update, or remove it.", Severity.Info);

    public static readonly DiagnosticRule GraphClassIsFileLocal = new("TAOT0022", "Graph class is file-local",
        "The graph class {0} is file-local or lies in a file-local type; its generated part is in another file and cannot be added to it: remove 'file'.");

    public static readonly DiagnosticRule SignatureWithoutFunction = new("TAOT0023", "Signature without a function",
        "{0} is marked as a form of {1}, and {2} has no definition of that name marked [Function]: {3}.");

    public static readonly DiagnosticRule SignatureWithBody = new("TAOT0024", "Signature has a body",
        "{0} is marked as a form of {1}, whose body is generated: declare it partial and without a body, as in '{2}', or write [Function] without a name to make it a definition of its own.");

    public static readonly DiagnosticRule SignatureDoesNotFit = new("TAOT0025", "Signature does not fit its function",
        "{0} cannot be a form of {1}: {2}; {3}.");

    public static readonly DiagnosticRule CheckUnknown = new("TAOT0030", "TensorAotCheck names no check",
        "The property TensorAotCheck (or the variable TENSORAOT_CHECK) says '{0}', which is no check: use NaN, Infinity, Bounds, Reference, All, or true for all but Infinity.", Severity.Warning);
}
