namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Tests.Rewriting;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>
/// Expressions that exist (an op's samples, on which it is known to make sense, and the left-hand sides of rules) with values of the
/// graph in the place of their inputs. So every op comes with operands of its kind, macros and routines too.
/// </summary>
internal static class Grafts
{
    /// <summary>The ops whose samples are grafted: all that compute something and do not print.</summary>
    public static IReadOnlyList<Op> Ops { get; } =
        [.. OpTable.All.Where(op => op.DTypes.Count > 0 && op != Sources.Input && op != Checks.Print)];

    private static readonly HashSet<Op> s_special = [.. typeof(Gammas).GetFields().Concat(typeof(LinearAlgebra).GetFields()).Where(f => f.FieldType == typeof(Op)).Select(f => (Op)f.GetValue(null)!)];

    /// <summary>The expressions on which each rule fires.</summary>
    public static IReadOnlyDictionary<string, Func<CaseInputs, Node>[]> Seeds { get; } =
        RuleCases.All.Where(c => c.After is not null).GroupBy(c => c.Rule, c => c.Before).Select(g => KeyValuePair.Create(g.Key, g.ToArray())).Concat(LoopSeeds.All).ToDictionary();

    /// <summary>A sample of an op.</summary>
    public static Node Sample(Pool pool, Op op)
    {
        DType[] floating = [.. op.DTypes.Where(d => d == DType.Float64)];
        DType dtype = floating.Length > 0 && pool.Chance(0.75) ? floating[0] : pool.Any([.. op.DTypes]);
        Node[] samples = [.. op.Samples(new OpSamples(pool.Graph, dtype))];
        Node sample = pool.Any(samples);
        bool isStrict = Graph.TopologicalOrder([sample]).Any(IsStrict);
        var replacements = new Dictionary<Node, Node>();
        foreach (Node input in Inputs(sample))
        {
            int place = Math.Max(0, sample.Inputs.ToList().IndexOf(input));
            (double, double) domain = op.Domain[Math.Min(place, op.Domain.Count - 1)];
            replacements[input] = Operand(pool, input.Type, domain, isStrict);
        }
        return Substitution.Run([sample], replacements, renew: true)[0];
    }

    /// <summary>
    /// Whether an op gets operands from its domain only: it fails on others, or its reference formula holds for no others (special
    /// functions, factorisations).
    /// </summary>
    public static bool IsStrict(Node node) => node.CanFail || node.Op.Kind == OpKind.Routine || node.Op.Code?.HasExactForm == false || s_special.Contains(node.Op);

    /// <summary>An expression on which a rule fires, with its inputs as they are or with other values of the same types.</summary>
    /// <param name="pool">The values of the graph.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="asItIs">Whether to keep all inputs.</param>
    public static Node Rule(Pool pool, string rule, bool asItIs = false)
    {
        Node seed = pool.Any(Seeds[rule])(pool.Seeds);
        if (asItIs || pool.Chance(0.4))
            return seed;
        var replacements = new Dictionary<Node, Node>();
        foreach (Node input in Inputs(seed))
            if (pool.Chance(0.7) && pool.Pick(n => n.Type == input.Type) is { } value)
                replacements[input] = value;
        return Substitution.Run([seed], replacements, renew: true)[0];
    }

    private static IEnumerable<Node> Inputs(Node root) => Graph.TopologicalOrder([root]).Where(n => n.Op == Sources.Input);

    private static Node Operand(Pool pool, TensorType type, (double Low, double High) domain, bool isStrict)
    {
        if (type.DType.IsFloating() && pool.Chance(0.6) && pool.Pick(n => n.Type == type) is { } value)
            return isStrict || pool.Chance(0.5) ? Within(value, domain) : value;
        if (!isStrict && pool.Chance(0.4) && pool.Pick(n => n.Type == type) is { } other)
            return other;
        Node fresh = pool.Fresh(type, domain, isStrict);
        return !isStrict && pool.Chance(0.5) && pool.ScalarOf(type.DType) is { } scalar ? fresh + scalar : fresh;
    }

    /// <summary>A value moved into a domain.</summary>
    private static Node Within(Node value, (double Low, double High) domain) =>
        domain.Low + ((domain.High - domain.Low) * Sigmoid(value));
}
