using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>docs/gpu.md says what stays on the CPU. <c>./build.sh generate</c> writes its table anew.</summary>
public class GpuPageTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "docs", "gpu.md");

    [Test]
    public void The_table_is_current()
    {
        string page = File.ReadAllText(s_file).ReplaceLineEndings("\n"), text = GpuPage.Print(page);
        if (Environment.GetEnvironmentVariable("TENSORAOT_WRITE_DOCS") == "1")
            File.WriteAllText(s_file, text);
        Assert.That(File.ReadAllText(s_file).ReplaceLineEndings("\n"), Is.EqualTo(text), "./build.sh generate writes the table anew");
    }
}
