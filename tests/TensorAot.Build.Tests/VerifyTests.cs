using System.Globalization;
using TensorAot.Build.Reading;
using TensorAot.Build.Verify;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Reports;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Build.Tests;

public class VerifyTests
{
    [Test]
    public void EveryFunctionIsRunInEveryWay()
    {
        (bool failed, string output) = Run(Source.Read(Models.Many));
        Assert.That(failed, Is.False, output);
        string[] lines = output.Split('\n');
        foreach (string function in (string[])["Layers.Regression.Train", "Layers.Regression.Norm", "Others.Fitted", "Others.Loop", "Others.Total", "Others.Two"])
            Assert.That(lines.Single(l => l.Contains(function + " ", StringComparison.Ordinal) && !l.Contains(function + " (", StringComparison.Ordinal)), Does.Match(@"\d+ agree.*\d+ agree.*3 agree"), output);
        Assert.That(lines.Single(l => l.Contains("Predict", StringComparison.Ordinal)), Does.EndWith("nothing to differentiate"));
        Assert.That(output, Does.Contain("8 functions verified with seed 1."));
    }

    [Test]
    public void TheGivenSizesAreTaken()
    {
        (bool failed, string output) = Run(Source.Read(Models.Logistic), "verifySizes=n=17 m=2", "seed=5");
        Assert.That(failed, Is.False, output);
        Assert.That(output, Does.Contain("m = 2, n = 17").And.Contain("34 agree").And.Contain("seed 5"));
    }

    [Test]
    public void ASizeThatThereIsNotIsAMistake() =>
        Assert.That(() => Run(Source.Read(Models.Logistic), "verifySizes=batch=17"), Throws.TypeOf<UsageException>().With.Message.Contains("batch").And.Message.Contains("m, n"));

    [Test]
    public void SizesPassTheChecksOfTheEntry()
    {
        (bool failed, string output) = Run(Source.Read("""
            [TensorGraph]
            public static partial class G
            {
                [Function]
                static Expr<double> Pairs([Dims("n")] Vector<double> x, [Dims("m", "k")] Matrix<double> y) => Reshape(x, y.Size(0), y.Size(1)) + y;
            }
            """));
        Assert.That(failed, Is.False, output);
        Assert.That(output, Does.Match(@"Pairs +k = \d+, m = \d+, n = \d+ +\d+ agree"), output);
    }

    [Test]
    public void PositiveNumbersAreDrawnWhereOthersGiveNothing()
    {
        (bool failed, string output) = Run(Source.Read("""
            [TensorGraph]
            public static partial class G
            {
                [Function]
                static Expr<double> F([Dims(7)] Vector<double> x) => Log(x) + Sqrt(1 - x);
            }
            """));
        Assert.That(failed, Is.False, output);
        Assert.That(output, Does.Match(@"7 agree +7 agree +3 agree"), output);
    }

    [Test]
    public void DrawsAreState()
    {
        (bool failed, string output) = Run(Source.Read("""
            [TensorGraph]
            public sealed partial class Noise
            {
                private readonly RandomStream _random = new(1);

                [Function]
                Expr<float> Noisy([Dims("n")] Vector<float> x) => x + _random.Uniform<float>(x.Size(0));
            }
            """));
        Assert.That(failed, Is.False, output);
    }

    [Test]
    public void GeneratedCodeThatComputesSomethingElseIsFoundAtItsFunction()
    {
        Project project = Source.Read("""
            [TensorGraph]
            public static partial class G
            {
                [Function]
                static Expr<float> Right([Dims("n")] Vector<float> x) => Tanh(x) * 2;

                [Function]
                static Expr<float> Wrong([Dims("n")] Vector<float> x) => Tanh(x) * 2.0001f;
            }
            """);
        ProjectFunction right = project.Functions[0], wrong = project.Functions[1];
        CompiledFunction mixed = right.Compiled with { Schedule = wrong.Compiled.Schedule };
        project = project with { Functions = [right with { Report = new FunctionReport(right.Name, right.Model, mixed) }] };
        (bool failed, string output) = Run(project);
        Assert.That(failed, Is.True);
        Assert.That(output, Does.Match(@"^Model\.cs\(9,24\): error TAOT7004: G\.Right: the rewritten graph: result\[0\] is \S+ and should be \S+"), output);
    }

