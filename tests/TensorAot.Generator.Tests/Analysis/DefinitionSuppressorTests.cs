using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TensorAot.Generator.Analysis;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Analysis;

/// <summary>Hints on definitions are silenced, hints on other methods are not.</summary>
public class DefinitionSuppressorTests
{
    [TestCase("IDE0051")]
    [TestCase("CA1822")]
    [TestCase("CA1811")]
    [TestCase("IDE0060")]
    public async Task HintsOnDefinitionsAreSuppressed(string id)
    {
        var compilation = Source.Compile("[TensorGraph] public partial class G { [Function] Expr<float> F(Vector<float> x) => 1f; Expr<float> Helper(Expr<float> x) => x; }")
            .WithOptions(Source.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create(id, ReportDiagnostic.Warn)]));
        var analysis = compilation.WithAnalyzers(
            [new Hints(id), new DefinitionSuppressor()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.That(diagnostics.Select(d => (d.Id, d.GetMessage(), d.IsSuppressed)), Is.EquivalentTo(new[] { (id, "F", true), (id, "Helper", false) }));
    }

    /// <summary>Reports an id on every method, or on its first parameter where the id is about parameters.</summary>
#pragma warning disable RS1036, RS1041 // It runs in the test's process only, never in a compiler.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Hints : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _descriptor;

        public Hints(string id) => _descriptor = new DiagnosticDescriptor(id, "Hint", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxNodeAction(
                c =>
                {
                    var method = (MethodDeclarationSyntax)c.Node;
                    Location location = _descriptor.Id == "IDE0060" ? method.ParameterList.Parameters[0].Identifier.GetLocation() : method.Identifier.GetLocation();
                    c.ReportDiagnostic(Diagnostic.Create(_descriptor, location, method.Identifier.Text));
                },
                SyntaxKind.MethodDeclaration);
        }
    }
}
