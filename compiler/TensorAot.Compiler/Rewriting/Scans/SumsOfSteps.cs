using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>
/// Takes sums over the steps out of a loop: of products, which become one product whose inner axis runs over the steps as well (the
/// weight gradient of a recurrent network), and of what is known outside. (Theano: scan_pushout_dot1, scan_pushout_add.)
/// </summary>
internal static class SumsOfSteps
{
    public static readonly LoopRule Rule = new(
        "sums-of-steps", "s' = s + Dot(a[t].T, b[t]) -> s + Dot(a.T, b) after the loop, over all steps; s' = s + f(x[t]) -> s + Sum(f(x), 0)",
        "A sum over the steps can be taken after the loop; sums of products are products.", Apply)
    {
        TakesOut = true,
        MayChange = Deviations.Rounding | Deviations.SignOfZero,
        Covers = ["scan_pushout_dot1", "scan_push_out_dot1", "push_out_dot1_scan", "scan_pushout_add", "scan_push_out_add", "push_out_add_scan"],
    };

    private static Dictionary<Node, Node>? Apply(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        var sums = new StepSums(scan);
        (int State, List<Node> Terms)[] states =
        [
            .. Enumerable.Range(0, scan.Initial.Count).Where(loop.UsesFinal).Select(i => (i, Terms(scan, i))).Where(s => s.Item2 is not null).Select(s => (s.i, s.Item2!)),
        ];
        // Sums of what products need anyway (a bias beside a weight) come second: then it is there.
        foreach ((int state, List<Node> terms) in states)
            sums.TakeProducts(state, terms);
        foreach ((int state, _) in states)
            sums.TakeOthers(state);
        return sums.Build();
    }

    /// <summary>The terms that each step adds to a state which nothing else reads; null when it is no such sum.</summary>
    private static List<Node>? Terms(ScanView scan, int state)
    {
        Node variable = scan.StateVariables[state];
        HashSet<Node> dependent = LoopRegion.Of(scan.Results, [variable]);
        if (!scan.Next[state].DType.IsFloating() || scan.Results.Where((r, n) => n != state && dependent.Contains(r)).Any())
            return null;
        var terms = new List<Node>();
        Node sum = scan.Next[state];
        while (sum != variable)
        {
            if (sum.Op != Arithmetic.Add || sum.Shape != variable.Shape)
                return null;
            int on = dependent.Contains(sum.Inputs[0]) ? 0 : 1;
            if (!dependent.Contains(sum.Inputs[on]) || dependent.Contains(sum.Inputs[1 - on]))
                return null;
            terms.AddRange(StepSums.Unchained(sum.Inputs[1 - on], Arithmetic.Add));
            sum = sum.Inputs[on];
        }
        return terms;
    }
}
