using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>
/// The C# of a page as a program: blocks with types are its classes, the others its statements, one after another. A block without a
/// language behind statements is what they print.
/// </summary>
internal sealed partial class PageProgram
{
    private const string Types = """
        /// <summary>Takes the place of System.Console.</summary>
        public static class Console
        {
            public static readonly System.Text.StringBuilder Printed = new();

            public static void WriteLine(object value) => Printed.Append(value).Append('\n');
        }
        """;

    private readonly List<string> _types = [Types];
    private readonly List<(string Statements, string? Prints)> _parts = [];

    public PageProgram(string text)
    {
        MatchCollection blocks = Block().Matches(text);
        for (int i = 0; i < blocks.Count; i++)
        {
            string code = blocks[i].Groups["code"].Value;
            if (blocks[i].Groups["language"].Value != "csharp")
                continue;
            if (Declaration().IsMatch(code))
                _types.Add(code);
            else
                _parts.Add((code, i + 1 < blocks.Count && blocks[i + 1].Groups["language"].Value.Length == 0 ? blocks[i + 1].Groups["code"].Value : null));
        }
    }

    /// <summary>How many blocks say what they print.</summary>
    public int Outputs => _parts.Count(p => p.Prints is not null);

    /// <summary>What each block of statements prints, and what the page says that it prints.</summary>
    public IEnumerable<(string Statements, string Printed, string Expected)> Run()
    {
        (CultureInfo culture, CultureInfo.CurrentCulture) = (CultureInfo.CurrentCulture, CultureInfo.InvariantCulture);
        try
        {
            var printed = (string[])Compile().GetType("Page")!.GetMethod("Run")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
            return [.. _parts.Select((p, i) => (p.Statements, printed[i], p.Prints)).Where(p => p.Prints is not null).Select(p => (p.Statements, p.Item2, p.Prints!))];
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private Assembly Compile()
    {
        var main = new StringBuilder("public static class Page\n{\n    public static string[] Run()\n    {\n        var printed = new List<string>();\n");
        foreach ((string statements, _) in _parts)
            main.Append(statements).Append("printed.Add(Console.Printed.ToString());\nConsole.Printed.Clear();\n");
        main.Append("        return printed.ToArray();\n    }\n}\n");
        CSharpCompilation source = Source.Compile([.. _types, main.ToString()]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new GraphGenerator().AsSourceGenerator()], parseOptions: Source.ParseOptions);
        driver.RunGeneratorsAndUpdateCompilation(source, out Compilation output, out System.Collections.Immutable.ImmutableArray<Diagnostic> reported);
        using var stream = new MemoryStream();
        EmitResult result = output.Emit(stream);
        string[] wrong = [.. reported.Where(d => d.Severity >= DiagnosticSeverity.Warning).Concat(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)).Select(d => d.ToString())];
        Assert.That(wrong, Is.Empty);
        return Assembly.Load(stream.ToArray());
    }

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(\[TensorGraph\]|(public |internal )?(static |sealed |readonly )*(partial )?(class|record|struct|interface) )", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
