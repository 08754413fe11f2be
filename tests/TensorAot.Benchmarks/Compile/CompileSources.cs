namespace TensorAot.Benchmarks.Compile;

/// <summary>The texts that are compiled.</summary>
internal static class CompileSources
{
    public const string Perceptron = "MultilayerPerceptron";
    public const string Recurrent = "RecurrentNetwork";

    /// <summary>A file of the project that has nothing to do with graphs.</summary>
    public const string Unrelated = "Plain0.cs";

    /// <summary>The text of a class.</summary>
    public static string Of(string name)
    {
        using Stream stream = typeof(CompileSources).Assembly.GetManifestResourceStream($"Sources/{name}.cs") ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A project of 20 graph classes, four in five files each, and 40 other files.</summary>
    public static IEnumerable<(string Name, string Text)> Project()
    {
        string[] kinds = [Perceptron, Recurrent, "Regression", "Curves", "Regression"];
        for (int i = 0; i < 20; i++)
        {
            string kind = kinds[i % kinds.Length], name = i == 0 ? kind : kind + i;
            yield return (name + ".cs", Of(kind).Replace("partial class " + kind, "partial class " + name, StringComparison.Ordinal));
        }
        for (int i = 0; i < 40; i++)
            yield return ($"Plain{i}.cs", Plain(i));
    }

    private static string Plain(int number) => $$"""
        namespace Plain;

        public sealed class Plain{{number}}
        {
            private readonly List<int> _items = [];

            public int Count => _items.Count;

            public void Add(int item)
            {
                int limit = 1000;
                if (item < limit)
                    _items.Add(item);
            }

            public int Total() => _items.Where(i => i > 0).Sum();
        }
        """;
}
