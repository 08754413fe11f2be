using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Reading;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Reading;

/// <summary>How functions and their class are declared in the model.</summary>
public class FunctionTests
{
    [Test]
    public void ParametersHaveDimsAndDefaults()
    {
        GraphClass model = Source.Lower("""
            namespace My.Models
            {
                public partial class Outer
                {
                    [TensorGraph] internal static partial class Inner
                    {
                        /// <summary>Trains &amp; more.</summary>
                        /// <param name="x">Rows.</param>
                        [Function] static (Expr<float> loss, Expr<int> count) Train(
                            [Dims("n", 784)] Matrix<float> x, Scalar<double> rate, bool deep = true, Expr<float>? bias = null, [Default(3)] Scalar<long> steps = null!) => (Sum(x), 1);
                        [Function] static Expr<float> Later([Default(0.5)] Scalar<float> a) => a;
                    }
                }
            }
            """);
        FunctionDeclaration train = model.Functions[0];
        Assert.That(train.Parameters.Select(p => (p.Name, p.Slot, p.Type.ToString(), p.Default, p.IsBuildTime)), Is.EqualTo(new (string, int, string, object?, bool)[]
        {
            ("x", 0, "TensorAot.Matrix`1<System.Single>", null, false),
            ("rate", 1, "TensorAot.Scalar`1<System.Double>", null, false),
            ("deep", 2, "System.Boolean", true, true),
            ("bias", 3, "TensorAot.Expr`1<System.Single>", null, true),
            ("steps", 4, "TensorAot.Scalar`1<System.Int64>", null, true),
        }));
        Assert.That(train.Parameters[0].Dims, Is.EqualTo(new object[] { "n", 784 }));
        Assert.That(train.ResultNames, Is.EqualTo(new[] { "loss", "count" }));
        Assert.That(train.Documentation, Is.EqualTo("<summary>Trains &amp; more.</summary>\n<param name=\"x\">Rows.</param>"));
        Assert.That(train.Accessibility, Is.EqualTo("internal"));
        Assert.That(model.Functions[1].Parameters[0].Default, Is.EqualTo(0.5));
        Assert.That(model.Header, Is.EqualTo(new ClassHeader("My.Models", ["partial class Outer"], "partial class Inner", "Inner", true)));
        Assert.That(model.Type, Is.EqualTo(new TypeRef("My.Models.Outer+Inner")));
    }

    [Test]
    public void NamesThatAreKeywordsAreEscaped() =>
        Assert.That(Source.Lower("namespace @in.b { [TensorGraph] public static partial class @event { [Function] static Expr<float> F(Vector<float> x) => x; } }").Header,
            Is.EqualTo(new ClassHeader("@in.b", [], "partial class @event", "@event", true)));

    [Test]
    public void FunctionsStandInTextualOrderAcrossParts() =>
        Assert.That(Source.Lower(
            "[TensorGraph] public static partial class G { [Function] static Expr<float> B(Vector<float> x) => x; }",
            "partial class G { [Function] static Expr<float> A(Vector<float> x) => x; }").Functions.Select(f => f.Name),
            Is.EqualTo(new[] { "B", "A" }));

    [Test]
    public void EveryTensorExpressionQuotesItsSource()
    {
        var body = (BlockStatement)Source.Method(Source.Lower(Source.InFunction("""
            var y = Exp( x   // why
                ,
                default!) ;
            return x+
                2*y;
            """, "static Expr<float> Exp(Expr<float> a, object b) => a;")), "F").Body!;
        Assert.That(((DeclareStatement)body.Statements[0]).Value!.Source, Is.EqualTo("Exp(x, default!)"));
        Assert.That(((ReturnStatement)body.Statements[1]).Value!.Source, Is.EqualTo("x+ 2*y"));
    }

    [Test]
    public void LongSourceIsCut()
    {
        var body = (BlockStatement)Source.Method(Source.Lower(Source.InFunction("return " + string.Join(" + ", Enumerable.Repeat("Exp(x)", 30)) + ";")), "F").Body!;
        string source = ((ReturnStatement)body.Statements[0]).Value!.Source!;
        Assert.That(source, Has.Length.EqualTo(120));
        Assert.That(source, Does.EndWith("..."));
    }

    [Test]
    public void SitesLeadBackToTheSource()
    {
        var compilation = Source.Compile(Source.InFunction("var y = Exp(x); return y + Sum(x);", ""));
        Lowering lowering = Source.LowerAnything(compilation);
        MethodDeclaration method = Source.Method(lowering.Model!, "F");
        var body = (BlockStatement)method.Body!;
        string At(int site)
        {
            var location = lowering.Map.Find(method.Id, site)!;
            return location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);
        }
        Assert.That(At(0), Is.EqualTo("F"));
        Assert.That(At(lowering.Model!.Functions[0].Parameters[0].Site), Is.EqualTo("Vector<float> x"));
        Assert.That(At(((DeclareStatement)body.Statements[0]).Value!.Site), Is.EqualTo("Exp(x)"));
        Assert.That(At(((ReturnStatement)body.Statements[1]).Value!.Site), Is.EqualTo("y + Sum(x)"));
    }

    [Test]
    public void AnErrorIsChargedToTheFunctionsThatReachIt()
    {
        Lowering lowering = Source.LowerAnything(Source.Compile("""
            [TensorGraph] public static partial class G
            {
                static Expr<float> Bad(Expr<float> x) { lock (x) { } return x; }
                static Expr<float> Good(Expr<float> x) => x;
                [Function] static Expr<float> A(Vector<float> x) => Good(Bad(x));
                [Function] static Expr<float> B(Vector<float> x) => Good(x);
            }
            """));
        Assert.That(lowering.Model!.Functions.Select(f => (f.Name, f.HasErrors)), Is.EqualTo(new[] { ("A", true), ("B", false) }));
        Assert.That(lowering.Model.Methods.Select(m => m.Name), Is.EquivalentTo(new[] { "B", "Good" }));
    }
}
