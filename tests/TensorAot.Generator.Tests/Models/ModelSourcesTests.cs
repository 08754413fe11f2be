using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.Generator.Tests.Models;

/// <summary>The language as C# sees it: the models compile without a word from the compiler, and traps bind as intended.</summary>
public sealed class ModelSourcesTests
{
    [Test]
    public void ModelsCompileWithoutErrorsOrWarnings()
    {
        var diagnostics = ModelSources.Compile().GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.That(diagnostics.Select(diagnostic => diagnostic.ToString()), Is.Empty);
    }

    [Test]
    public void EveryModelIsThere()
    {
        var names = ModelSources.All.Select(source => Path.GetFileNameWithoutExtension(source.Name));
        Assert.That(names, Is.SupersetOf(ModelSources.Graphs));
    }

    // The overload that each call must bind to, by the types of its parameters.
    [TestCase("Maximum(f, 0)", "Expr<T>, T")]
    [TestCase("Maximum(f, 0.5)", "Expr<T>, double")]
    [TestCase("Pow(2, d)", "double, Expr<T>")]
    [TestCase("Where(f > 0, f, W)", "Expr<bool>, Expr<T>, Expr<T>")]
    [TestCase("Where(f > 0, 1f, 0f)", "Expr<bool>, T, T")]
    [TestCase("Clip(f, 0, 1)", "Expr<T>, T, T")]
    [TestCase("Sum(f, axis: -1)", "Expr<T>, Index, bool")]
    [TestCase("Sum(f, axis: ^1, keepDims: true)", "Expr<T>, Index, bool")]
    [TestCase("Sum(f, axis: [0, 1])", "Expr<T>, ReadOnlySpan<int>, bool")]
    [TestCase("Sum(f, keepDims: true)", "Expr<T>, bool")]
    [TestCase("Softmax(f)", "Expr<T>")]
    [TestCase("Softmax(f, axis: ^1)", "Expr<T>, Index")]
    [TestCase("Transpose(f)", "Expr<T>")]
    [TestCase("Transpose(f, 1, 0)", "Expr<T>, ReadOnlySpan<int>")]
    [TestCase("Squeeze(f, [0, 1])", "Expr<T>, ReadOnlySpan<int>")]
    [TestCase("Grad(Sum(f), W)", "Expr<T>, Expr<T>, Disconnected")]
    [TestCase("Grad(Sum(f), [W, W])", "Expr<T>, IReadOnlyList<Expr<T>>, Disconnected")]
    [TestCase("Grad(Sum(f), new List<Shared<float>>())", "Expr<T>, IReadOnlyList<Expr<T>>, Disconnected")]
    [TestCase("Cast<double>(f.Size(0))", "Expr")]
    [TestCase("Reshape(f, f.Size(0) * 2, -1)", "Expr<T>, ReadOnlySpan<Dim>")]
    [TestCase("Concatenate([f, W])", "ReadOnlySpan<Expr<T>>, Index")]
    [TestCase("Full(1f, 2, f.Size(1))", "T, ReadOnlySpan<Dim>")]
    [TestCase("Full<double>(1, 2)", "T, ReadOnlySpan<Dim>")]
    [TestCase("Any(f > 0, axis: 1)", "Expr<bool>, Index, bool")]
    [TestCase("Shared.Normal<float>(0.1, 20, 1, 5, 5)", "double, ReadOnlySpan<int>")]
    [TestCase("Shared.Normal<float>(0.1, [20, 1], seed: 7)", "double, ReadOnlySpan<int>, ulong")]
    [TestCase("Shared.From(new float[4], 2, 2)", "T[], ReadOnlySpan<int>")]
    [TestCase("Shared.From(new float[2, 2])", "T[,]")]
    [TestCase("Shared.From<float>([1, 2])", "ReadOnlySpan<T>, ReadOnlySpan<int>")]
    public void CallBindsTo(string call, string parameters)
    {
        var (model, root) = Bind(call);
        var invocation = root.DescendantNodes().OfType<EqualsValueClauseSyntax>().Last().Value;
        var method = (IMethodSymbol)model.GetSymbolInfo(invocation).Symbol!;
        string bound = string.Join(", ", method.OriginalDefinition.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        Assert.That(bound, Is.EqualTo(parameters));
    }

    // Shared state has a Length: C#'s implicit index pattern must not take the place of our indexer.
    [TestCase("W[^1]")]
    [TestCase("W[..2]")]
    [TestCase("W[0, .., 1]")]
    [TestCase("W[Slice.Ellipsis, 0]")]
    [TestCase("W[W > 0]")]
    public void IndexBindsToTheIndexerOfSlices(string access)
    {
        var (model, root) = Bind(access);
        var expression = root.DescendantNodes().OfType<ElementAccessExpressionSyntax>().First();
        var property = (IPropertySymbol)model.GetSymbolInfo(expression).Symbol!;
        Assert.That(property.Parameters.Single().Type.ToDisplayString(), Is.EqualTo("System.ReadOnlySpan<TensorAot.Slice>"));
    }

    [TestCase("f * d", "CS0019")]
    [TestCase("f.Size(0) / 2", "CS0019")]
    [TestCase("f * 1m", "CS0019")]
    public void IsRefusedByCSharp(string expression, string id)
    {
        var (model, _) = Bind(expression, expectErrors: true);
        Assert.That(model.GetDiagnostics().Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { id }));
    }

    private static (SemanticModel Model, SyntaxNode Root) Bind(string expression, bool expectErrors = false)
    {
        var compilation = ModelSources.Compile($$"""
            class Probe
            {
                readonly Shared<float> W = Shared.Zeros<float>(4, 4);
                void Body(Matrix<float> f, Matrix<double> d) { var result = {{expression}}; }
            }
            """);
        var tree = compilation.SyntaxTrees.Last();
        var model = compilation.GetSemanticModel(tree);
        if (!expectErrors)
            Assert.That(model.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return (model, tree.GetRoot());
    }
}
