using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>What is not graph code: each construct on its span, with what to write instead.</summary>
public class ReadingRuleTests
{
    [TestCase("{|TAOT1001:try|} { } finally { } return x;", "check the condition with 'if'")]
    [TestCase("{|TAOT1001:lock|} (x) { } return x;", "never run on threads")]
    [TestCase("{|TAOT1001:using|} (new System.IO.StringWriter()) { } return x;", "leave it out")]
    [TestCase("{|TAOT1001:using|} var w = new System.IO.StringWriter(); return x;", "leave it out")]
    [TestCase("a: {|TAOT1001:goto a;|}", "use a loop", true)]
    [TestCase("var t = {|TAOT1001:typeof(int)|}; return x;", "one helper for each type")]
    [TestCase("ReadOnlySpan<int> s = {|TAOT1001:stackalloc int[2]|}; return x;", "an array or a collection expression")]
    [TestCase("int n = 1; ref int {|TAOT1001:r = ref n|}; return x;", "copy the value")]
    [TestCase("dynamic {|TAOT1001:d = 1|}; return x;", "give the variable its type")]
    [TestCase("var a = {|TAOT1001:new { B = 1 }|}; return x;", "a tuple with names")]
    [TestCase("int.TryParse(\"1\", {|TAOT1001:out var n|}); return x;", "returns its results")]
    [TestCase("Func<System.Threading.Tasks.Task> f = {|TAOT1001:async () => { }|}; return x;", "an ordinary lambda")]
    [TestCase("unsafe { int n = 1; int* p = {|TAOT1001:&n|}; } return x;", "use values and tensors")]
    [TestCase("foreach ((double a, double b) in new[] { (1, 2) }) { } return x;", "convert in the body", true)]
    [TestCase("long a; int b; {|TAOT1001:(a, b) = (1, 2).ToTuple().ToValueTuple()|}; return x;", "deconstruct into 'var'")]
    [TestCase("var u = {|TAOT1001:\"a\"u8|}; return x;", "an ordinary string")]
    [TestCase("int {|TAOT1001:Local|}(ref int n) => n; return x;", "return the new value", true)]
    [TestCase("return {|TAOT1002:Count|} * x;", "static readonly")]
    [TestCase("return {|TAOT1002:Rate|} * x;", "static readonly")]
    [TestCase("return {|TAOT1004:1 / 2|} * x;", "write '(double)1 / 2'")]
    [TestCase("Expr<float> y = 2 * ({|TAOT1004:3 / 2|}); return x + y + (4 / 2) * x + 1.0 / 2 * x;", "C# makes it 1")]
    public void NotGraphCode(string statements, string instead, bool isLoose = false)
    {
        string marked = Source.InFunction(statements, "static int Count; static float Rate { get; set; }");
        if (isLoose)
            Assert.That(Check.Run(Source.Compile(new MarkedSource(marked).Text)).Select(d => d.Id), Has.Some.EqualTo("TAOT1001"));
        else
            Assert.That(Check.Diagnostics(marked)[0], Does.Contain(instead));
    }

    [Test]
    public void AsyncAndIteratorHelpers() => Check.Diagnostics("""
        [TensorGraph] public static partial class G
        {
            [Function] static Expr<float> F(Vector<float> x) { foreach (var y in Many(x)) x.ToString(); Later(); return x; }
            static IEnumerable<Expr<float>> Many(Expr<float> x) { {|TAOT1001:yield return x;|} }
            static async void {|TAOT1001:Later|}() { {|TAOT1001:await System.Threading.Tasks.Task.Yield()|}; }
        }
        """);

    [TestCase("static class E { extension<T>(Expr<T> x) { public Expr<T> Twice() => 2 * x; public Expr<T> Half => 0.5 * x; } }",
        "return {|TAOT1001:x.Twice()|} + {|TAOT1001:((Expr<float>)x).Half|};", "marked 'this'")]
    [TestCase("class C { public int P { get => {|TAOT1001:field|} + 1; } = 3; }", "return x * new C().P;", "declare a field")]
    public void NewerLanguageThatIsNotRead(string type, string statements, string instead)
    {
        var options = Source.ParseOptions.WithLanguageVersion(LanguageVersion.Preview);
        Assert.That(Check.Diagnostics(type + Source.InFunction(statements), options: options,
            adapt: c => c.ReplaceSyntaxTree(c.SyntaxTrees[0], CSharpSyntaxTree.ParseText(c.SyntaxTrees[0].ToString(), options, "a.cs"))), Has.All.Contains(instead));
    }

