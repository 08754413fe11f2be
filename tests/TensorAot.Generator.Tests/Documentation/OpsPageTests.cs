using TensorAot.Compiler.Ops;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>docs/ops.md is what the declarations say. <c>./build.sh generate</c> writes it anew.</summary>
public class OpsPageTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "docs", "ops.md");

    [Test]
    public void The_page_is_current()
    {
        string text = OpsPage.Print();
        if (Environment.GetEnvironmentVariable("TENSORAOT_WRITE_DOCS") == "1")
            File.WriteAllText(s_file, text);
        Assert.That(File.ReadAllText(s_file).ReplaceLineEndings("\n"), Is.EqualTo(text), "./build.sh generate writes the page anew");
    }

    [Test]
    public void Every_op_is_on_it()
    {
        string text = OpsPage.Print();
        foreach (Op op in OpTable.All)
            Assert.That(text, Does.Contain($"\n### {op.Name}\n"));
    }
}
