namespace TensorAot.Examples;

/// <summary>The swing as a series of poses, angle and torque over time, and the cost over the rounds.</summary>
internal static class SwingFigure
{
    private const double Limit = SwingUp.Limit / SwingUp.Gravity;

    public static string Save(string path, double[] angles, double[] torques, double[] costs)
    {
        double[] time = [.. Enumerable.Range(1, angles.Length).Select(i => i * SwingUp.Step)];
        double[] degrees = [.. angles.Select(angle => angle * 180 / Math.PI)];
        double end = time[^1], upright = 180 * Math.Sign(degrees[^1]);
        double[] rounds = [.. Enumerable.Range(1, costs.Length).Select(i => (double)i)];
        return new Figure("A pendulum swung up by a motor that cannot lift it", "The plan of torques is found by the gradient of a simulated swing; a finer simulation drew this.", 560, 250)
            .Row(
                new Chart("Angle", "seconds", "degrees from hanging") { XRange = (0, end) }.Line("angle", time, degrees).Dashed("upright", [0, end], [upright, upright]),
                new Chart("Torque", "seconds", "torque / weight") { XRange = (0, end) }
                    .Line("torque", time, [.. torques.Select(torque => torque / SwingUp.Gravity)]).Dashed("limit", [0, end], [Limit, Limit]).Dashed("", [0, end], [-Limit, -Limit]))
            .Row(
                new Drawing("The swing, from pale to dark", (svg, area) => Poses(svg, area, angles)),
                new Chart("Cost of the plan", "round of the optimizer", "cost") { HasLegend = false }.Line("", rounds, costs))
            .Save(path);
    }

    // Three strips of two seconds: poses over each other would hide the swinging.
    private static void Poses(Svg svg, Area area, double[] angles)
    {
        const int Strips = 3;
        int each = angles.Length / Strips;
        double width = area.Width / Strips, arm = Math.Min(width, area.Height - 30) / 2 - 10;
        for (int strip = 0; strip < Strips; strip++)
        {
            double x = area.X + (strip + 0.5) * width, y = area.Y + arm + 12;
            for (int i = strip * each; i < (strip + 1) * each; i++)
            {
                double share = (i - strip * each + 1.0) / each;
                string shade = $"rgb({Shade(share, 0)},{Shade(share, 114)},{Shade(share, 178)})";
                double endX = x + arm * Math.Sin(angles[i]), endY = y + arm * Math.Cos(angles[i]);
                svg.Line(x, y, endX, endY, shade, 1.5);
                svg.Circle(endX, endY, 5, shade);
            }

            svg.Circle(x, y, 4, Svg.Ink);
            svg.Text(x, area.Bottom - 4, FormattableString.Invariant($"{strip * each * SwingUp.Step:0} to {(strip + 1) * each * SwingUp.Step:0} s"), 12, "middle", Svg.Grey);
        }
    }

    private static int Shade(double share, int dark) => (int)(240 - share * (240 - dark));
}
