using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>Pages whose C# compiles, runs and prints what they say.</summary>
public class PageProgramTests
{
    [TestCase("tutorial.md", 8)]
    [TestCase("cookbook.md", 8)]
    public void The_page_prints_what_it_says(string page, int least)
    {
        var program = new PageProgram(File.ReadAllText(Path.Combine(Repository.Root, "docs", page)).Replace("\r", ""));
        Assert.That(program.Outputs, Is.AtLeast(least));
        Assert.Multiple(() =>
        {
            foreach ((string statements, string printed, string expected) in program.Run())
                Assert.That(printed, Is.EqualTo(expected), statements);
        });
    }

    [Test]
    public void A_page_that_says_something_else_is_found()
    {
        var program = new PageProgram("```csharp\nConsole.WriteLine(1 + 1);\n```\n\n```\n3\n```\n");
        (_, string printed, string expected) = program.Run().Single();
        Assert.That((printed, expected), Is.EqualTo(("2\n", "3\n")));
    }
}
