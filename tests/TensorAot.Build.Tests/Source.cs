using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Build.Reading;

namespace TensorAot.Build.Tests;

/// <summary>C# text as the project that the program reads.</summary>
internal static class Source
{
    private const string Header = """
        using System;
        using System.Linq;
        using TensorAot;
        using static TensorAot.Ops;

        """;

    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("TensorAot.Runtime.", StringComparison.Ordinal) || name == "MathNet.Numerics.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Reads a text; errors go to <paramref name="output"/>.</summary>
    public static Project? Read(string text, TextWriter output, bool onDevices = false)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Header + text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13), "Model.cs");
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Models", [tree], s_references, options);
        return ProjectReader.Read("Models", compilation, onDevices, new Messages(output, "Models.csproj"));
    }

    /// <summary>Reads a text that has no error.</summary>
    public static Project Read(string text, bool onDevices = false)
    {
        using var output = new StringWriter();
        Project? project = Read(text, output, onDevices);
        Assert.That(output.ToString(), Is.Empty);
        return project!;
    }

    /// <summary>The sizes of a project, as the user gives them.</summary>
    public static SizeTable Sizes(Project project, string text = "") => new(text, SizeTable.Default, project.Functions.SelectMany(f => f.Report.Sizes));
}
