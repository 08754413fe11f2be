using System.Globalization;

namespace TensorAot.Accuracy;

/// <summary>The references of the special functions against mpmath's, which have 106 bits: two that share nothing.</summary>
internal static class SpecialCheck
{
    public static bool Run(string file)
    {
        using var formulas = new SpecialFormulas();
        using var sum = new Mpfr();
        var lines = File.ReadLines(file).Where(l => !l.StartsWith('#')).Select(l => l.Split(' ')).ToArray();
        int wrong = 0;
        foreach (string[] line in lines)
        {
            double[] at = [.. line[1].Split(',').Select(Parse)];
            (double high, double low) = (Parse(line[2]), Parse(line[3]));
            sum.Set(high);
            sum.Set("sub", sum.Set("add_d", sum, low), formulas.Of(line[0], at));
            // What is lost below the smallest double counts as well.
            if (Math.Abs(sum.ToDouble()) <= Math.Max(Math.ScaleB(Math.Abs(high), -98), 2 * double.Epsilon)) continue;
            wrong++;
            Console.WriteLine($"{line[0]}({string.Join(", ", at)}): {high:R} is off by {sum.ToDouble() / high:G3}");
        }

        Console.WriteLine($"{lines.Length} values of {lines.Select(l => l[0]).Distinct().Count()} functions, {wrong} of them not mpmath's");
        return wrong == 0;
    }

    private static double Parse(string bits) => BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
