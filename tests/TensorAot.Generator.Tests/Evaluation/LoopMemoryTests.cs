using System.Text.RegularExpressions;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Evaluation;

/// <summary>What loops keep of their steps: the workspace that the head of the generated file states, and the text that grows with a definition.</summary>
public sealed partial class LoopMemoryTests
{
    private static string Text(string function) =>
        Compiler.Compilation.Compile(Source.Lower($"[TensorGraph] public static partial class G {{ [Function] static {function} }}")).Text!;

    private static long Workspace(string function) => long.Parse(Bytes().Match(Text(function)).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static string Logistic(string with, string by = "x") =>
        $"Expr<double> F([Dims(64)] Vector<double> x, Scalar<double> r) {{ var final = Scan(x => r * x * (1 - x), x, steps: 1000{with}); return Grad(Sum(final), {by}); }}";

    [Test]
    public void Checkpoints_keep_states_of_blocks_and_steps_of_one_block()
    {
        const int Row = 64 * 8;
        Assert.That(Workspace(Logistic("")), Is.InRange(1000 * Row, 1006 * Row));
        // 31 blocks of 32 steps and 8 steps that are left.
        Assert.That(Workspace(Logistic(", checkpoint: 32")), Is.InRange((31 + 32) * Row, (31 + 32 + 12) * Row));
        Assert.That(Workspace(Logistic(", checkpoint: 40")), Is.InRange((25 + 40) * Row, (25 + 40 + 6) * Row));
    }

    [Test]
    public void A_truncated_gradient_keeps_the_last_steps() =>
        Assert.That(Workspace(Logistic(", truncate: 20", by: "r")), Is.InRange(20 * 64 * 8, 28 * 64 * 8));

    [TestCase("[^1]", 8)]
    [TestCase("[^3..]", 8)]
    [TestCase("[..3]", 5)]
    public void Only_the_steps_that_are_read_are_stored(string read, int rows) => Assert.That(
        Workspace($"Expr<double> F([Dims(64)] Vector<double> x) => Sum(Exp(Scan(x => {{ var y = Sin(x); return (y, y); }}, x, steps: 1000).outputs{read}), axis: -1);"),
        Is.LessThanOrEqualTo(rows * 64 * 8));

    [TestCase("Scan(x => x[-1] + x[-{0}], Past(x), steps: 1000)[^1]", 10)]
    [TestCase("Scan(x => {{ var y = x; for (int i = 0; i < {0}; i++) y = While(z => Sum(z) < 3, z => z * 2, y, maxSteps: 9).final; return y; }}, x[0], steps: 5)", 10)]
    [TestCase("Grad(Sum(Scan(x => Tanh(x[-1] + x[-{0}]), Past(x), steps: 1000, checkpoint: 30)), x)", 10)]
    public void The_text_grows_no_more_than_linearly(string formula, int count)
    {
        int Length(int n) => Text($"Expr<double> F([Dims(100, 8)] Matrix<double> x) => {string.Format(System.Globalization.CultureInfo.InvariantCulture, formula, n)};").Length;
        (int one, int two, int four) = (Length(count), Length(2 * count), Length(4 * count));
        Assert.That(four - two, Is.LessThan(2.5 * (two - one)));
    }

    [GeneratedRegex(@"//   workspace +(\d+) bytes")]
    private static partial Regex Bytes();
}
