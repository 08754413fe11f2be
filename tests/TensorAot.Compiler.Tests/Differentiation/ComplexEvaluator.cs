using System.Numerics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>Evaluates graphs of numbers with <see cref="ComplexFunctions"/>. Conditions look at the real parts.</summary>
internal static class ComplexEvaluator
{
    public static Complex Evaluate(Node root, IReadOnlyDictionary<Node, Complex> inputs)
    {
        var values = new Dictionary<Node, Complex>();
        foreach (Node node in Graph.TopologicalOrder([root]))
            values[node] = inputs.TryGetValue(node, out Complex given) ? given : Value(node, [.. node.Inputs.Select(i => values[i])], inputs);
        return values[root];
    }

    private static Complex Value(Node node, Complex[] v, IReadOnlyDictionary<Node, Complex> inputs)
    {
        if (node.Rank != 0)
            throw new NotSupportedException($"{node} is no number");
        if (node.Attribute is ConstantAttribute constant)
            return constant.Value.ToDouble();
        if (ComplexFunctions.Table.TryGetValue(node.Op.Name, out Func<Complex[], Complex>? function))
            return function(v);
        if (node.Op.Kind == OpKind.Composite)
            return Evaluate(node.Op.Expand!(node), inputs);
        return node.Op.Name switch
        {
            "Equal" => v[0].Real == v[1].Real ? 1 : 0,
            "NotEqual" => v[0].Real != v[1].Real ? 1 : 0,
            "Less" => v[0].Real < v[1].Real ? 1 : 0,
            "LessEqual" => v[0].Real <= v[1].Real ? 1 : 0,
            "Greater" => v[0].Real > v[1].Real ? 1 : 0,
            "GreaterEqual" => v[0].Real >= v[1].Real ? 1 : 0,
            "And" => v[0].Real * v[1].Real,
            "Or" => Math.Max(v[0].Real, v[1].Real),
            "Not" => 1 - v[0].Real,
            "Cast" => node.DType.IsFloating() ? v[0] : Math.Truncate(v[0].Real),
            // Of one number a view, a sum and a reshape are the number.
            _ when node.Op.Kind is OpKind.View or OpKind.Reduction or OpKind.Reshape => v[0],
            _ => throw new NotSupportedException($"{node} has no complex formula"),
        };
    }
}
