using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>For every rule some expressions on which it fires and some on which it must not. One partial file for each file of rules.</summary>
public static partial class RuleCases
{
    private static readonly List<RuleCase> s_all = [];

    static RuleCases()
    {
        Arithmetic();
        Signs();
        Powers();
        Selection();
        Shapes();
        Reductions();
        Stable();
        Normalisations();
        Special();
        SlicesOfViews();
        SlicesOfDraws();
        SlicesOfValues();
        Diagonal();
        Gathers();
        Writes();
        ReadBack();
        JoinedParts();
        UnitAxes();
        Choices();
        Truths();
        OneHot();
        MatrixProducts();
        PartsOfProducts();
        Systems();
        DeterminantsAndFactors();
        StructuredMatrices();
        Factors();
        ReducedFunctions();
        ExponentialForms();
        StableLogarithms();
        StableSums();
        Views();
        Inverses();
        PickedTerms();
        WeightedTerms();
    }

    public static IReadOnlyList<RuleCase> All => s_all;

    private static void Fires(string rule, Func<CaseInputs, Node> before, Func<CaseInputs, Node> after) =>
        s_all.Add(new RuleCase(rule, before, after, s_all.Count));

    /// <summary>Another int[n, m].</summary>
    private static Node Integers(CaseInputs c, string name) => c.Input(name, DType.Int32, CaseInputs.N, CaseInputs.M);

    private static void Not(string rule, Func<CaseInputs, Node> before) => s_all.Add(new RuleCase(rule, before, null, s_all.Count));
}
