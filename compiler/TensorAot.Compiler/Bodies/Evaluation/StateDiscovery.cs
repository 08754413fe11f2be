using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>The shared state of an object.</summary>
/// <param name="Paths">The shortest path to each.</param>
/// <param name="Names">Every path that was found, shortest first, under the name that files give it: tied state has several.</param>
internal sealed record DiscoveredState(Dictionary<SharedState, StatePath> Paths, EquatableArray<StateName> Names);

/// <summary>
/// Finds the shared state of an object: everything reached by read-only fields, auto-properties and places of arrays and lists.
/// Shortest paths win, in declaration order, so tied weights have one name.
/// </summary>
internal static class StateDiscovery
{
    public static DiscoveredState Find(ClassIndex index, ObjectValue root)
    {
        var found = new Dictionary<SharedState, StatePath>();
        var names = new List<StateName>();
        var seen = new HashSet<object> { root };
        var pending = new Queue<(object Value, EquatableArray<StateStep> Steps)>();
        pending.Enqueue((root, default));
        while (pending.Count > 0)
        {
            (object value, EquatableArray<StateStep> steps) = pending.Dequeue();
            foreach ((object? child, StateStep step) in Children(index, value, steps))
            {
                EquatableArray<StateStep> path = [.. steps, step];
                if (child is SharedState state)
                {
                    var there = new StatePath(path);
                    names.Add(new StateName(there.Name, path));
                    if (!found.ContainsKey(state))
                        found.Add(state, there);
                }
                else if (child is ObjectValue or ArrayValue or ListValue or RandomStreamValue && seen.Add(child))
                    pending.Enqueue((child, path));
            }
        }
        return new DiscoveredState(found, Distinct(names));
    }

    /// <summary>A private member of a base class may have the name of one in a derived class: later ones are numbered.</summary>
    private static EquatableArray<StateName> Distinct(List<StateName> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        string Free(string name)
        {
            string free = name;
            for (int i = 2; !taken.Add(free); i++)
                free = name + "_" + i.ToString(CultureInfo.InvariantCulture);
            return free;
        }
        return names.Select(n => n with { Name = Free(n.Name) }).ToEquatableArray();
    }

    private static IEnumerable<(object? Child, StateStep Step)> Children(ClassIndex index, object value, EquatableArray<StateStep> steps) => value switch
    {
        ObjectValue o => Members(index, o),
        ArrayValue { Lengths.Length: 1 } array => Places(array.Items, steps),
        ListValue list => Places(list.Items, steps),
        RandomStreamValue stream => [(stream.State, RandomStreamValue.Step)],
        _ => [],
    };

    private static IEnumerable<(object?, StateStep)> Members(ClassIndex index, ObjectValue value)
    {
        foreach ((TypeDeclaration declaration, TypeRef closed) in index.Hierarchy(value.Type))
        {
            TypeEnvironment types = TypeEnvironment.Of(declaration.Type, closed);
            foreach (FieldDeclaration field in declaration.Fields)
                if (!field.IsStatic && field.IsReadOnly)
                    yield return (value[field.Id], new StateStep(
                        field.Name, 0, CSharpTypeName.Of(closed), CSharpTypeName.Of(types.Close(field.Type)), field.IsAccessible, field.IsProperty)
                    {
                        Open = Open(declaration, closed, field),
                    });
        }
    }

    private static OpenMember? Open(TypeDeclaration declaration, TypeRef closed, FieldDeclaration field) =>
        closed.Arguments.Count == 0 || field.IsAccessible ? null : new OpenMember(
            declaration.Type.Arguments.Select(a => a.Name).ToEquatableArray(), closed.Arguments.Select(CSharpTypeName.Of).ToEquatableArray(),
            CSharpTypeName.Of(declaration.Type), CSharpTypeName.Of(field.Type), declaration.Constraints);

    /// <summary>The places of a collection, when its declared type has an indexer.</summary>
    private static IEnumerable<(object?, StateStep)> Places(IReadOnlyList<object?> items, EquatableArray<StateStep> steps)
    {
        string type = steps[steps.Count - 1].MemberType;
        string? element = CSharpTypeName.ElementOfIndexable(type);
        return element is null ? [] : items.Select((item, i) => (item, new StateStep(null, i, type, element, true, false)));
    }
}
