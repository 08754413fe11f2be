using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.Generate.Device;

/// <summary>The scalar C# that devices get as well: the special functions of the runtime, with what their names mean.</summary>
internal sealed class ScalarSources
{
    private const string Runtime = "runtime/TensorAot.Runtime", Kernels = Runtime + "/Kernels";

    /// <summary>What the project file imports everywhere (ImplicitUsings).</summary>
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private readonly CSharpCompilation _compilation;
    private readonly List<SyntaxTree> _translated = [];

    /// <param name="root">The root of the repository.</param>
    /// <exception cref="InvalidOperationException">The sources do not compile.</exception>
    public ScalarSources(string root)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = new List<SyntaxTree> { CSharpSyntaxTree.ParseText(Usings, options) };
        foreach (string file in Files(root))
        {
            SyntaxTree tree = CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(root, file)), options, file);
            trees.Add(tree);
            if (IsTranslated(file))
                _translated.Add(tree);
        }
        _compilation = CSharpCompilation.Create("Runtime", trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        RequireThatTheyCompile();
    }

    /// <summary>The sources of tests: one text, which sees the library of .NET alone.</summary>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static ScalarSources OfText(string text) => new(CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), "Text.cs"));

    private ScalarSources(SyntaxTree tree)
    {
        _translated.Add(tree);
        _compilation = CSharpCompilation.Create("Text", [tree], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        RequireThatTheyCompile();
    }

    /// <summary>The methods, in the order of the files.</summary>
    public IEnumerable<MethodDeclarationSyntax> Methods =>
        _translated.SelectMany(t => t.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>());

    /// <summary>What the names of a node's file mean.</summary>
    public SemanticModel Model(SyntaxNode node) => _compilation.GetSemanticModel(node.SyntaxTree);

    private static IEnumerable<MetadataReference> References =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));

    /// <summary>Paths from the root, with slashes, in a fixed order.</summary>
    private static IEnumerable<string> Files(string root) =>
        Directory.GetFiles(Path.Combine(root, Runtime), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith(Runtime + "/obj/", StringComparison.Ordinal) && !file.StartsWith(Runtime + "/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static bool IsTranslated(string file) =>
        file == Kernels + "/Functions/Functions.Special.cs" || file.StartsWith(Kernels + "/Special/", StringComparison.Ordinal);

    private void RequireThatTheyCompile()
    {
        foreach (SyntaxTree tree in _translated)
            if (_compilation.GetSemanticModel(tree).GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
                throw new InvalidOperationException($"The sources of device functions do not compile: {error}");
    }
}
