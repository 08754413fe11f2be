using System.Globalization;
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Build.Verify;

/// <summary>
/// Derivatives of a function's results along a random direction u, weighted by random v: forward mode <c>v (J u)</c>, reverse mode
/// <c>(v J) u</c>, and central differences of the reference formulas with one step of Richardson extrapolation.
/// </summary>
internal sealed class GradientProbe(FunctionGraph function, IReadOnlyDictionary<string, NdArray> inputs, SizeChoice sizes, Random random)
{
    private const double Step = 1e-3;
    private const int Samples = 3;
    private readonly Dictionary<string, NdArray> _inputs = inputs.ToDictionary(p => p.Key, p => p.Value);

    public Outcome Run()
    {
        Node[] outputs = [.. function.Outputs.Select(o => o.Value).Where(n => n.DType.IsFloating() && n.Op.Kind != OpKind.Source)];
        IReadOnlyList<Node> order = Graph.TopologicalOrder(outputs);
        Node[] wrt = [.. order.Where(n => n.Attribute is InputAttribute && n.DType.IsFloating())];
        if (outputs.Length == 0 || wrt.Length == 0)
            return Outcome.Skipped("nothing to differentiate");
        if (order.Any(n => n.Op.EditsGradient))
            return Outcome.Skipped("has a gradient of its own");
        Node[] tangents = [.. wrt.Select((n, i) => NewInput(n, "tangent of " + ((InputAttribute)n.Attribute!).Name + i))];
        Node[] cotangents = [.. outputs.Select((n, i) => NewInput(n, "weight of result " + i))];
        try
        {
            Node[] forward = Derivatives.Jvp(outputs, wrt, tangents, Disconnected.Zero);
            Node[] reverse = Derivatives.Vjp(outputs, wrt, cotangents, Disconnected.Zero);
            if (!sizes.Passes())
                return Outcome.Skipped("not for these sizes");
            (double along, double against, double scale) = Derivative(forward, reverse, tangents, cotangents, null);
            return Judged(along, against, scale, Spread(along, against, seed => Derivative(forward, reverse, tangents, cotangents, seed)),
                step => Difference(outputs, wrt, tangents, cotangents, step), order.Any(n => n.Op.IsConstant), order.Any(n => n.Op == Conversion.Cast && n.DType == DType.Float32));
        }
        catch (GraphException e)
        {
            return Outcome.Skipped("none: " + e.Message);
        }
    }

    /// <summary>The derivative by both modes, and the size of its terms.</summary>
    private (double Along, double Against, double Scale) Derivative(Node[] forward, Node[] reverse, Node[] tangents, Node[] cotangents, int? noise)
    {
        NdArray[] values = new NoisyEvaluation(_inputs, sizes, noise).Values([.. forward, .. reverse]);
        IEnumerable<NdArray> jvp = values.Take(forward.Length), vjp = values.Skip(forward.Length);
        return (Dot(jvp, cotangents), Dot(vjp, tangents), Size(jvp, cotangents) + Size(vjp, tangents));
    }

    /// <summary>How far random errors move either: terms that cancel have no size to compare with.</summary>
    private static double Spread(double along, double against, Func<int, (double Along, double Against, double Scale)> noisy)
    {
        double spread = 0;
        for (int seed = 1; seed <= Samples; seed++)
        {
            (double first, double second, _) = noisy(seed);
            spread = Math.Max(spread, Math.Max(Math.Abs(first - along), Math.Abs(second - against)));
        }
        return spread;
    }

    private static Outcome Judged(double along, double against, double scale, double spread, Func<double, double> difference, bool hasConstants, bool rounds)
    {
        if (!double.IsFinite(along) || !double.IsFinite(against) || !double.IsFinite(spread))
            return Outcome.Skipped("not finite here");
        double tolerance = (1e-8 * scale) + (8 * spread);
        if (Math.Abs(along - against) > tolerance)
            return Outcome.Differs(Text($"forward mode gives {along:R} and reverse mode {against:R}"));
        // What is taken as a constant moves all the same when differences are taken.
        if (hasConstants)
            return new Outcome(2);
        // A conversion moves by steps.
        if (rounds)
            return new Outcome(2, Unjudged: 1);
        (double first, double second) = (difference(Step), difference(Step / 2));
        double error = Math.Abs(first - second);
        if (!double.IsFinite(error) || error > (1e-5 * scale) + (8 * spread))
            return new Outcome(2, Unjudged: 1);
        return Math.Abs(second - along) <= (1e-6 * scale) + tolerance + (10 * error)
            ? new Outcome(3)
            : Outcome.Differs(Text($"the derivative is {along:R} and differences give {second:R}"));
    }

    /// <summary>Extrapolated from two central differences, so that its error is of fourth order in the step.</summary>
    private double Difference(Node[] outputs, Node[] wrt, Node[] tangents, Node[] cotangents, double step) =>
        ((4 * Central(outputs, wrt, tangents, cotangents, step / 2)) - Central(outputs, wrt, tangents, cotangents, step)) / 3;

    private double Central(Node[] outputs, Node[] wrt, Node[] tangents, Node[] cotangents, double step)
    {
        double At(double by) => Dot(new NoisyEvaluation(Moved(wrt, tangents, by), sizes).Values(outputs), cotangents);
        return (At(step) - At(-step)) / (2 * step);
    }

    private Dictionary<string, NdArray> Moved(Node[] wrt, Node[] tangents, double by)
    {
        var moved = new Dictionary<string, NdArray>(_inputs);
        for (int k = 0; k < wrt.Length; k++)
        {
            (NdArray x, NdArray u) = (_inputs[Name(wrt[k])], _inputs[Name(tangents[k])]);
            moved[Name(wrt[k])] = new NdArray(x.Shape, [.. x.Values.Select((v, i) => v + (by * u.Values[i]))]);
        }
        return moved;
    }

    private double Dot(IEnumerable<NdArray> values, Node[] weights) =>
        values.Zip(weights, (v, w) => v.Values.Zip(_inputs[Name(w)].Values, (a, b) => a * b).Sum()).Sum();

    private double Size(IEnumerable<NdArray> values, Node[] weights) =>
        values.Zip(weights, (v, w) => v.Values.Zip(_inputs[Name(w)].Values, (a, b) => Math.Abs(a * b)).Sum()).Sum();

    private Node NewInput(Node like, string name)
    {
        int[] shape = sizes.Of(like.Type);
        _inputs[name] = NdArray.Generate(shape, _ => (2 * random.NextDouble()) - 1);
        return Sources.NewInput(function.Graph, name, like.Type);
    }

    private static string Name(Node input) => ((InputAttribute)input.Attribute!).Name;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
