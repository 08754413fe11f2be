using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Rewriting.Scans;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>docs/rewrites.md is what the declarations and the list of Theano's names say. <c>./build.sh generate</c> writes it anew.</summary>
public class RewritesPageTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "docs", "rewrites.md");

    [Test]
    public void The_page_is_current()
    {
        string text = RewritesPage.Print();
        if (Environment.GetEnvironmentVariable("TENSORAOT_WRITE_DOCS") == "1")
            File.WriteAllText(s_file, text);
        Assert.That(File.ReadAllText(s_file).ReplaceLineEndings("\n"), Is.EqualTo(text), "./build.sh generate writes the page anew");
    }

    [Test]
    public void Every_rule_is_on_it()
    {
        string text = RewritesPage.Print();
        foreach (string name in RuleTable.All.Select(r => r.Name).Concat(LoopRewriter.All.Select(r => r.Name)))
            Assert.That(text, Does.Contain($"\n| `{name}` |"));
    }

    [Test]
    public void Names_are_listed_once() => Assert.That(TheanoRewrites.All.Select(r => r.Name), Is.Unique);

    [Test]
    public void Names_of_families_are_known() => Assert.That(TheanoRewrites.All.Select(r => r.Family).Distinct(), Is.EquivalentTo(TheanoRewrites.Families.Keys));

    [Test]
    public void Names_that_rules_cover_are_listed() =>
        Assert.That(TheanoRewrites.Covered.Select(c => c.Key).Except(TheanoRewrites.All.Select(r => r.Name)), Is.Empty, "add them to theano-rewrites.txt");

    [Test]
    public void Names_that_rules_cover_have_no_note() =>
        Assert.That(TheanoRewrites.All.Where(r => r.Note.Length > 0 && TheanoRewrites.Covered.Contains(r.Name)).Select(r => r.Name), Is.Empty,
            "a rule covers them: take their notes out of theano-rewrites.txt");

    [Test]
    public void Other_names_have_a_note_that_says_why() =>
        Assert.That(TheanoRewrites.All.Where(r => !TheanoRewrites.Covered.Contains(r.Name) && !SaysWhy(r.Note)).Select(r => r.Name), Is.Empty,
            "no rule covers them: say in theano-rewrites.txt why they are not needed, or what is missing yet");

    private static bool SaysWhy(string note) => new[] { TheanoRewrites.NotNeeded, TheanoRewrites.NotYet }.Any(standing => note.StartsWith(standing, StringComparison.Ordinal) && note.Length > standing.Length);

    [Test]
    public void Forms_are_code() =>
        Assert.That(RuleTable.All.Where(r => r.Form.Contains('`')).Select(r => r.Name), Is.Empty);
}
