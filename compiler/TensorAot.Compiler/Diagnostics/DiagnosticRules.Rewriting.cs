namespace TensorAot.Compiler.Diagnostics;

// 90xx: internal errors of rewriting. They name the rule, so that a report can be acted on.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule RewritingDoesNotEnd = new("TAOT9010", "Rewriting does not end",
        "Internal error: the rewrites of {0} undo each other. Please report it with the expression.");

    public static readonly DiagnosticRule RewriteChangesType = new("TAOT9011", "A rewrite changed a type",
        "Internal error: the rewrite '{0}' turned {1} into {2}. Please report it with the expression.");
}
