using System.Globalization;

namespace TensorAot.Generator.Tests.Stability;

/// <summary>
/// Naive formulas against arbitrary precision: value, slope and curvature of what a user's build generates, in float and double, alone, inside
/// a larger expression, and of numbers that are known when the program is built.
/// </summary>
public class StabilityTests
{
    private static readonly Type[] s_types = [typeof(float), typeof(double)];

    private static IEnumerable<TestCaseData> Cases(Formula[] formulas) =>
        from i in Enumerable.Range(0, formulas.Length)
        from type in s_types
        select new TestCaseData(i, type).SetArgDisplayNames(formulas[i].Text, type.Name);

    private static IEnumerable<TestCaseData> OfNumbers => Cases(Formulas.OfNumbers);

    private static IEnumerable<TestCaseData> OfPairs => Cases(Formulas.OfPairs);

    private static IEnumerable<TestCaseData> OfVectors => Cases(Formulas.OfVectors);

    [TestCaseSource(nameof(OfNumbers))]
    public void A_function_of_a_number_is_right_alone(int index, Type type) => Compare(Kind.Number, index, type, 1);

    [TestCaseSource(nameof(OfNumbers))]
    public void A_function_of_a_number_is_right_in_a_larger_expression(int index, Type type) => CompareFused(Kind.Number, index, type, 1);

    [TestCaseSource(nameof(OfNumbers))]
    public void A_function_of_a_constant_is_right(int index, Type type) => CompareConstants(Kind.Number, index, type);

    [TestCaseSource(nameof(OfPairs))]
    public void A_function_of_two_numbers_is_right_alone(int index, Type type) => Compare(Kind.Pair, index, type, 2);

    [TestCaseSource(nameof(OfPairs))]
    public void A_function_of_two_numbers_is_right_in_a_larger_expression(int index, Type type) => CompareFused(Kind.Pair, index, type, 2);

    [TestCaseSource(nameof(OfPairs))]
    public void A_function_of_two_constants_is_right(int index, Type type) => CompareConstants(Kind.Pair, index, type);

    [TestCaseSource(nameof(OfVectors))]
    public void A_function_of_a_vector_is_right_alone(int index, Type type) =>
        CompareVectors(Formulas.OfVectors[index], type, (x, weights) => FormulaAssembly.Call(Class(Kind.Vector, index, type), "Alone", x, weights), 1);

    [TestCaseSource(nameof(OfVectors))]
    public void A_function_of_a_vector_is_right_in_a_larger_expression(int index, Type type) =>
        CompareVectors(Formulas.OfVectors[index], type, (x, weights) => FormulaAssembly.Call(Class(Kind.Vector, index, type), "Fused", x, weights, new double[x.Length], [0]), 2);

    [TestCaseSource(nameof(OfVectors))]
    public void A_function_of_a_constant_vector_is_right(int index, Type type)
    {
        Formula formula = Formulas.OfVectors[index];
        var wrong = new List<string>();
        Reference[] references = References.Of(formula, type);
        for (int k = 0; k < references.Length; k++)
        {
            double[] values = FormulaAssembly.Call(Class(Kind.Vector, index, type), "Constant" + k, [0])[0];
            for (int i = 0; i < values.Length; i++)
                Check(wrong, formula, type, references[k], "value " + i, values[i], references[k].Results[0][i], isSlope: false);
        }
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_reference_has_a_formula_and_every_unusual_bound_a_reason()
    {
        Formula[] all = [.. Formulas.OfNumbers, .. Formulas.OfPairs, .. Formulas.OfVectors];
        Assert.That(References.Names, Is.EquivalentTo(all.Select(f => f.Reference).Distinct()));
        Assert.That(all.Where(f => f.Because is null && f != new Formula(f.Reference, f.Text)), Is.Empty);
    }

    private static void Compare(Kind kind, int index, Type type, int arguments) =>
        CompareAll(FormulaOf(kind, index), type, FormulaAssembly.Call(Class(kind, index, type), "Alone", Columns(FormulaOf(kind, index), type, arguments)), 1);

    private static void CompareFused(Kind kind, int index, Type type, int arguments)
    {
        Formula formula = FormulaOf(kind, index);
        double[] zeros = new double[References.Of(formula, type).Length];
        CompareAll(formula with { Floor = Math.Max(formula.Floor, formula.FusedFloor) }, type, FormulaAssembly.Call(Class(kind, index, type), "Fused", [.. Columns(formula, type, arguments), zeros, zeros]), 2);
    }

    private static void CompareConstants(Kind kind, int index, Type type) =>
        CompareAll(FormulaOf(kind, index), type, FormulaAssembly.Call(Class(kind, index, type), "Constant", [0]), 1);

    private static Formula FormulaOf(Kind kind, int index) => kind == Kind.Number ? Formulas.OfNumbers[index] : Formulas.OfPairs[index];

    private static string Class(Kind kind, int index, Type type) => FormulaSource.ClassOf(type, kind, index);

    private static double[][] Columns(Formula formula, Type type, int count) => [.. Enumerable.Range(0, count).Select(i => Column(formula, type, i))];

    private static double[] Column(Formula formula, Type type, int argument) => [.. References.Of(formula, type).Select(r => r.Arguments[argument])];

    private static void CompareAll(Formula formula, Type type, double[][] results, double factor)
    {
        string[] names = ["value", "slope", "curvature", "slope along y"];
        var wrong = new List<string>();
        Reference[] references = References.Of(formula, type);
        for (int k = 0; k < references.Length; k++)
            for (int r = 0; r < (results.Length); r++)
                Check(wrong, formula, type, references[k], names[r], results[r][k] / factor, references[k].Results[r][0], r > 0);
        Assert.That(wrong, Is.Empty);
    }

    private static void CompareVectors(Formula formula, Type type, Func<double[], double[], double[][]> call, double factor)
    {
        var wrong = new List<string>();
        foreach (Reference reference in References.Of(formula, type))
            for (int i = 0; i < reference.Results[0].Length; i++)
            {
                double[] weights = new double[reference.Results[0].Length];
                weights[i] = 1;
                double[][] results = call(reference.Arguments, weights);
                Check(wrong, formula, type, reference, "value " + i, results[0][i] / factor, reference.Results[0][i], isSlope: false);
                for (int j = 0; j < reference.Arguments.Length; j++)
                    Check(wrong, formula, type, reference, $"slope {i}, {j}", results[1][j] / factor, reference.Results[1][(i * reference.Arguments.Length) + j], isSlope: true, reference.Results[0][i]);
            }
        Assert.That(wrong, Is.Empty);
    }

    private static void Check(List<string> wrong, Formula formula, Type type, Reference reference, string what, double actual, Exact? exact, bool isSlope, Exact? value = null)
    {
        if (formula.SquaresFit && !reference.Arguments.All(a => Errors.SquareFits(type, a)))
            return;
        double floor = !isSlope ? formula.Floor : Math.Max(formula.SlopeFloor, formula.SlopeOfValue && value is { } v ? Math.Abs(v.High) : 0);
        floor = formula.FloorOfArguments ? Math.Max(floor, reference.Arguments.Max(Math.Abs)) : floor;
        double bound = (isSlope ? formula.SlopeUlps : formula.Ulps) * (formula.Growth?.Invoke(reference.Arguments[0]) ?? 1);
        double error = Errors.Of(type, actual, exact, floor);
        if (!(error <= bound))
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{what} at {string.Join(", ", reference.Arguments)}: {actual} for {exact?.High}, {error:g4} ulp"));
    }
}