    [Test]
    public void TheRewriteAtFaultIsNamed()
    {
        Project project = Source.Read("""
            [TensorGraph]
            public static partial class G
            {
                [Function]
                static Expr<double> F([Dims("n")] Vector<double> x) => Exp(Tanh(x) * 2 + 0);
            }
            """);
        ProjectFunction function = project.Functions[0];
        Pattern x = new VariablePattern("x");
        var right = new Rule("right", Stage.Canonicalize) { Form = "x + 0 -> x", Pattern = x + 0, Result = m => m[x], Why = "for a test" };
        var wrong = new Rule("wrong", Stage.Canonicalize) { Form = "tanh(x) -> sigmoid(x)", Pattern = new OpPattern(Hyperbolic.Tanh, x), Result = m => NodeOperators.Sigmoid(m[x]), Why = "for a test" };
        var report = new RewriteReport();
        FunctionGraph written = function.Compiled.AsWritten;
        FunctionGraph rewritten = written.WithRoots(Rewriter.Run([.. written.Roots], [right, wrong], report));
        CompiledFunction compiled = function.Compiled with { Schedule = Scheduler.Run(CompositeExpansion.Run(rewritten)), Rewrites = report };
        (bool failed, string output) = Run(project with { Functions = [function with { Report = new FunctionReport(function.Name, function.Model, compiled) }] });
        Assert.That(failed, Is.True);
        Assert.That(output, Does.Match(@"TAOT7004: G\.F: the rewritten graph: result\[0\] is \S+ and should be \S+; the rewrite 'wrong' turned Tanh\(x\) \(in 'Tanh\(x\)'\) into Sigmoid\(x\), which has other values"), output);
    }

    [Test]
    public void AStageIsNamedAlsoWhereALaterOneMakesUpForIt()
    {
        Project project = Source.Read("""
            [TensorGraph]
            public static partial class G
            {
                [Function]
                static Expr<double> F([Dims("n")] Vector<double> x) => Exp(Tanh(x) * 3);
            }
            """);
        ProjectFunction function = project.Functions[0];
        Pattern x = new VariablePattern("x");
        Rule Turn(string name, Op from, Func<Node, Node> to) => new(name, Stage.Canonicalize) { Form = name, Pattern = new OpPattern(from, x), Result = m => to(m[x]), Why = "for a test" };
        var report = new RewriteReport();
        Node[] written = [.. function.Compiled.AsWritten.Roots];
        IReadOnlyList<Node> wrong = Rewriter.Run(written, [Turn("away", Hyperbolic.Tanh, NodeOperators.Sigmoid)], report);
        report.RecordStage("First", written, wrong);
        IReadOnlyList<Node> right = Rewriter.Run(wrong, [Turn("back", Transcendental.Sigmoid, NodeOperators.Tanh)], report);
        report.RecordStage("Second", wrong, right);
        CompiledFunction compiled = function.Compiled with { Schedule = Scheduler.Run(function.Compiled.AsWritten.WithRoots(right)), Rewrites = report };
        (bool failed, string output) = Run(project with { Functions = [function with { Report = new FunctionReport(function.Name, function.Model, compiled) }] });
        Assert.That(failed, Is.True);
        Assert.That(output, Does.Match(@"TAOT7004: G\.F: the rewritten graph: after the stage First, result\[0\] is \S+ and should be \S+; the rewrite 'away' turned Tanh\(x\)"), output);
    }

    [Test]
    public void GeneratedCodeThatDoesNotFitItsOwnGraphIsFound()
    {
        Project project = Source.Read("""
            [TensorGraph]
            public sealed partial class G
            {
                private readonly Shared<float> _a = Shared.Zeros<float>(3);

                [Function]
                Expr<float> Right([Dims(3)] Vector<float> x) { Update(_a, _a + x); return Sum(x); }

                [Function]
                Expr<float> Wrong([Dims(3)] Vector<float> x) { Update(_a, _a - x); return Sum(x); }
            }
            """);
        ProjectFunction right = project.Functions[0], wrong = project.Functions[1];
        CompiledFunction mixed = right.Compiled with { Schedule = wrong.Compiled.Schedule with { Function = right.Compiled.Schedule.Function } };
        project = project with { Functions = [right with { Report = new FunctionReport(right.Name, right.Model, mixed) }] };
        (bool failed, string output) = Run(project);
        Assert.That(failed, Is.True);
        Assert.That(output, Does.Contain("generated code: _a[0] is "), output);
    }

    private static (bool Failed, string Output) Run(Project project, params string[] options)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var messages = new Messages(output, "Models.csproj");
        new Verify.Verification(project, new Options(options), messages).Run();
        return (messages.HasErrors, output.ToString());
    }
}
