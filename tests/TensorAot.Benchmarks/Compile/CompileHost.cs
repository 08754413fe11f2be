using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace TensorAot.Benchmarks.Compile;

/// <summary>A project in memory with the generator as it is shipped, and an editor that changes its files.</summary>
internal sealed partial class CompileHost
{
    private static readonly CSharpParseOptions s_parseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("TensorAot.Runtime.", StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path))]);

    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    /// <param name="files">Names and texts.</param>
    public CompileHost(IEnumerable<(string Name, string Text)> files)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        _compilation = CSharpCompilation.Create("Project", files.Select(f => CSharpSyntaxTree.ParseText(Usings + f.Text, s_parseOptions, f.Name)), s_references.Value, options);
        _driver = CSharpGeneratorDriver.Create([Generator().AsSourceGenerator()], parseOptions: s_parseOptions, optionsProvider: new Properties());
    }

    private static string Usings => "global using System; global using System.Collections.Generic; global using System.Linq;\n";

    /// <summary>Runs the generator.</summary>
    /// <returns>How long that took, with what it needs of the C# compiler, in milliseconds.</returns>
    public double Run()
    {
        long start = Stopwatch.GetTimestamp();
        _driver = _driver.RunGenerators(_compilation);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (Results.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException(error.ToString());
        return milliseconds;
    }

    /// <summary>What the last compilation of each class took in the compiler, in milliseconds, and how it says so itself.</summary>
    public IReadOnlyList<(double Milliseconds, string Stages)> Times =>
    [
        .. Results.Diagnostics.Where(d => d.Id == "TAOT6011").Select(d => Message().Match(d.GetMessage(CultureInfo.InvariantCulture)))
            .Select(m => (double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value)),
    ];

    /// <summary>Replaces text in a file, as a keystroke does, and runs the generator.</summary>
    /// <returns>How long the generator took, in milliseconds.</returns>
    public double Edit(string file, string old, string now)
    {
        SyntaxTree tree = _compilation.SyntaxTrees.Single(t => t.FilePath == file);
        int start = tree.ToString().IndexOf(old, StringComparison.Ordinal);
        SyntaxTree edited = tree.WithChangedText(tree.GetText().WithChanges(new TextChange(new TextSpan(start, old.Length), now)));
        _compilation = _compilation.ReplaceSyntaxTree(tree, edited);
        return Run();
    }

    private GeneratorDriverRunResult Results => _driver.GetRunResult();

    [GeneratedRegex(@"was compiled in ([\d.]+) ms: (.*)\.$")]
    private static partial Regex Message();

    private static IIncrementalGenerator Generator()
    {
        Assembly generator = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "compiler", "TensorAot.Generator.dll"));
        return (IIncrementalGenerator)Activator.CreateInstance(generator.GetType("TensorAot.Generator.GraphGenerator", throwOnError: true)!)!;
    }

    /// <summary>The project asks for times.</summary>
    private sealed class Properties : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = "times";
                return key == "build_property.TensorAotExplain";
            }
        }
    }
}
