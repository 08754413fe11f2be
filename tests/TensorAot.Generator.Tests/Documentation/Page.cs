using System.Text.RegularExpressions;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>A page of docs/ whose fenced blocks under <c>&lt;!-- stage: NAME --&gt;</c> are real output of the compiler.</summary>
internal sealed partial class Page(string path)
{
    private readonly string _file = Path.Combine(Repository.Root, path);

    /// <summary>The names of its stages, in order.</summary>
    public string[] Stages() => [.. Block().Matches(Read()).Select(m => m.Groups["name"].Value)];

    /// <summary>The text of one stage's block.</summary>
    public string this[string stage] =>
        Block().Matches(Read()).Single(m => m.Groups["name"].Value == stage).Groups["text"].Value;

    /// <summary>Replaces the text of the stages' blocks.</summary>
    public void Write(IReadOnlyDictionary<string, string> stages) => File.WriteAllText(_file, Block().Replace(
        Read(), m => m.Groups["open"].Value + stages.GetValueOrDefault(m.Groups["name"].Value, m.Groups["text"].Value) + "```"));

    private string Read() => File.ReadAllText(_file).ReplaceLineEndings("\n");

    [GeneratedRegex("(?<open>^<!-- stage: (?<name>[a-z-]+) -->\n```[a-z]*\n)(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
