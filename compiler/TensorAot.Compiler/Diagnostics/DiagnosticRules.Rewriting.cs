namespace TensorAot.Compiler.Diagnostics;

// 60xx: what users ask of rewriting. 901x: internal errors of rewriting; they name the rule, so that a report can be acted on.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NoSuchRewrite = new("TAOT6001", "No such rewrite",
        "There is no rewrite '{0}'. The names most like it are {1}; docs/rewrites.md lists all.");

    public static readonly DiagnosticRule RewriteMissing = new("TAOT6002", "Expected rewrite did not happen",
        "{0}: the rewrite '{1}', which is {2}, did not happen. What did: {3}.");

    public static readonly DiagnosticRule RewriteSwitchedOff = new("TAOT6003", "Expected rewrite is switched off",
        "{0}: the rewrite '{1}' is expected, but {2}. Remove one of the two.");

    public static readonly DiagnosticRule ExpressionRewritten = new("TAOT6010", "Expression computed in another way",
        "'{0}' is computed as {1}: {2} [{3}].", Severity.Info);

    public static readonly DiagnosticRule TimeOfCompilation = new("TAOT6011", "Time of compilation",
        "{0} was compiled in {1} ms: {2}.", Severity.Info);

    public static readonly DiagnosticRule RewritingDoesNotEnd = new("TAOT9010", "Rewriting does not end",
        "Internal error: the rewrites of {0} undo each other. Please report it with the expression.");

    public static readonly DiagnosticRule RewriteChangesType = new("TAOT9011", "A rewrite changed a type",
        "Internal error: the rewrite '{0}' turned {1} into {2}. Please report it with the expression.");
}
