using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Rewriting.Scans;
using TensorAot.Compiler.Typing;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Compare;

/// <summary>Compares the interpreters: the graph as written, rewritten by all rules and by one, and evaluated exactly.</summary>
internal sealed class GraphCheck(FuzzCase test, Tally tally)
{
    /// <summary>The function after rewriting; null when it could not be rewritten.</summary>
    public FunctionGraph? Rewritten { get; private set; }

    /// <summary>The values that the rewritten function must have, with float32 rounded.</summary>
    public Judge? Meaning { get; private set; }

    /// <summary>What is wrong; null when nothing is, or when the graph has no values for these inputs (<see cref="IsDropped"/>).</summary>
    public Mismatch? Run()
    {
        Judge original;
        try
        {
            original = new Judge(test, test.Roots, rounded: false, anySign: true);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArithmeticException or ArgumentException or InvalidOperationException or OverflowException)
        {
            IsDropped = true;
            return null;
        }
        return Rewrite(original) ?? Alone(original) ?? Exact();
    }

    /// <summary>Whether the rule that the graph is for has fired, or there is none.</summary>
    public bool HasFired { get; private set; } = test.Rule is null;

    /// <summary>Whether the graph as written fails on its inputs.</summary>
    public bool IsDropped { get; private set; }

    private Mismatch? Rewrite(Judge original)
    {
        var report = new RewriteReport();
        try
        {
            Rewritten = Rewriter.Run(test.Function, report);
            GraphVerifier.Verify(Rewritten.Roots, "rewriting");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Crash(Fault.RewriteCrash, e, report);
        }
        foreach (string rule in report.Events.Select(e => e.Rule.Name).Concat(report.LoopEvents))
            tally.Fired(rule);
        HasFired |= report.HasFired(test.Rule ?? "");
        return Compare(original, [.. Rewritten.Roots], report, Fault.Rewrite);
    }

    /// <summary>The rule of the seed without the others, which may leave it nothing to do.</summary>
    private Mismatch? Alone(Judge original)
    {
        if (test.Rule is null)
            return null;
        var report = new RewriteReport();
        try
        {
            IReadOnlyList<Node> roots = RuleTable.All.FirstOrDefault(r => r.Name == test.Rule) is { } rule
                ? Rewriter.Run([.. test.Roots], [rule], report)
                : LoopRewriter.Run([.. test.Roots], [LoopRewriter.All.Single(r => r.Name == test.Rule)], report);
            int times = report.Events.Count + report.LoopEvents.Count;
            tally.Fired(test.Rule, times);
            HasFired |= times > 0;
            return times == 0 ? null : Compare(original, roots, report, Fault.Rule);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Crash(Fault.RewriteCrash, e, report);
        }
    }

    private Mismatch? Compare(Judge original, IReadOnlyList<Node> roots, RewriteReport report, Fault fault)
    {
        bool mayBecomeFinite = report.LoopEvents.Count > 0 || report.Events.Any(e => e.Rule.MayChange.HasFlag(Deviations.NonFinite));
        // A sum of no elements becomes NaN where a factor taken out of it is not finite, and other rules may make anything of that.
        bool hasNothing = test.HasNothing();
        bool isOfNothing = hasNothing && report.Events.Any(e => e.Rule.MayChange.HasFlag(Deviations.NonFinite) && e.Rule.Name.StartsWith("sum-", StringComparison.Ordinal));
        for (int k = 0; k < roots.Count; k++)
            if (!AreSame(roots[k], test.Roots[k]))
                return new Mismatch(test, fault, $"y{k} was {test.Roots[k].Type} and is {roots[k].Type}", Rules(report));
        var interpreter = new Interpreter(test);
        for (int k = 0; k < roots.Count; k++)
        {
            double[] actual;
            try
            {
                actual = interpreter.Value(roots[k]).Values;
            }
            catch (ArithmeticException) when ((mayBecomeFinite && !original.IsFinite(k)) || !original.IsSettled(k))
            {
                // A matrix that has no inverse: the arithmetic as written goes on with NaN, or with what rounding made of zeros; a system of equations ends the function.
                tally.Unjudged += original.Values[k].Values.Length;
                continue;
            }
            catch (IndexOutOfRangeException) when (hasNothing)
            {
                // An index out of range throws in generated code also where no element is read; the reference of what was written did not look.
                tally.Unjudged += original.Values[k].Values.Length;
                continue;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return Crash(fault, e, report);
            }
            if (mayBecomeFinite && isOfNothing)
            {
                tally.Unjudged += actual.Length;
                continue;
            }
            int place = original.FirstDifference(k, actual, mayBecomeFinite, tally);
            if (place >= 0)
                return new Mismatch(test, fault, $"y{k}[{place}] was {original.Values[k].Values[place]:R} and is {actual[place]:R}", Rules(report));
        }
        return null;
    }

    private static bool AreSame(Node after, Node before) => after.DType == before.DType && after.Rank == before.Rank
        && after.Shape.Dims.Zip(before.Shape.Dims, (a, b) => after.Graph.Constraints.AreEqual(a, b)).All(same => same);

    private Mismatch? Exact()
    {
        // See Compare: the function ends here.
        try
        {
            Meaning = new Judge(test, [.. Rewritten!.Roots], rounded: true, anySign: false);
        }
        catch (Exception e) when (e is ArithmeticException or IndexOutOfRangeException)
        {
            IsDropped = true;
            return null;
        }
        if (!HasExactForm(Rewritten.Roots))
            return null;
        GraphExactArray[] values;
        try
        {
            values = GraphExact.Evaluate([.. Rewritten.Roots], test.ExactInputs(), test.Sizes());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e is ArithmeticException or IndexOutOfRangeException ? null : Crash(Fault.Exact, e, new RewriteReport());
        }
        ExactValues = values;
        for (int k = 0; k < values.Length; k++)
        {
            double[] actual = values[k].ToDoubles();
            int place = Meaning.FirstDifference(k, actual, mayBecomeFinite: false, tally);
            if (place >= 0)
                return new Mismatch(test, Fault.Exact, $"y{k}[{place}] is {Meaning.Values[k].Values[place]:R} by reference and {actual[place]:R} by exact evaluation of\n{GraphPrinter.Print([.. Rewritten.Roots.Select((r, i) => ("y" + i, r))])}", []);
        }
        return null;
    }

    /// <summary>The bits of the rewritten function, where exact evaluation has them.</summary>
    public GraphExactArray[]? ExactValues { get; private set; }

    private static bool HasExactForm(IEnumerable<Node> roots) =>
        Graph.TopologicalOrder(CompositeExpansion.Run([.. roots])).All(n => n.Op.Code?.HasExactForm != false);

    private Mismatch Crash(Fault fault, Exception e, RewriteReport report) =>
        new(test, fault, $"{e.GetType().Name}: {e.Message}\n{string.Join("\n", (e.StackTrace ?? "").Split('\n').Take(6))}", Rules(report));

    private static string[] Rules(RewriteReport report) => [.. report.Events.Select(e => e.Rule.Name).Concat(report.LoopEvents).Distinct()];
}
