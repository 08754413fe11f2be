using System.Reflection;

namespace TensorAot.Compiler.Ops;

/// <summary>Every op, found in the family classes of this folder.</summary>
public static class OpTable
{
    /// <summary>Every op, by name.</summary>
    public static IReadOnlyList<Op> All { get; } =
        [.. typeof(OpTable).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(OpTable).Namespace && t.IsAbstract && t.IsSealed)
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Op))
            .Select(f => (Op)f.GetValue(null)!)
            .OrderBy(op => op.Name, StringComparer.Ordinal)];

    private static readonly Dictionary<string, Op> s_byName = All.ToDictionary(op => op.Name, StringComparer.Ordinal);
    private static readonly Dictionary<string, Op> s_byOperator =
        All.Where(op => op.Operator is not null).ToDictionary(op => op.Operator!, StringComparer.Ordinal);

    public static Op? Find(string name) => s_byName.TryGetValue(name, out Op? op) ? op : null;

    /// <summary>The op that a C# operator method (<c>op_Addition</c>) means.</summary>
    public static Op? FindOperator(string method) => s_byOperator.TryGetValue(method, out Op? op) ? op : null;
}
