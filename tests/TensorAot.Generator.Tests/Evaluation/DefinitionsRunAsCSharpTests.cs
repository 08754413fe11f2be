using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Generator.Reading;

namespace TensorAot.Generator.Tests.Evaluation;

/// <summary>
/// The methods of Definitions/ compute a text from all that C# offers. Each is run twice: by .NET, as it is compiled here, and read from
/// its source text, lowered and evaluated as a helper of a function. Both texts must be the same.
/// </summary>
public sealed class DefinitionsRunAsCSharpTests
{
    private const string Prefix = "Definitions/";

    private static readonly Lazy<EvaluatedClass> s_evaluated = new(Evaluate);

    public static IEnumerable<MethodInfo> Methods => typeof(DefinitionsRunAsCSharpTests).Assembly.GetTypes()
        .Where(t => t.Namespace == typeof(DefinitionsRunAsCSharpTests).Namespace + ".Definitions" && !t.IsNested)
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(m => m.ReturnType == typeof(string) && m.GetParameters().Length == 0)
        .OrderBy(m => NameOf(m), StringComparer.Ordinal);

    [TestCaseSource(nameof(Methods))]
    public void EvaluationGivesWhatDotNetGives(MethodInfo method)
    {
        EvaluatedFunction function = s_evaluated.Value.Functions.Single(f => f.Declaration.Name == NameOf(method));
        Assert.That(function.Declaration.HasErrors, Is.False, "reading reports an error");
        BodyError error = function.Error!;
        Assert.That(
            error.Rule.Id == "TAOT1113" ? error.Message["Exception: ".Length..] : error.ToString(),
            Is.EqualTo((string)method.Invoke(null, null)!));
    }

    private static string NameOf(MethodInfo method) => method.DeclaringType!.Name + "_" + method.Name;

    /// <summary>A class with a function for each method, which throws the method's text.</summary>
    private static EvaluatedClass Evaluate()
    {
        IEnumerable<string> functions = Methods.Select(m =>
            $"[TensorAot.Function] static TensorAot.Expr<double> {NameOf(m)}(TensorAot.Scalar<double> x) => throw new System.Exception({m.DeclaringType!.FullName}.{m.Name}());");
        string graph = "[TensorAot.TensorGraph] public static partial class Definitions { " + string.Join("\n", functions) + " }";
        string usings = "global using System; global using System.Collections.Generic; global using System.Linq;";
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        SyntaxTree[] trees = [.. Sources().Append(usings).Append(graph).Select(text => CSharpSyntaxTree.ParseText(text, options))];
        CSharpCompilation compilation = CSharpCompilation.Create("Definitions", trees, Models.ModelSources.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Assert.That(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);

        TypeDeclarationSyntax syntax = trees[^1].GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Single();
        INamedTypeSymbol type = compilation.GetSemanticModel(trees[^1]).GetDeclaredSymbol(syntax)!;
        Lowering lowering = GraphClassReader.Read(type, syntax, compilation, out _, default);
        Assert.That(lowering.Errors.Where(e => e.Rule.Severity != TensorAot.Compiler.Diagnostics.Severity.Info).Select(e => e.Message), Is.Empty);
        return BodyEvaluator.Evaluate(lowering.Model!);
    }

    private static IEnumerable<string> Sources() => typeof(DefinitionsRunAsCSharpTests).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name =>
        {
            using var reader = new StreamReader(typeof(DefinitionsRunAsCSharpTests).Assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        });
}
