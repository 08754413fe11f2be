using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>docs/reference.md is what the runtime's documentation says. <c>./build.sh generate</c> writes it anew.</summary>
public class ReferencePageTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "docs", "reference.md");

    [Test]
    public void The_page_is_current()
    {
        string text = ReferencePage.Print();
        if (Environment.GetEnvironmentVariable("TENSORAOT_WRITE_DOCS") == "1")
            File.WriteAllText(s_file, text);
        Assert.That(File.ReadAllText(s_file).ReplaceLineEndings("\n"), Is.EqualTo(text), "./build.sh generate writes the page anew");
    }

    [Test]
    public void Every_type_says_what_it_is()
    {
        foreach (string space in new[] { "TensorAot", "TensorAot.Files", "TensorAot.Verification" })
            foreach (Type type in ReferencePage.Types(space))
                Assert.That(ReferencePage.SummaryOf(type), Is.Not.Empty, type.FullName);
        Assert.That(ReferencePage.Print(), Does.Contain("### Shared<T>").And.Contain("### NpyFile").And.Contain("### GradientCheck"));
    }
}
