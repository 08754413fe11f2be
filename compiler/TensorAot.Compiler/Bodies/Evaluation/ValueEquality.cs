using System.Runtime.CompilerServices;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary><c>object.Equals</c> of build-time values: tuples and records by their parts, other objects by identity.</summary>
internal static class ValueEquality
{
    public static IEqualityComparer<object?> Comparer { get; } = new ByValue();

    public static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (TupleValue s, TupleValue t) => s.Items.Length == t.Items.Length && s.Items.Zip(t.Items, AreEqual).All(equal => equal),
        (ObjectValue s, ObjectValue t) => ReferenceEquals(s, t) || (s.IsCompared && AreObjectsEqual(s, t)),
        (HeapValue, _) => ReferenceEquals(a, b),
        _ => a.Equals(b),
    };

    private static bool AreObjectsEqual(ObjectValue a, ObjectValue b) =>
        a.Type == b.Type && a.Fields.All(f => AreEqual(f.Value, b[f.Key]));

    private static int HashOf(object? value)
    {
        var hash = new Hash();
        switch (value)
        {
            case TupleValue tuple:
                foreach (object? item in tuple.Items)
                    hash.Add(HashOf(item));
                return hash.Value;
            case ObjectValue { IsCompared: true } record:
                hash.Add(record.Type.Name);
                foreach (KeyValuePair<string, object?> field in record.Fields)
                    hash.Add(HashOf(field.Value));
                return hash.Value;
            case HeapValue:
                return RuntimeHelpers.GetHashCode(value);
            default:
                return value?.GetHashCode() ?? 0;
        }
    }

    private sealed class ByValue : IEqualityComparer<object?>
    {
        bool IEqualityComparer<object?>.Equals(object? a, object? b) => AreEqual(a, b);

        int IEqualityComparer<object?>.GetHashCode(object? value) => HashOf(value);
    }
}
