using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Libraries;

/// <summary>Graph code of one assembly in the graph classes of another gives the text that it gives in one.</summary>
public class LibraryTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("a static helper with a private one",
            "[GraphCode] public static class Blocks { public static Expr<float> Twice(Expr<float> x) => Add(x, x); private static Expr<float> Add(Expr<float> a, Expr<float> b) => a + b; }",
            "[TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x) => Exp(Blocks.Twice(x)); }");
        yield return Case("a helper class that is not marked",
            "[GraphCode] public static class Blocks { public static Expr<float> Twice(Expr<float> x) => Inner.Double(x); } static class Inner { static readonly float Two = 2; public static Expr<float> Double(Expr<float> x) => Two * x; }",
            "[TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x) => Exp(Blocks.Twice(x)); }");
        yield return Case("a layer with private state",
            "[GraphCode] public sealed class Dense(int inputs, int outputs) { private readonly Shared<float> _w = Shared.Zeros<float>(inputs, outputs); public Shared<float> B { get; } = Shared.Zeros<float>(outputs); public Expr<float> Apply(Expr<float> x) => Dot(x, _w) + B; }",
            """
            [TensorGraph] public sealed partial class G
            {
                private readonly Dense _first = new(4, 3);
                private readonly Dense[] _more = [new(3, 3), new(3, 2)];
                [Function] Expr<float> F([Dims("n", 4)] Matrix<float> x) { var y = _first.Apply(x); foreach (var layer in _more) y = layer.Apply(Tanh(y)); return y; }
            }
            """);
        yield return Case("a generic type, a base class and an interface, derived from and implemented in the program",
            """
            public interface IActivation { Expr<float> Act(Expr<float> x); }
            [GraphCode] public abstract class Layer { public virtual Expr<float> Apply(Expr<float> x) => Inner(x) + 1; protected abstract Expr<float> Inner(Expr<float> x); }
            [GraphCode] public sealed class Activated<T>(T activation) : Layer where T : IActivation { protected override Expr<float> Inner(Expr<float> x) => activation.Act(x); }
            [GraphCode] public sealed class Chain(Layer first, Layer second) { public Expr<float> Apply(Expr<float> x) => second.Apply(first.Apply(x)); }
            """,
            """
            public sealed class Cubed : IActivation { public Expr<float> Act(Expr<float> x) => x * x * x; }
            public sealed class Halved : Layer { protected override Expr<float> Inner(Expr<float> x) => x / 2; }
            [TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x) => new Chain(new Activated<Cubed>(new()), new Halved()).Apply(x); }
            """);
        yield return Case("an optimizer over any states, with a custom gradient in the way",
            """
            [GraphCode] public sealed class Descent(double rate) { public void Step(Expr<float> cost, params Shared<float>[] states) { var slopes = Grad(cost, states); for (int i = 0; i < states.Length; i++) Update(states[i], states[i] - rate * slopes[i]); } }
            [GraphCode] public static class Tricks { [CustomGradient(nameof(Slope))] public static Expr<float> Clipped(Expr<float> x) => Sin(x); private static Expr<float> Slope(Expr<float> x, Expr<float> y, Expr<float> g) => Minimum(g, 1); }
            """,
            """
            [TensorGraph] public sealed partial class G
            {
                private readonly Shared<float> _w = Shared.Zeros<float>(3);
                private readonly Descent _descent = new(0.1);
                [Function] Expr<float> F([Dims(3)] Vector<float> x) { var cost = Sum(Tricks.Clipped(_w * x)); _descent.Step(cost, _w); return cost; }
            }
            """);
    }

    private static TestCaseData Case(string name, string library, string program) => new TestCaseData(library, program).SetName(name);

    [TestCaseSource(nameof(Cases))]
    public void TheTextIsTheSameAsInOneAssembly(string library, string program)
    {
        string apart = TwoAssemblies.Program(program, TwoAssemblies.Library(library));
        string together = TwoAssemblies.Program(program + "\n" + library);
        Assert.That(WithoutGraphCode(apart), Is.EqualTo(WithoutGraphCode(together)));
    }

    [Test]
    public void ALibraryMayUseALibrary()
    {
        MetadataReference inner = TwoAssemblies.Library("[GraphCode] public static class Blocks { public static Expr<float> Twice(Expr<float> x) => x + x; }");
        (CSharpCompilation outer, _) = TwoAssemblies.Generate(Source.Compile(
            "[GraphCode] public static class More { public static Expr<float> Fourfold(Expr<float> x) => Blocks.Twice(Blocks.Twice(x)); }").WithAssemblyName("Outer").AddReferences(inner));
        string text = TwoAssemblies.Program(
            "[TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x) => More.Fourfold(x); }", inner, TwoAssemblies.Image(outer));
        Assert.That(text, Does.Contain("4"));
    }

    [Test]
    public void InTheEditorTheLibraryIsACompilation()
    {
        (CSharpCompilation library, _) = TwoAssemblies.Generate(
            Source.Compile("[GraphCode] public static class Blocks { public static Expr<float> Twice(Expr<float> x) => x + x; }").WithAssemblyName("Lib"));
        TwoAssemblies.Program("[TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x) => Blocks.Twice(x); }", library.ToMetadataReference());
    }

    [Test]
    public void OrdinaryMembersAreNotGraphCode()
    {
        MetadataReference library = TwoAssemblies.Library(
            "[GraphCode] public sealed class Scale { public double Factor { get; } = 2; public Expr<float> Apply(Expr<float> x) => Factor * x; public void Save(string path) { lock (this) { System.IO.File.WriteAllText(path, ToString()); } } }");
        TwoAssemblies.Program("[TensorGraph] public sealed partial class G { readonly Scale _scale = new(); [Function] Expr<float> F(Vector<float> x) => _scale.Apply(x); }", library);
    }

    [Test]
    public void WhatIsNoGraphCodeIsReportedInTheLibrary()
    {
        (_, var reported) = TwoAssemblies.Generate(Source.Compile("[GraphCode] public static class Blocks { public static Expr<float> Twice(Expr<float> x) { lock (x) { } return x; } }"));
        Assert.That(reported.Select(d => d.Id), Is.EqualTo(new[] { "TAOT1001" }));
    }

    [Test]
    public void AnErrorInsideIsReportedAtTheCall()
    {
        MetadataReference library = TwoAssemblies.Library("[GraphCode] public static class Blocks { public static Expr<float> Times(Expr<float> x, Expr<float> y) => Dot(x, y); }");
        Diagnostic error = TwoAssemblies.Reported(
            "[TensorGraph] public static partial class G { [Function] static Expr<float> F([Dims(2, 3)] Matrix<float> x) => Blocks.Times(x, x); }", library).Single();
        Assert.That(error.Location.SourceTree!.ToString().Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length), Is.EqualTo("Blocks.Times(x, x)"));
        Assert.That(error.GetMessage(), Does.Contain("Times").And.Contain("3").And.Contain("2"));
    }

    [TestCase("public static class Blocks { public static Expr<float> Twice(Expr<float> x) => x + x; }", "Blocks.Twice is in the assembly Lib, which carries no graph code of it: mark Blocks with [GraphCode]")]
    [TestCase("[assembly: GraphCodeBodies(\"T:Blocks\", \"AAAA\")] public static class Blocks { public static Expr<float> Twice(Expr<float> x) => x + x; }", "cannot be read (Serialized bodies")]
    [TestCase("[assembly: GraphCodeBodies(\"T:Blocks\", \"?\")] public static class Blocks { public static Expr<float> Twice(Expr<float> x) => x + x; }", "cannot be read (The text is not Base64)")]
    public void CodeThatIsMissingOrUnreadableIsReportedAtTheCall(string library, string expected)
    {
        MetadataReference image = TwoAssemblies.Image(Source.Compile(library).WithAssemblyName("Lib"));
        Diagnostic error = TwoAssemblies.Reported("[TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x) => Exp(Blocks.Twice(x)); }", image).Single();
        Assert.That((error.Id, error.Location.SourceTree!.ToString().Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)), Is.EqualTo(("TAOT1006", "Blocks.Twice(x)")));
        Assert.That(error.GetMessage(), Does.Contain(expected));
    }

    private static string WithoutGraphCode(string text) =>
        string.Join('\n', text.Split('\n').Where(l => !l.StartsWith("[assembly: global::TensorAot.GraphCodeBodies", StringComparison.Ordinal) && !l.StartsWith("// The graph code of", StringComparison.Ordinal)))
            .Replace("// <auto-generated/>\n\n", "", StringComparison.Ordinal).Replace("// <auto-generated/>\n", "", StringComparison.Ordinal);
}
