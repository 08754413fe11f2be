using System.Globalization;
using TensorAot.Compiler.Programs;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>docs/accuracy.md has every function that is an approximation, with the bounds of its programs, and measured errors below them.</summary>
public sealed class AccuracyPageTests
{
    // Rounded correctly or not at all: there is nothing to measure.
    private const double CorrectlyRounded = 0.5;

    [Test]
    public void EveryProgramIsOnThePageWithItsBound()
    {
        Dictionary<string, string[]> rows = Rows();
        foreach (Program program in Library.All.Where(p => p.UlpBound > CorrectlyRounded))
        {
            Assert.That(rows.Keys, Does.Contain(program.Name));
            int column = program.LaneType == LaneType.Float32 ? 2 : 6;
            (double measured, double bound) = (Number(rows[program.Name][column - 1]), Number(rows[program.Name][column]));
            Assert.That(bound, Is.EqualTo(program.UlpBound), $"{program.Name}: ./build.sh accuracy --record writes the page anew");
            Assert.That(measured, Is.LessThanOrEqualTo(bound), program.Name);
        }
    }

    /// <summary>Those of one argument are measured on all of them.</summary>
    [Test]
    public void FloatIsMeasuredEverywhere() =>
        Assert.That(Rows().Where(r => r.Key is not ("Arctan2" or "Hypot" or "Pow")).Select(r => r.Value[4]), Is.All.EqualTo("all 2^32"));

    private static Dictionary<string, string[]> Rows()
    {
        string? root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root!, "TensorAot.sln")))
            root = Path.GetDirectoryName(root);
        return File.ReadAllLines(Path.Combine(root!, "docs", "accuracy.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .Where(cells => cells[0] != "function")
            .ToDictionary(cells => cells[0]);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
