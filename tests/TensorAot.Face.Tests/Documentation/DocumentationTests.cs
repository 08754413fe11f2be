using System.Xml.Linq;

namespace FaceTests.Documentation;

/// <summary>The documentation file of this project, as the compiler writes it from the generated comments.</summary>
[TestFixture]
public class DocumentationTests
{
    private const string Score = "M:FaceTests.Documentation.Described.Score(";
    private const string Spans = "System.ReadOnlySpan{System.Double}";

    private static readonly string s_text = File.ReadAllText(Path.ChangeExtension(typeof(DocumentationTests).Assembly.Location, ".xml"));

    private static readonly Dictionary<string, XElement> s_members =
        XDocument.Parse(s_text).Descendants("member").Where(m => m.Attribute("name")!.Value.Contains("FaceTests.Documentation", StringComparison.Ordinal)).ToDictionary(m => m.Attribute("name")!.Value);

    [Test]
    public void Every_generated_comment_is_well_formed() =>
        Assert.That(s_text, Does.Not.Contain("Badly formed XML"));

    [Test]
    public void The_users_summary_is_carried_over_to_every_overload()
    {
        XElement[] overloads = [.. s_members.Where(m => m.Key.StartsWith(Score, StringComparison.Ordinal) && !m.Key.Contains("TensorAot")).Select(m => m.Value)];
        Assert.That(overloads, Has.Length.EqualTo(3), "core, core with defaults, arrays");
        foreach (XElement overload in overloads)
            Assert.That(overload.Element("summary")!.Value, Does.StartWith("The score of each row, where a < b & c on two lines"));
    }

    [Test]
    public void Without_a_summary_the_expressions_stand_in() =>
        Assert.That(s_members["M:FaceTests.Documentation.Described.Range(System.Double[0:,0:])"].Element("summary")!.Value, Is.EqualTo("Min(x); Where(x < 1, x, 0.0)"));

    [Test]
    public void Parameters_say_the_users_text_and_their_shape()
    {
        XElement array = s_members[Score + "System.Double[0:,0:],System.Double)"], core = s_members[$"{Score}{Spans},System.Double,System.Span{{System.Double}})"];
        Assert.That(Parameter(array, "x"), Is.EqualTo("One row for each sample. double[n, 3]."));
        Assert.That(Parameter(array, "rate"), Is.EqualTo("How far a step goes. double."));
        Assert.That(Parameter(core, "x"), Is.EqualTo("One row for each sample. double[n, 3], row-major."));
        Assert.That(Parameter(core, "result"), Is.EqualTo("The scores. double[n], written."));
        Assert.That(array.Element("returns")!.Value, Is.EqualTo("The scores. double[n]."));
    }

    [Test]
    public void The_further_core_describes_its_parameters_too()
    {
        XElement core = s_members[$"{Score}{Spans},System.Span{{System.Double}})"];
        Assert.That(Parameter(core, "x"), Is.EqualTo("One row for each sample. double[n, 3], row-major."));
        Assert.That(Parameter(core, "result"), Is.EqualTo("The scores. double[n], written."));
    }

    [Test]
    public void Sizes_and_results_are_described()
    {
        XElement core = s_members[$"M:FaceTests.Documentation.Described.Range({Spans},System.Int32,System.Int32,System.Double@,System.Span{{System.Double}})"];
        Assert.That(Parameter(core, "xDim0"), Is.EqualTo("The size xDim0."));
        Assert.That(Parameter(core, "low"), Is.EqualTo("double, written."));
        Assert.That(Parameter(core, "high"), Is.EqualTo("double[xDim0, xDim1], written."));
        Assert.That(s_members["M:FaceTests.Documentation.Described.Range(System.Double[0:,0:])"].Element("returns")!.Value,
            Is.EqualTo("low: double, high: double[xDim0, xDim1]."));
    }

    private static string? Parameter(XElement member, string name) =>
        member.Elements("param").SingleOrDefault(p => p.Attribute("name")!.Value == name)?.Value;
}
