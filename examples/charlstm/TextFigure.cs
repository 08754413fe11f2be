namespace TensorAot.Examples;

/// <summary>The learning curve, and text that the model wrote.</summary>
internal static class TextFigure
{
    private const int Lines = 15;

    public static string Save(string path, Training training, double shares, string[] written)
    {
        double[] ends = [0, training.Read[^1]];
        return new Figure("A recurrent network that learned to write from one book", "Long short-term memory, letter by letter, on Alice's Adventures in Wonderland.", 500, 340)
            .Row(
                new Chart("Bits of a letter", "letters read", "bits") { XRange = (0, ends[1]) }
                    .Line("while learning", training.Read, training.Bits).Line("last chapter, never read", training.Read, training.HeldBackBits)
                    .Dashed("shares of letters", ends, [shares, shares]),
                new Drawing("What it writes", (svg, area) => Page(svg, area, written)))
            .Save(path);
    }

    private static void Page(Svg svg, Area area, string[] lines)
    {
        svg.Rectangle(area, "#faf6ec");
        for (int i = 0; i < Math.Min(lines.Length, Lines); i++)
            svg.Text(area.X + 16, area.Y + 28 + i * 20.5, lines[i], 12.5, isMono: true);
    }
}
