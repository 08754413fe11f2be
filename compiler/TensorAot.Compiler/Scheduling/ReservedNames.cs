using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Names that generated loops use themselves: a user's value of the same name gets a number.</summary>
internal static class ReservedNames
{
    private const int CountedNames = 64;

    private static readonly string[] s_counters =
        [.. Enumerable.Range(0, 6).SelectMany(k => new[] { "m" + k, "row" + k, "rest" + k, "left" + k, "batch" + k })];

    private static readonly string[] s_locals =
    [
        "f", "i", "row", "start", "end", "state", "rest", "own", "rowEnd", "partEnd", "lane", "block", "blockEnd", "strip", "stripEnd", "rowBlock", "folded",
        "workspace", "frame", "part", "var", "nint",
    ];

    private static readonly string[] s_types =
    [
        "Buffer", "Check", "DataChecks", "DataPrint", "Functions", "GC", "Gemm", "LaneFold", "Loop", "LoopWatch", "Math", "MethodImpl", "MethodImplOptions", "Pair", "Partial", "RowSums",
        "Shared", "System", "TensorAot", "Workspace", "WorkspacePool",
        .. OpTable.All.Select(op => op.Routine?.Method.Split('.')[0]).OfType<string>(),
    ];

    private static readonly string[] s_members =
    [
        "Call", "Run", "Watch", "WorkspaceBytes", "s_workspace", "s_profile", "s_checked", "Place", "ToBool", "ToByte", "ToDouble", "ToFloat", "ToInt", "ToLong",
        .. Enumerable.Range(0, CountedNames).SelectMany(k => new[] { "Loop" + k, "Rows" + k }),
    ];

    /// <summary>All of them, with the functions of every op.</summary>
    public static IReadOnlyCollection<string> All { get; } =
        [.. s_counters, .. s_locals, .. s_types, .. s_members, .. OpTable.All.Select(op => op.Code?.Text).OfType<string>(), .. OpTable.All.Select(op => op.Name)];
}
