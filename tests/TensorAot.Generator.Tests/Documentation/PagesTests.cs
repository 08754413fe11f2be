using System.Text.RegularExpressions;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>What the pages point to is there.</summary>
public class PagesTests
{
    public static IEnumerable<string> Pages =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Append(Path.Combine(Repository.Root, "docs", "diagnostics", "README.md"))
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Append(Path.Combine(Repository.Root, "examples", "README.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));

    [TestCaseSource(nameof(Pages))]
    public void Links_lead_to_files(string page)
    {
        string file = Path.Combine(Repository.Root, page);
        IEnumerable<string> targets = Regex.Matches(File.ReadAllText(file), @"\]\((?<target>[^)#:\s]+)(#[^)]*)?\)").Select(m => m.Groups["target"].Value);
        foreach (string target in targets)
            Assert.That(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)), Is.True, target);
    }

    [TestCaseSource(nameof(Pages))]
    public void Tests_that_are_named_exist(string page)
    {
        string tests = Path.Combine(Repository.Root, "tests");
        IEnumerable<string> names = Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, page)), @"`(?<name>\w+Tests(\.\w+)?)`")
            .Select(m => m.Groups["name"].Value);
        foreach (string name in names.Distinct())
        {
            string[] parts = name.Split('.');
            string[] files = Directory.GetFiles(tests, parts[0] + ".cs", SearchOption.AllDirectories);
            Assert.That(files, Is.Not.Empty, name);
            if (parts.Length > 1)
                Assert.That(files.Any(f => Regex.IsMatch(File.ReadAllText(f), @"\b" + parts[1] + @"\b")), Is.True, name);
        }
    }
}
