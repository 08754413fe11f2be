using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Compare;

/// <summary>The step that went wrong; shrinking keeps it.</summary>
internal enum Fault
{
    /// <summary>The comparison itself throws.</summary>
    Fuzzer,

    /// <summary>Rewriting throws.</summary>
    RewriteCrash,

    /// <summary>The rewritten graph has other values.</summary>
    Rewrite,

    /// <summary>One rule alone gives other values.</summary>
    Rule,

    /// <summary>The exact evaluator gives other values than the reference of the same graph.</summary>
    Exact,

    /// <summary>Scheduling or printing throws, or the C# does not compile.</summary>
    CompileCrash,

    /// <summary>The generated C# gives other values.</summary>
    Generated,

    /// <summary>The generated C# gives other bits with another number of threads.</summary>
    Threads,

    /// <summary>The generated C# gives other bits without vector instructions.</summary>
    Portable,
}

/// <summary>Two evaluations that should agree and do not.</summary>
internal sealed record Mismatch(FuzzCase Case, Fault Fault, string Message, IReadOnlyList<string> Rules);
