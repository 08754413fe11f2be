using System.Collections.Concurrent;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Typing;

/// <summary>Checks what every pass must leave true. Runs after each pass: a wrong rewrite is found where it happened.</summary>
public static class GraphVerifier
{
    private static readonly ConcurrentDictionary<Type, bool> s_valueEquality = new();

    /// <summary>Checks all nodes of a graph.</summary>
    /// <exception cref="InvalidOperationException">A fault of the compiler: what is wrong with which nodes.</exception>
    public static void Verify(Graph graph, string after) => Verify([.. graph.Nodes], after);

    /// <summary>Checks the nodes that <paramref name="roots"/> need.</summary>
    /// <exception cref="InvalidOperationException">A fault of the compiler: what is wrong with which nodes.</exception>
    public static void Verify(IEnumerable<Node> roots, string after)
    {
        string[] problems = [.. Graph.TopologicalOrder(roots).SelectMany(Problems)];
        if (problems.Length > 0)
            throw new InvalidOperationException($"after {after}: {string.Join("; ", problems)}");
    }

    /// <summary>What is wrong with a node: inputs that do not come before it, a type that its op would not infer, an attribute compared by reference.</summary>
    public static IEnumerable<string> Problems(Node node)
    {
        foreach (Node input in node.Inputs)
        {
            if (input.Graph != node.Graph)
                yield return $"{node}: input %{input.Id} is of another graph";
            else if (input.Id >= node.Id)
                yield return $"{node}: input %{input.Id} does not come before it";
        }
        if (node.Op.Kind == OpKind.Macro)
            yield return $"{node}: {node.Op.Name} is only a call";
        if (node.Attribute is { } attribute && !HasValueEquality(attribute.GetType()))
            yield return $"{node}: {attribute.GetType().Name} is compared by reference";
        if (TypeProblem(node) is { } problem)
            yield return problem;
    }

    private static string? TypeProblem(Node node)
    {
        try
        {
            TensorType type = node.Op.Type(new TypeRequest(node.Graph, node.Op, node.Inputs.Select(i => i.Type).ToEquatableArray(), node.Attribute));
            return AreEqual(node.Graph.Constraints, type, node.Type) ? null : $"{node}: the type should be {type}";
        }
        catch (GraphException e)
        {
            return $"{node}: {e.Message}";
        }
    }

    private static bool AreEqual(DimConstraints constraints, TensorType a, TensorType b) =>
        a.DType == b.DType && a.Rank == b.Rank
        && a.Shape.Dims.Zip(b.Shape.Dims, (x, y) => constraints.AreEqual(x, y) || constraints.IsChecked(x, y)).All(equal => equal);

    private static bool HasValueEquality(Type type) => s_valueEquality.GetOrAdd(type, ComparesByValue);

    /// <summary>Whether a type, and all that it is made of, compares by value: arrays and lists do not.</summary>
    private static bool ComparesByValue(Type type) =>
        type.IsPrimitive || type.IsEnum
        || (type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType is { } declaring && declaring != typeof(object)
            && type.GetProperties().Where(p => p.GetIndexParameters().Length == 0).All(p => !p.PropertyType.IsArray && !IsMutableList(p.PropertyType)));

    private static bool IsMutableList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>);
}
