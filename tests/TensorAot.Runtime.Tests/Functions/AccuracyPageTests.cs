using System.Globalization;
using TensorAot.Compiler.Ops;
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

    [Test]
    public void EveryDeclaredAccuracyIsOnThePage()
    {
        Dictionary<string, string[]> rows = Rows(isSpecial: true);
        foreach ((string name, ScalarAccuracy accuracy) in OpTable.All.Where(op => op.Code?.Accuracy is not null).Select(op => (op.Code!.Text, op.Code.Accuracy!)))
        {
            Assert.That(rows.Keys, Does.Contain(name), $"./build.sh accuracy --only={name} --record writes it");
            string[] row = rows[name];
            Assert.That(row[1..3], Is.EqualTo(new[] { accuracy.Where, accuracy.ScaleText ?? "the result" }), $"{name}: ./build.sh accuracy --record writes the page anew");
            Assert.That((Number(row[4]), Number(row[7])), Is.EqualTo((accuracy.SingleUlpBound, accuracy.UlpBound)), name);
            Assert.That(Number(row[3]) <= Number(row[4]) && Number(row[6]) <= Number(row[7]), name);
        }

        Assert.That(rows, Has.Count.EqualTo(OpTable.All.Count(op => op.Code?.Accuracy is not null)));
    }

    private static Dictionary<string, string[]> Rows(bool isSpecial = false)
    {
        string? root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root!, "TensorAot.sln")))
            root = Path.GetDirectoryName(root);
        return File.ReadAllLines(Path.Combine(root!, "docs", "accuracy.md"))
            .SkipWhile(line => isSpecial && !line.StartsWith("## ", StringComparison.Ordinal))
            .TakeWhile(line => isSpecial || !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .Where(cells => cells[0] != "function")
            .ToDictionary(cells => cells[0]);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
