using System.Text.RegularExpressions;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>docs/from-numpy.md and docs/from-theano.md: what they name is there, and they name everything.</summary>
public partial class NamePageTests
{
    private static readonly string[] s_pages = ["from-numpy.md", "from-theano.md"];

    [TestCaseSource(nameof(s_pages))]
    public void Names_in_the_second_column_exist(string page)
    {
        HashSet<string> known = [.. typeof(global::TensorAot.Ops).GetMethods().Select(m => m.Name), .. typeof(global::TensorAot.Ops).Assembly.GetExportedTypes().Select(t => t.Name.Split('`')[0])];
        IEnumerable<string> named =
            from row in Rows(page)
            from Match code in Code().Matches(row[1])
            where Identifier().IsMatch(code.Groups[1].Value)
            select Identifier().Match(code.Groups[1].Value).Groups[1].Value;
        Assert.That(named.Distinct().Where(name => !known.Contains(name) && !known.Contains(name + "Attribute")), Is.Empty);
    }

    [Test]
    public void Every_function_of_NumPy_is_named()
    {
        HashSet<string> named = [.. Rows("from-numpy.md").SelectMany(row => Code().Matches(row[0])).Select(m => m.Groups[1].Value)];
        Assert.That(NumPyNames.All.Where(name => !named.Contains(name)), Is.Empty);
    }

    /// <summary>The cells of the tables' rows; a bar inside a cell is escaped.</summary>
    private static IEnumerable<string[]> Rows(string page) =>
        File.ReadAllLines(Path.Combine(Repository.Root, "docs", page))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("|---", StringComparison.Ordinal))
            .Select(line => Bar().Split(line.Trim().Trim('|')));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\[?([A-Z]\w+)([(<.\])]|$)")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
