using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Generator.Tests.Testing;
using Compilation = TensorAot.Compiler.Compilation;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>A mistake of the compiler in one function is an error at that function; the others are generated.</summary>
public class InternalErrorTests
{
    private const string Class = """
        [TensorGraph] public static partial class G
        {
            [Function] static Expr<float> First(Vector<float> x) => 2 * x;
            [Function] static Expr<float> {|TAOT9001:Second|}(Vector<float> x) => 3 * x;
            [Function] static Expr<float> Third(Vector<float> x) => 4 * x;
        }
        """;

    private static CompiledFunction FailToCompile(FunctionDeclaration declaration, FunctionGraph graph, CompileTimes? times) =>
        declaration.Name == "Second" ? throw new InvalidOperationException("out\nof luck") : Compilation.Compile(declaration, graph, times);

    private static CompiledFunction FailToEmit(FunctionDeclaration declaration, FunctionGraph graph, CompileTimes? times)
    {
        CompiledFunction compiled = Compilation.Compile(declaration, graph, times);
        return declaration.Name == "Second" ? compiled with { AsWritten = null! } : compiled;
    }

    private static readonly TestCaseData[] s_mistakes =
    [
        new TestCaseData((Func<FunctionDeclaration, FunctionGraph, CompileTimes?, CompiledFunction>)FailToCompile, "InvalidOperationException: out of luck").SetArgDisplayNames("compiling"),
        new TestCaseData((Func<FunctionDeclaration, FunctionGraph, CompileTimes?, CompiledFunction>)FailToEmit, "NullReferenceException").SetArgDisplayNames("emitting"),
    ];

    [TestCaseSource(nameof(s_mistakes))]
    public void OneFunctionFailsAndTheOthersAreThere(Func<FunctionDeclaration, FunctionGraph, CompileTimes?, CompiledFunction> mistaken, string says)
    {
        CompilationResult Compile(GraphClass model, CancellationToken cancellation) => Compilation.CompileWith(mistaken, model, cancellation);
        string message = Check.Diagnostics(Class, compile: Compile)[0];
        Assert.That(message, Does.Contain("TensorAot failed on Second").And.Contain(says));
        Assert.That(message, Does.Not.Contain("\n"));

        CSharpCompilation source = Source.Compile(new MarkedSource(Class).Text);
        CSharpGeneratorDriver.Create([new GraphGenerator(Compile).AsSourceGenerator()], parseOptions: Source.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(source, out Microsoft.CodeAnalysis.Compilation generated, out _);
        Assert.That(generated.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        INamedTypeSymbol type = generated.GetTypeByMetadataName("G")!;
        foreach (string name in (string[])["First", "Second", "Third"])
            Assert.That(type.GetMembers(name).OfType<IMethodSymbol>().Count(m => m.DeclaredAccessibility == Accessibility.Public || m.Parameters.Length > 0), Is.GreaterThan(1), name);
    }

    [Test]
    public void AMistakeWhileEvaluatingIsAtItsFunction()
    {
        GraphClass model = null!;
        Check.Diagnostics(Class.Replace("{|TAOT9001:Second|}", "Second").Replace("3 * x", "Grad(Sum(x * x), x)"), compile: (m, _) => { model = m; return new CompilationResult(null, []); });
        var evaluated = TensorAot.Compiler.Bodies.Evaluation.BodyEvaluator.Evaluate(
            model, declaration => new Graph { BeforeDerivatives = (_, _) => throw new InvalidOperationException("out of luck") });
        Assert.That(evaluated.Errors.Single(), Has.Property("Method").EqualTo(evaluated.Functions[1].Declaration.Method).And.Property("Message").Contains("out of luck"));
        Assert.That(evaluated.Functions.Select(f => f.Graph is null), Is.EqualTo((bool[])[false, true, false]));
    }
}
