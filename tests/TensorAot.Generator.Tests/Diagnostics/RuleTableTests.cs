using System.Text.RegularExpressions;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Diagnostics;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>Every rule is in the release notes, has a help page, and is written as the others are.</summary>
public class RuleTableTests
{
    private static readonly string s_root = Repository.Root;

    public static IEnumerable<DiagnosticRule> Rules => DiagnosticRules.All;

    [Test]
    public void IdsAreUnique() => Assert.That(DiagnosticRules.All.Select(r => r.Id), Is.Unique);

    [Test]
    public void ReleaseNotesListExactlyTheRules()
    {
        string folder = Path.Combine(s_root, "compiler", "TensorAot.Generator");
        string text = File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md")) + "\n" + File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"));
        var listed = Regex.Matches(text, @"^(TAOT\d{4}) *\| *([\w.]+) *\| *(\w+) *\| *(.+?) *$", RegexOptions.Multiline)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value.TrimEnd('\r')));
        Assert.That(listed, Is.EquivalentTo(DiagnosticRules.All.Select(r => (r.Id, Descriptors.Category(r), r.Severity.ToString(), r.Title))));
    }

    /// <summary>Some test names the rule, by its id or by its field; the tests of the table itself do not count.</summary>
    [TestCaseSource(nameof(Rules))]
    public void EveryRuleHasATest(DiagnosticRule rule)
    {
        string field = typeof(DiagnosticRules).GetFields().Single(f => ReferenceEquals(f.GetValue(null), rule)).Name;
        Assert.That(s_tests, Has.Some.Matches<string>(text => text.Contains(rule.Id, StringComparison.Ordinal) || Regex.IsMatch(text, $@"DiagnosticRules\.{field}\b")));
    }

    private static readonly string[] s_tests =
    [
        .. Directory.GetFiles(Path.Combine(s_root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Path.GetFileName(f) != "RuleTableTests.cs")
            .Select(File.ReadAllText),
    ];

    [TestCaseSource(nameof(Rules))]
    public void EveryRuleHasAHelpPage(DiagnosticRule rule)
    {
        string path = Path.Combine(s_root, "docs", "diagnostics", rule.Id + ".md");
        Assert.That(path, Does.Exist);
        string page = File.ReadAllText(path);
        Assert.That(page, Does.StartWith($"# {rule.Id}: {rule.Title}"));
        foreach (string section in new[] { "## Cause", "## Example", "## Fix" })
            Assert.That(page, Does.Contain(section));
        Assert.That(File.ReadAllText(Path.Combine(s_root, "docs", "diagnostics", "README.md")), Does.Contain($"| [{rule.Id}]({rule.Id}.md) | {rule.Severity} | {rule.Title} |"));
        Assert.That(Descriptors.Of(rule).HelpLinkUri, Does.EndWith($"docs/diagnostics/{rule.Id}.md"));
    }

    [TestCaseSource(nameof(Rules))]
    public void MessagesAreSentences(DiagnosticRule rule)
    {
        Assert.That(rule.Id, Does.Match(@"^TAOT\d{4}$"));
        Assert.That(rule.Title, Does.Not.EndWith("."));
        Assert.That(rule.Title, Does.Not.Match("^[a-z]"));
        int holes = Regex.Matches(rule.Message, @"\{(\d)\}").Select(m => int.Parse(m.Groups[1].Value)).DefaultIfEmpty(-1).Max() + 1;
        Assert.That(rule.Facts, Has.Count.AtMost(holes));
        Assert.That(rule.Facts, Is.Unique);
        Assert.That(() => rule.Format([.. Enumerable.Range(0, holes).Cast<object>()]), Throws.Nothing);
    }

    [Test]
    public void EveryHelpPageHasARule() => Assert.That(
        Directory.GetFiles(Path.Combine(s_root, "docs", "diagnostics"), "TAOT*.md").Select(Path.GetFileNameWithoutExtension),
        Is.SubsetOf(DiagnosticRules.All.Select(r => r.Id)));
}
