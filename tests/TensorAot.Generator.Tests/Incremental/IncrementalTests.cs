using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Incremental;

/// <summary>What an edit makes run, and what it does not.</summary>
public class IncrementalTests
{
    private const string A = "[TensorGraph] public static partial class A { [Function] static Expr<float> F(Vector<float> x) => 2 * Helper.Twice(x); }";
    private const string B = "[TensorGraph] public static partial class B { [Function] static Expr<float> F(Vector<float> x) => x; }";
    private const string Shared = "static class Helper { public static Expr<float> Twice(Expr<float> x) { var y = x + x; return y; } }";
    private const string Unrelated = "class Other { int M() { return 1; } }";

    [Test]
    public void TheSameSourceGivesEqualModels()
    {
        GraphClass first = Source.Lower(A, Shared);
        GraphClass second = Source.Lower(A, Shared);
        Assert.That(second, Is.EqualTo(first));
        Assert.That(second.GetHashCode(), Is.EqualTo(first.GetHashCode()));
    }

    [TestCase(0, "2 *", "/* twice */ 2 *", TestName = "a comment in the body")]
    [TestCase(0, "[TensorGraph]", "\n\n// More.\n[TensorGraph]", TestName = "blank lines above the class")]
    [TestCase(0, "=> 2", "=>\n            2", TestName = "a line break")]
    [TestCase(2, "{ var y", "{\n\n  // Doubled.\n var y", TestName = "a comment in a helper")]
    [TestCase(3, "return 1", "return 2", TestName = "a body elsewhere")]
    [TestCase(3, "int M()", "int Renamed()", TestName = "a declaration elsewhere")]
    public void EditsThatChangeNoModelCompileNothing(int file, string old, string now)
    {
        var run = new TrackedRun(A, B, Shared, Unrelated);
        run.Edit(file, old, now);
        Assert.That(run.Reasons(TrackingNames.Lowered), Is.All.EqualTo(IncrementalStepRunReason.Unchanged).Or.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(run.Reasons(TrackingNames.Compiled), Is.All.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(run.OutputReasons(), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [TestCase(0, "2 *", "3 *")]
    [TestCase(2, "x + x", "x * x")]
    public void EditsThatChangeAModelCompileItAndNoOther(int file, string old, string now)
    {
        var run = new TrackedRun(A, B, Shared, Unrelated);
        run.Edit(file, old, now);
        Assert.That(run.Reasons(TrackingNames.Lowered).Count(r => r == IncrementalStepRunReason.Modified), Is.EqualTo(1));
        Assert.That(run.Reasons(TrackingNames.Compiled).Count(r => r == IncrementalStepRunReason.Modified), Is.EqualTo(1));
        Assert.That(run.Compiled, Is.EqualTo(new[] { "A", "B", "A" }));
    }

    [Test]
    public void AnErrorInOneClassCompilesNoOther()
    {
        var run = new TrackedRun(A, B, Shared, Unrelated);
        run.Edit(0, "=> 2", "=> (int)typeof(int).MetadataToken");
        Assert.That(run.Compiled, Is.EqualTo(new[] { "A", "B", "A" }));
        Assert.That(run.Result.Diagnostics.Select(d => d.Id), Does.Contain("TAOT1001"));
    }

    [Test]
    public void AnAddedClassRenamesNoFile()
    {
        var run = new TrackedRun(A, B, Shared, Unrelated);
        run.Edit(3, "class Other", "[TensorGraph] public static partial class C { [Function] static Expr<float> F(Vector<float> x) => x; } class Other");
        Assert.That(run.OutputReasons().Count(r => r == IncrementalStepRunReason.New), Is.EqualTo(1));
        Assert.That(run.OutputReasons().Count(r => r == IncrementalStepRunReason.Cached), Is.EqualTo(2));
    }

    [Test]
    public void NothingOfTheCompilationIsHeld()
    {
        var run = new TrackedRun(A, B, Shared, "[TensorGraph] public static partial class E { [Function] static Expr<float> F(Vector<float> x) { lock (x) { } return x; } }");
        foreach (string step in new[] { TrackingNames.Lowered, TrackingNames.Compiled })
            foreach (object value in run.Values(step))
                ObjectGraph.AssertFreeOf(value, typeof(Microsoft.CodeAnalysis.Compilation), typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Location));
    }

    [Test]
    public void PositionsFollowTheCodeWhenNothingIsCompiled()
    {
        static CompilationResult Fail(GraphClass model, CancellationToken _)
        {
            MethodDeclaration method = model.Methods.Single(m => m.Name == "F");
            Expression value = ((ReturnStatement)((BlockStatement)method.Body!).Statements[0]).Value!;
            return new CompilationResult(null, [new BodyError(TensorAot.Compiler.Diagnostics.DiagnosticRules.AxisOutOfRange, method.Id, value.Site, "no")]);
        }
        var run = new TrackedRun(Fail, A, Shared);
        run.Edit(0, "[TensorGraph]", "\n\n\n[TensorGraph]");
        Assert.That(run.Reasons(TrackingNames.Compiled), Is.All.EqualTo(IncrementalStepRunReason.Cached));
        Location location = run.Result.Diagnostics.Single().Location;
        Assert.That(location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length), Is.EqualTo("2 * Helper.Twice(x)"));
    }

    [Test]
    public void AFailureOfTheCompilerIsADiagnosticAtTheClass()
    {
        string message = Check.Diagnostics(
            "[TensorGraph] public static partial class {|TAOT9001:G|} { [Function] static Expr<float> F(Vector<float> x) => x; }",
            compile: (_, _) => throw new InvalidOperationException("out\nof luck"))[0];
        Assert.That(message, Does.Contain("InvalidOperationException: out of luck"));
        Assert.That(message, Does.Not.Contain("\n"));
    }

    [Test]
    public void FilesOfClassesThatDifferInCaseHaveDifferentNames()
    {
        var run = new TrackedRun(A, A.Replace("class A", "class a"));
        string[] names = [.. run.Result.Results[0].GeneratedSources.Select(s => s.HintName)];
        Assert.That(names, Is.EquivalentTo(new[] { "A.g.cs", "a-2.g.cs" }));
    }

    [Test]
    public void TwoPartsWithOneAttributeAreOneClass()
    {
        var run = new TrackedRun(A, "partial class A { static int N => 1; }", Shared);
        Assert.That(run.Compiled, Is.EqualTo(new[] { "A" }));
    }
}
