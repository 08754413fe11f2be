using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>The rules about declarations, each on its span.</summary>
public class UsageTests
{
    [TestCase("[TensorGraph] public static class {|TAOT0001:G|} { [Function] static Expr<float> F(Vector<float> x) => x; }")]
    [TestCase("class {|TAOT0002:Outer|} { [TensorGraph] internal static partial class G { [Function] static Expr<float> F(Vector<float> x) => x; } }")]
    [TestCase("[TensorGraph] public static partial class G { static readonly Shared<float> {|TAOT0003:W|} = Shared.Zeros<float>(1); [Function] static Expr<float> F(Vector<float> x) => x; }")]
    [TestCase("[TensorGraph] public static partial class {|TAOT0004:G|}<T> { [Function] static Expr<float> F(Vector<float> x) => x; }")]
    [TestCase("partial class O<T> { [TensorGraph] internal static partial class {|TAOT0004:G|} { [Function] static Expr<float> F(Vector<float> x) => x; } }")]
    [TestCase("class C { [Function] static Expr<float> {|TAOT0018:F|}(Vector<float> x) => x; }")]
    [TestCase("[TensorGraph] file static partial class {|TAOT0022:G|} { [Function] static Expr<float> F(Vector<float> x) => x; }")]
    [TestCase("class C { [{|TAOT0021:Expect(\"softplus\")|}] static Expr<float> F(Expr<float> x) => x; }")]
    public void Classes(string marked) => Check.Diagnostics(marked);

    [TestCase("[Function] static Expr<T> {|TAOT0005:F|}<T>(Vector<T> x) => x;")]
    [TestCase("[Function] public static Expr<float> {|TAOT0006:F|}(Vector<float> x) => x;")]
    [TestCase("[Function] static Expr<float> F({|TAOT0007:ref|} Vector<float> x) => x;")]
    [TestCase("[Function] static Expr<float> F({|TAOT0007:params|} Expr<float>[] x) => x[0];")]
    [TestCase("[Function] static Expr<float> F({|TAOT0008:float[]|} x) => x[0];")]
    [TestCase("[Function] static Expr<float> F({|TAOT0008:Shared<float>|} x) => x;")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x, {|TAOT0008:bool|} deep) => x;")]
    [TestCase("[Function] static Expr<float> F({|TAOT0009:Expr<string>|} x) => 1f;")]
    [TestCase("[Function] static {|TAOT0009:Expr<string>|} F(Vector<float> x) => \"a\";")]
    [TestCase("[Function] static Expr<float> F([{|TAOT0010:Default(1)|}] Scalar<float> a, Scalar<float> b) => a;")]
    [TestCase("[Function] static Expr<float> F([{|TAOT0011:Dims(\"n\")|}] Matrix<float> x) => x;")]
    [TestCase("[Function] static Expr<float> F([Dims({|TAOT0012:\"2n\"|}, {|TAOT0012:-1|}, {|TAOT0012:1.5|})] Expr<float> x) => x;")]
    [TestCase("[Function] static void {|TAOT0013:F|}() { }")]
    [TestCase("[Function] static void {|TAOT0013:F|}(int n = 3) { }")]
    [TestCase("[Function] static {|TAOT0017:Expr<float>[]|} F(Vector<float> x) => [x];")]
    [TestCase("[Function] static {|TAOT0017:float|} F(Vector<float> x) => 1f;")]
    [TestCase("[Function] static Expr<int> F([Default({|TAOT0019:0.5|})] Scalar<int> n) => n;")]
    [TestCase("[Function] static Expr<float> F([Default({|TAOT0019:1|})] Vector<float> x) => x;")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x, Scalar<float> {|TAOT0040:rate|}) => x;")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x, int {|TAOT0040:n|} = 3) => x;")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x, Scalar<float> rate) { _ = rate; return x; }")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x, Scalar<float> _rate) => x;")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x) { var {|TAOT0041:next|} = x * 2; return x; }")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x) { (Expr<float> a, Expr<float> {|TAOT0041:b|}) = (x, x); return a; }")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x) { var next = Helper(x); return x; } static Expr<float> Helper(Expr<float> x) => x;")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x) { var next = Map(e => 2 * e, x); return x; }")]
    [TestCase("[Function] static Expr<float> F(Vector<float> x) { var (a, _) = (x, x); var _unused = x; int n = 3; return a; }")]
    [TestCase("[Function] static partial Expr<float> {|TAOT0020:F|}(Vector<float> x);", true)]
    public void Functions(string marked, bool isBroken = false) =>
        Check.Diagnostics("[TensorGraph] public static partial class G { " + marked + " }", isBroken);

    [Test]
    public void WhatIsNotUsedIsNotSaidBesideAnError() => Check.Diagnostics(
        "[TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x, Scalar<float> rate) { var next = x * 2; return {|TAOT2005:Sum(x, axis: 2)|}; } }",
        compile: TensorAot.Compiler.Compilation.Compile);

    [Test]
    public void DimsOnStateAreChecked() => Check.Diagnostics(
        "[TensorGraph] public partial class G { [Dims({|TAOT0012:\"\"|})] readonly Shared<float> _w = Shared.Zeros<float>(1); [Function] Expr<float> F(Vector<float> x) => x; }");

    [Test]
    public void AFunctionThatHidesAnOpAndMeansIt()
    {
        string message = Check.Diagnostics("[TensorGraph] public static partial class G { [Function] static Expr<float> Softmax(Matrix<float> x) => {|TAOT0014:Softmax(x)|}; }")[0];
        Assert.That(message, Does.Contain("write Ops.Softmax(...)"));
    }

    [Test]
    public void AFunctionThatCallsItselfAndMeansIt() => Assert.That(
        Check.Diagnostics("[TensorGraph] public static partial class G { [Function] static Expr<float> F(Matrix<float> x) => {|TAOT0014:F(x)|}; }")[0],
        Does.Contain("a helper whose recursion ends at build time"));

    [Test]
    public void ProjectsWithoutUnsafeBlocksAreTold() => Check.Diagnostics(
        "[TensorGraph] public static partial class {|TAOT0015:G|} { [Function] static Expr<float> F(Vector<float> x) => x; }",
        adapt: c => c.WithOptions(c.Options.WithAllowUnsafe(false)));

    [Test]
    public void OldLanguageVersionsAreTold()
    {
        var options = Source.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp12);
        Check.Diagnostics(
            "[TensorGraph] public static partial class {|TAOT0016:G|} { [Function] static Expr<float> F(Vector<float> x) => x; }",
            adapt: c => c.ReplaceSyntaxTree(c.SyntaxTrees[0], CSharpSyntaxTree.ParseText(c.SyntaxTrees[0].ToString(), options, "a.cs")), options: options);
    }

    [Test]
    public void EveryUsageAndReadingRuleHasACaseHere()
    {
        string[] tested = [.. Check.CasesOf(typeof(UsageTests)).Concat(Check.CasesOf(typeof(ReadingRuleTests))).Concat(Check.CasesOf(typeof(SignatureRuleTests)))
            // TAOT1006 needs two assemblies: LibraryTests. TAOT0030 is about a property: DebuggingPropertyTests.
            .Concat(["TAOT0014", "TAOT0015", "TAOT0016", "TAOT0030", "TAOT1003", "TAOT1006", "TAOT9001"])];
        Assert.That(DiagnosticRules.All.Select(r => r.Id).Where(id => id[4] is '0' || id.StartsWith("TAOT10", StringComparison.Ordinal) || id == "TAOT9001"),
            Is.SubsetOf(tested));
    }
}
