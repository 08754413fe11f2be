using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>
/// Finds the shared state of an object: everything reached by read-only fields, auto-properties and places of arrays and lists.
/// Shortest paths win, in declaration order, so tied weights have one name.
/// </summary>
internal static class StateDiscovery
{
    public static Dictionary<SharedState, StatePath> Find(ClassIndex index, ObjectValue root)
    {
        var found = new Dictionary<SharedState, StatePath>();
        var seen = new HashSet<object> { root };
        var pending = new Queue<(object Value, EquatableArray<StateStep> Steps)>();
        pending.Enqueue((root, default));
        while (pending.Count > 0)
        {
            (object value, EquatableArray<StateStep> steps) = pending.Dequeue();
            foreach ((object? child, StateStep step) in Children(index, value, steps))
            {
                EquatableArray<StateStep> path = [.. steps, step];
                if (child is SharedState state && !found.ContainsKey(state))
                    found.Add(state, new StatePath(path));
                else if (child is ObjectValue or ArrayValue or ListValue or RandomStreamValue && seen.Add(child))
                    pending.Enqueue((child, path));
            }
        }
        return found;
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
