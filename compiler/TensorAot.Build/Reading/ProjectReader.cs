using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Reports;
using TensorAot.Generator;
using TensorAot.Generator.Diagnostics;
using TensorAot.Generator.Reading;
using TensorAot.Generator.Support;
using Compile = TensorAot.Compiler.Compilation;

namespace TensorAot.Build.Reading;

/// <summary>Reads and compiles the graph classes of a project as its generator does, from the arguments of the C# compiler.</summary>
internal static class ProjectReader
{
    /// <summary>The project; null after errors, which are reported.</summary>
    public static Project? Read(Options options, Messages messages)
    {
        CSharpCompilation compilation = Open(File.ReadAllLines(options.Arguments), options.Folder);
        return Read(options.Project, compilation, options.OnDevices, messages);
    }

    /// <summary>The project; null after errors, which are reported.</summary>
    public static Project? Read(string name, CSharpCompilation compilation, bool onDevices, Messages messages)
    {
        Lowering[] lowerings = [.. GraphClasses(compilation).Select(c => LoweringCache.ReadClass(c.Type, c.Syntax, compilation, CancellationToken.None))];
        var compiled = new List<CompiledClass>();
        var functions = new List<ProjectFunction>();
        foreach (Lowering lowering in lowerings)
        {
            if (lowering.Model is not { } model)
                continue;
            var found = new List<CompiledFunction>();
            model = model with { OnDevices = onDevices };
            compiled.Add(new CompiledClass(SourceMap.ClassId(model.Type), model.Type.Name, Compile.CompileWith((declaration, graph, times) =>
            {
                found.Add(Compile.Compile(declaration, graph, times));
                return found[^1];
            }, model, CancellationToken.None)));
            functions.AddRange(found.Select((function, i) => Function(lowering, model, function, found.Take(i).Count(f => f.Declaration.Name == function.Declaration.Name))));
        }
        foreach (Diagnostic error in Reporting.Join([.. lowerings], [.. compiled]).Where(d => d.Severity == DiagnosticSeverity.Error))
            messages.Error(error.Id, error.GetMessage(), PlaceOf(error.Location));
        return messages.HasErrors ? null : new Project(name, compilation, [.. functions.OrderBy(f => f.Name, StringComparer.Ordinal)]);
    }

    private static ProjectFunction Function(Lowering lowering, GraphClass model, CompiledFunction function, int earlier)
    {
        string name = $"{model.Type.Name.Replace('+', '.')}.{function.Declaration.Name}{(earlier == 0 ? "" : $" ({earlier + 1})")}";
        return new ProjectFunction(name, model, new FunctionReport(name, model, function), PlaceOf(lowering.Map.Find(function.Declaration.Method, 0)));
    }

    private static Place? PlaceOf(Location? location) => location?.GetMappedLineSpan() is { IsValid: true } span
        ? new Place(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1)
        : null;

    private static CSharpCompilation Open(string[] arguments, string folder)
    {
        CSharpCommandLineArguments parsed = CSharpCommandLineParser.Default.Parse(arguments, folder, sdkDirectory: null);
        IEnumerable<SyntaxTree> trees = parsed.SourceFiles.Select(file =>
        {
            using FileStream stream = File.OpenRead(file.Path);
            return CSharpSyntaxTree.ParseText(SourceText.From(stream, parsed.Encoding), parsed.ParseOptions, file.Path);
        });
        IEnumerable<MetadataReference> references = parsed.MetadataReferences
            .Select(r => (MetadataReference)MetadataReference.CreateFromFile(Path.Combine(folder, r.Reference), r.Properties));
        return CSharpCompilation.Create(parsed.CompilationName ?? "project", trees, references, parsed.CompilationOptions);
    }

    /// <summary>The types marked [TensorGraph], each where the first of its parts bears the attribute.</summary>
    private static IEnumerable<(INamedTypeSymbol Type, TypeDeclarationSyntax Syntax)> GraphClasses(CSharpCompilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel? semantics = null;
            foreach (TypeDeclarationSyntax syntax in tree.GetRoot().DescendantNodes(n => n is not (MemberDeclarationSyntax and not (BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))).OfType<TypeDeclarationSyntax>())
            {
                if (syntax.AttributeLists.Count == 0 || (semantics ??= compilation.GetSemanticModel(tree)).GetDeclaredSymbol(syntax) is not INamedTypeSymbol type)
                    continue;
                if (Language.Attribute(type, Language.TensorGraphAttribute)?.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>() == syntax)
                    yield return (type, syntax);
            }
        }
    }
}
