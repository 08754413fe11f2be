using System.Reflection;
using TensorAot.Runtime;

namespace TensorAot.Benchmarks.Tests;

/// <summary>The workspace of a generated function.</summary>
/// <param name="Function">The name of the generated type.</param>
/// <param name="Known">Its size as known at build time; null where that depends on the arguments.</param>
/// <param name="Pool">Where calls rent it.</param>
internal sealed record FunctionWorkspace(string Function, long? Known, WorkspacePool Pool)
{
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.NonPublic;

    /// <summary>Those of all functions of the benchmark.</summary>
    public static IEnumerable<FunctionWorkspace> All =>
        from type in typeof(Workloads.Workload).Assembly.GetTypes()
        let pool = type.GetField("s_workspace", Own)
        where pool is not null
        select new FunctionWorkspace(type.Name, Constant(type), (WorkspacePool)pool.GetValue(null)!);

    /// <summary>What the calls so far have needed.</summary>
    public long Reserved => Pool.ReservedBytes;

    private static long? Constant(Type type) =>
        type.GetField("WorkspaceBytes", Own)?.GetRawConstantValue() is { } value ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
