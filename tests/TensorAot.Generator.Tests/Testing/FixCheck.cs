using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace TensorAot.Generator.Tests.Testing;

/// <summary>Runs the generator over a document, applies a code fix to what it reports, and compares the text.</summary>
internal static class FixCheck
{
    /// <summary>The fix makes the expected text of a source, which then compiles without the diagnostic.</summary>
    /// <param name="source">C# that has the mistake once.</param>
    /// <param name="id">The diagnostic.</param>
    /// <param name="title">The title of the action.</param>
    /// <param name="expected">The source afterwards.</param>
    public static async Task Becomes<TFix>(string source, string id, string title, string expected) where TFix : CodeFixProvider, new()
    {
        Document document = Open(source);
        CodeAction[] offered = await Offered<TFix>(document, id);
        Assert.That(offered.Select(a => a.Title), Has.Member(title));
        await Verify(await Apply(offered.First(a => a.Title == title), document), id, expected);
    }

    /// <summary>The titles that a fix offers for the diagnostics of an id in a source.</summary>
    public static async Task<string[]> Titles<TFix>(string source, string id) where TFix : CodeFixProvider, new() =>
        [.. (await Offered<TFix>(Open(source), id)).Select(a => a.Title)];

    /// <summary>Fixing all diagnostics of an id in the document makes the expected text.</summary>
    public static async Task AllBecome<TFix>(string source, string id, string key, string expected) where TFix : CodeFixProvider, new()
    {
        Document document = Open(source);
        var fix = new TFix();
        Diagnostic[] diagnostics = await Reported(document, id);
        var context = new FixAllContext(document, fix, FixAllScope.Document, key, fix.FixableDiagnosticIds, new Provider(diagnostics), CancellationToken.None);
        CodeAction? action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        await Verify(await Apply(action!, document), id, expected);
    }

    private static Document Open(string source)
    {
        var workspace = new AdhocWorkspace();
        ProjectId project = ProjectId.CreateNewId();
        return workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(project, VersionStamp.Default, "Library", "Library", LanguageNames.CSharp,
                compilationOptions: Source.Options, parseOptions: Source.ParseOptions, metadataReferences: Source.References))
            .GetProject(project)!.AddDocument("a.cs", Source.Header + source, filePath: "a.cs");
    }

    private static async Task<Diagnostic[]> Reported(Document document, string id)
    {
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        return [.. Check.Run(compilation, compile: TensorAot.Compiler.Compilation.Compile).Where(d => d.Id == id)];
    }

    private static async Task<CodeAction[]> Offered<TFix>(Document document, string id) where TFix : CodeFixProvider, new()
    {
        Diagnostic[] diagnostics = await Reported(document, id);
        Assert.That(diagnostics, Is.Not.Empty);
        var actions = new List<CodeAction>();
        foreach (Diagnostic diagnostic in diagnostics)
            await new TFix().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        Assert.That(actions.Select(a => a.EquivalenceKey), Has.None.Null);
        return [.. actions];
    }

    private static async Task<Document> Apply(CodeAction action, Document document)
    {
        ApplyChangesOperation change = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        return change.ChangedSolution.GetDocument(document.Id)!;
    }

    private static async Task Verify(Document document, string id, string expected)
    {
        string text = (await document.GetTextAsync()).ToString();
        Assert.That(text[Source.Header.Length..].ReplaceLineEndings("\n"), Is.EqualTo(expected.ReplaceLineEndings("\n")));
        Assert.That(await Reported(document, id), Is.Empty);
        Assert.That((await document.Project.GetCompilationAsync())!.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
    }

    private sealed class Provider(Diagnostic[] diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
