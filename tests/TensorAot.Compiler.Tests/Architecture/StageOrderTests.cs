using System.Text.RegularExpressions;

namespace TensorAot.Compiler.Tests.Architecture;

/// <summary>A stage uses only earlier ones: the folders of the compiler, in the order in which they may know each other.</summary>
public partial class StageOrderTests
{
    /// <summary>Folders of one line are one stage: a node knows its op, an op its type rule, a type rule the graph.</summary>
    private static readonly string[][] s_stages =
    [
        ["Support", "Diagnostics"],
        ["Graphs", "Typing", "Ops"],
        ["Programs"],
        ["Differentiation"],
        ["Evaluate"],
        ["Bodies"],
        ["Rewriting"],
        ["Scheduling"],
        ["Memory"],
        ["Emit"],
        ["Reports"],
    ];

    /// <summary>Found from where the tests run: deterministic builds hide where the sources lay.</summary>
    private static readonly string s_compiler = Path.Combine(Root(AppContext.BaseDirectory), "compiler", "TensorAot.Compiler");

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "TensorAot.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("TensorAot.sln"));

    private static IEnumerable<string> Folders =>
        Directory.GetDirectories(s_compiler).Select(d => Path.GetFileName(d)).Where(d => d is not ("bin" or "obj"));

    [Test]
    public void EveryFolderIsAStage() =>
        Assert.That(Folders, Is.SubsetOf(s_stages.SelectMany(s => s).ToArray()));

    [TestCaseSource(nameof(Folders))]
    public void AFolderUsesOnlyEarlierStages(string folder)
    {
        int own = Array.FindIndex(s_stages, s => s.Contains(folder));
        string[] later = [.. s_stages.Skip(own + 1).SelectMany(s => s)];
        string[] uses =
        [
            .. from file in Directory.GetFiles(Path.Combine(s_compiler, folder), "*.cs", SearchOption.AllDirectories)
               from Match use in StageName().Matches(File.ReadAllText(file))
               where later.Contains(use.Groups[1].Value)
               select $"{Path.GetFileName(file)} uses {use.Groups[1].Value}",
        ];
        Assert.That(uses, Is.Empty);
    }

    [GeneratedRegex(@"TensorAot\.Compiler\.([A-Z][A-Za-z]+)")]
    private static partial Regex StageName();
}
