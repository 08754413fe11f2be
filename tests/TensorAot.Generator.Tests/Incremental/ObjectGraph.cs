using System.Collections;
using System.Reflection;

namespace TensorAot.Generator.Tests.Incremental;

/// <summary>Walks everything that an object holds.</summary>
internal static class ObjectGraph
{
    /// <summary>Asserts that nothing reachable from a value is of one of the types, or derives from it.</summary>
    public static void AssertFreeOf(object value, params Type[] types)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<(object Value, string Path)>();
        pending.Push((value, value.GetType().Name));
        while (pending.TryPop(out var item))
        {
            if (!item.Value.GetType().IsValueType && !seen.Add(item.Value))
                continue;
            Assert.That(types.Where(t => t.IsInstanceOfType(item.Value)), Is.Empty, item.Path);
            foreach ((object child, string name) in Children(item.Value))
                pending.Push((child, item.Path + "." + name));
        }
        Assert.That(seen, Has.Count.GreaterThan(1));
    }

    private static IEnumerable<(object, string)> Children(object value)
    {
        if (value is string or Type || value.GetType().IsPrimitive)
            yield break;
        if (value is IEnumerable items)
            foreach (object? item in items)
                if (item is not null)
                    yield return (item, "[]");
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (!field.FieldType.IsPrimitive && field.GetValue(value) is { } child)
                    yield return (child, field.Name);
    }
}
