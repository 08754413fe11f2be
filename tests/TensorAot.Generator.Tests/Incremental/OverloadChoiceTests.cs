using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Reading;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Incremental;

/// <summary>Which overloads a project gets, and what finding out costs.</summary>
public class OverloadChoiceTests
{
    private const string A = "[TensorGraph] public static partial class A { [Function] static Expr<float> F(Vector<float> x) => 2 * x; }";
    private const string Other = "class Other { int M() { return 1; } }";

    /// <summary>An assembly of a name and version.</summary>
    private static MetadataReference Package(string name, string version) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] namespace {name} {{ public class Sign; }}", Source.ParseOptions)],
        Source.Compile().References, Source.Options).ToMetadataReference();

    private static OverloadChoice.Facts Facts(string text, params MetadataReference[] references) =>
        OverloadChoice.Of(Source.Compile(A).AddReferences(references).AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, Source.ParseOptions)), CancellationToken.None);

    [TestCase("9.0.0.0", OverloadKinds.None)]
    [TestCase("10.0.0.0", OverloadKinds.Tensors)]
    [TestCase("11.2.0.0", OverloadKinds.Tensors)]
    public void TensorsFromVersion10(string version, OverloadKinds expected) =>
        Assert.That(OverloadChoice.Choose(Facts("", Package("System.Numerics.Tensors", version)), null), Is.EqualTo(expected));

    [TestCase("", false)]
    [TestCase("using System;", false)]
    [TestCase("using MathNet.Numerics.LinearAlgebra;", true)]
    [TestCase("using MathNet.Numerics.LinearAlgebra.Double;", true)]
    [TestCase("using MathNet.Numerics.Distributions;", false)]
    [TestCase("using MathNet.Numerics.LinearAlgebras;", false)]
    [TestCase("global using MathNet.Numerics.LinearAlgebra;", true)]
    [TestCase("using M = global::MathNet.Numerics.LinearAlgebra.Matrix<double>;", true)]
    [TestCase("using static MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;", true)]
    [TestCase("namespace N; using MathNet.Numerics.LinearAlgebra;", true)]
    [TestCase("namespace N { namespace M { using MathNet.Numerics.LinearAlgebra; } }", true)]
    [TestCase("class C { object o = \"using MathNet.Numerics.LinearAlgebra;\"; }", false)]
    public void MathNetWhereAFileUsesIt(string text, bool expected)
    {
        MetadataReference mathNet = Package("MathNet.Numerics", "5.0.0.0");
        Assert.That(OverloadChoice.Choose(Facts(text, mathNet), null), Is.EqualTo(expected ? OverloadKinds.MathNet : OverloadKinds.None));
        Assert.That(OverloadChoice.Choose(Facts(text), null), Is.EqualTo(OverloadKinds.None), "without the reference");
    }

    [TestCase(null, OverloadKinds.Tensors)]
    [TestCase("", OverloadKinds.Tensors)]
    [TestCase(" Auto ", OverloadKinds.Tensors)]
    [TestCase("none", OverloadKinds.None)]
    [TestCase("MathNet", OverloadKinds.MathNet)]
    [TestCase("tensors, mathnet", OverloadKinds.Tensors | OverloadKinds.MathNet)]
    public void ThePropertyDecides(string? property, OverloadKinds expected)
    {
        OverloadChoice.Facts facts = Facts("", Package("MathNet.Numerics", "5.0.0.0"), Package("System.Numerics.Tensors", "10.0.0.0"));
        Assert.That(OverloadChoice.Choose(facts, property), Is.EqualTo(expected));
        Assert.That(OverloadChoice.Choose(Facts(""), property), Is.EqualTo(OverloadKinds.None), "without the references");
    }

    [TestCase(1, "return 1", "return 2")]
    [TestCase(1, "int M()", "int Renamed()")]
    [TestCase(0, "[TensorGraph]", "\n[TensorGraph]")]
    public void EditsCompileNothing(int file, string old, string now)
    {
        TrackedRun run = Run("", out List<OverloadKinds> seen);
        run.Edit(file, old, now);
        Assert.That(seen, Is.EqualTo(new[] { OverloadKinds.Tensors }));
        Assert.That(run.Reasons(TrackingNames.Overloads), Is.All.EqualTo(IncrementalStepRunReason.Unchanged).Or.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(run.OutputReasons(), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void TheFirstUseOfMathNetCompilesOnce()
    {
        TrackedRun run = Run("// first", out List<OverloadKinds> seen);
        run.Edit(2, "// first", "namespace N { using MathNet.Numerics.LinearAlgebra; }");
        run.Edit(1, "return 1", "return 2");
        Assert.That(seen, Is.EqualTo(new[] { OverloadKinds.Tensors, OverloadKinds.Tensors | OverloadKinds.MathNet }));
    }

    /// <summary>What a keystroke costs: one tree is new, the others are known. The best of many, as the machine is not ours alone.</summary>
    [Test]
    public void AKeystrokeCostsLittle()
    {
        CSharpCompilation compilation = Source.Compile([.. Enumerable.Repeat(Other, 500).Select((t, i) => t.Replace("Other", "Other" + i))])
            .AddReferences(Package("System.Numerics.Tensors", "10.0.0.0"), Package("MathNet.Numerics", "5.0.0.0"));
        _ = OverloadChoice.Of(compilation, CancellationToken.None);
        double best = double.MaxValue;
        for (int i = 0; i < 30; i++)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[7], Source.Parse(Other.Replace("return 1", "return " + i), 7));
            _ = compilation.Assembly;
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            _ = OverloadChoice.Of(compilation, CancellationToken.None);
            best = Math.Min(best, System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        TestContext.Out.WriteLine($"{best * 1000:F0} us for 500 files");
        Assert.That(best, Is.LessThan(1));
    }

    private static TrackedRun Run(string third, out List<OverloadKinds> seen)
    {
        List<OverloadKinds> kinds = seen = [];
        return new TrackedRun(
            (model, _) =>
            {
                kinds.Add(model.Overloads);
                return new CompilationResult("// " + model.Overloads, []);
            },
            [Package("System.Numerics.Tensors", "10.0.0.0"), Package("MathNet.Numerics", "5.0.0.0")], [A, Other, third]);
    }
}
