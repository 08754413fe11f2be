namespace TensorAot.Generator.Tests.Documentation;

/// <summary>docs/how-it-works.md shows what the compiler does today. <c>./build.sh generate</c> writes it anew.</summary>
public class HowItWorksTests
{
    private static readonly Page s_page = new("docs/how-it-works.md");

    [Test]
    public void Every_block_is_what_the_stage_prints()
    {
        IReadOnlyDictionary<string, string> stages = Stages.Of(s_page["source"]);
        Assert.That(s_page.Stages(), Is.EquivalentTo(stages.Keys.Append("source")), "the stages that the page shows");
        if (Environment.GetEnvironmentVariable("TENSORAOT_WRITE_DOCS") == "1")
            s_page.Write(stages);
        Assert.Multiple(() =>
        {
            foreach ((string stage, string text) in stages)
                Assert.That(s_page[stage], Is.EqualTo(text), $"stage {stage}: ./build.sh generate writes the page anew");
        });
    }
}