    [Test]
    public void ErrorsInOtherFilesAreReportedThereAndOnce()
    {
        var compilation = Source.Compile(
            Source.InFunction("return Helper.Bad(x);", "[Function] static Expr<float> F2(Vector<float> x) => Helper.Bad(x);"),
            "static class Helper { public static Expr<float> Bad(Expr<float> x) { lock (x) { } return x; } }",
            "[TensorGraph] static partial class H { [Function] static Expr<float> F(Vector<float> x) => Helper.Bad(x); }");
        var reported = Check.Run(compilation);
        Assert.That(reported.Select(d => (d.Id, d.Location.SourceTree!.FilePath)), Is.EqualTo(new[] { ("TAOT1001", "b.cs") }));
    }

    [Test]
    public void DeepNestingIsAnErrorAndNoCrash()
    {
        string sum = string.Join(" + ", Enumerable.Repeat("x", 600));
        Assert.That(Check.Run(Source.Compile(Source.InFunction($"return {sum};"))).Select(d => d.Id), Is.EqualTo(new[] { "TAOT1003" }));
    }

    [TestCase("public G() => {|TAOT1005:F(new float[3])|};")]
    [TestCase("readonly object _o = {|TAOT1005:F(new float[3])|};")]
    [TestCase("[Function] Expr<float> H(Vector<float> x) => x + {|TAOT1005:F(new float[3])|}[0];")]
    public void GeneratedOverloadsDoNotExistYet(string member) => Check.Diagnostics(
        "[TensorGraph] public partial class G { [Function] Expr<float> F(Vector<float> x) => x; " + member + " }", isBroken: true);

    [TestCase("return x +;")]
    [TestCase("return Undefined(x);")]
    [TestCase("try { } finally { } return Undefined(x);")]
    [TestCase("lock (x) { }")]
    [TestCase("int n = \"a\"; lock (x) { } return x;")]
    [TestCase("Matrix<float> m = Exp(x); return m;")]
    [TestCase("return x")]
    public void CodeThatDoesNotCompileIsCSharpsToReport(string statements) =>
        Assert.That(Check.Run(Source.Compile(Source.InFunction(statements))), Is.Empty);

    [TestCase("[TensorGraph] public static partial class G { [Function] static Undefined F(Vector<float> x) => x; }")]
    [TestCase("[TensorGraph] public static partial class G { [Function] static Expr<float> F(Matrix<Undefined> x) => x; }")]
    [TestCase("[TensorGraph] public static partial class G { [Function] static Expr<float> F(")]
    [TestCase("[TensorGraph] public static partial class { }")]
    [TestCase("[TensorGraph] public static partial class G { [Function")]
    public void DeclarationsThatDoNotCompileAreCSharpsToReport(string text) => Assert.That(Check.Run(Source.Compile(text)), Is.Empty);

    [Test]
    public void EveryPrefixOfAModelIsReadWithoutFailing()
    {
        string text = Models.ModelSources.All.Single(s => s.Name == "SoftmaxRegression.cs").Text;
        for (int length = 0; length < text.Length; length += 41)
            Assert.That(Check.Run(Source.Compile(text[..length])).Select(d => d.Id), Has.None.EqualTo("TAOT9001"), text[..length]);
    }

    [Test]
    public void PragmasSilenceDiagnostics()
    {
        var compilation = Source.Compile("#pragma warning disable TAOT1004\n" + Source.InFunction("return 1 / 2 * x;"));
        var driver = Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create(new GraphGenerator(Check.Nothing))
            .RunGeneratorsAndUpdateCompilation(compilation, out _, out var reported);
        Assert.That(reported.Where(d => !d.IsSuppressed), Is.Empty);
    }
}
