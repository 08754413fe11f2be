namespace TensorAot.Examples;

/// <summary>The climb of the likelihood, what the process expects of patients held back, and which features count.</summary>
internal static class FitFigure
{
    public static string Save(string path, Fit fit, DiabetesData heldBack, double[] mean, double[] spread)
    {
        double[] steps = [.. Enumerable.Range(1, fit.Likelihoods.Count).Select(i => (double)i)];
        int[] order = [.. Enumerable.Range(0, mean.Length).OrderBy(i => mean[i])];
        double[] places = [.. order.Select((_, place) => place + 1.0)];
        return new Figure("Gaussian process: the course of diabetes", "Covariance lengths, signal and noise are fitted by the gradient of the log marginal likelihood, through the Cholesky factor.", 420, 340)
            .Row(
                new Chart("The fit", "evaluation", "log marginal likelihood") { HasLegend = false }.Line("", steps, fit.Likelihoods),
                new Chart("Patients held back", "patients, by what is expected", "course, in deviations")
                    .Line("expected", places, [.. order.Select(i => mean[i])]).Points("observed", places, [.. order.Select(i => heldBack.Y[i])])
                    .Band("two deviations", places, [.. order.Select(i => mean[i] - 2 * spread[i])], [.. order.Select(i => mean[i] + 2 * spread[i])]),
                new Drawing("How much each feature counts: 1 / length", (svg, area) => Relevance(svg, area, fit)))
            .Save(path);
    }

    private static void Relevance(Svg svg, Area area, Fit fit)
    {
        double[] relevance = [.. fit.Lengths.Select(length => Math.Exp(-length))];
        int[] order = [.. Enumerable.Range(0, relevance.Length).OrderByDescending(i => relevance[i])];
        double step = area.Height / order.Length, left = area.X + 130, width = area.Right - left - 44;
        for (int row = 0; row < order.Length; row++)
        {
            double y = area.Y + row * step, length = relevance[order[row]] / relevance[order[0]] * width;
            svg.Text(left - 8, y + step / 2 + 4, DiabetesData.Names[order[row]], 12, "end");
            svg.Rectangle(new(left, y + step * 0.2, Math.Max(length, 1), step * 0.6), Svg.Colours[0]);
            svg.Text(left + length + 6, y + step / 2 + 4, FormattableString.Invariant($"{relevance[order[row]]:0.000}"), 11, colour: Svg.Grey);
        }
    }
}
