using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Rewriting.Scans;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>A rewrite of Theano, Aesara or PyTensor.</summary>
/// <param name="Family">The table that it stands in: f1 to f11.</param>
/// <param name="IsVisible">Whether users can see it: by a value, by stability, by much speed or memory.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Note">Why there is no such rewrite here; empty where rules cover it.</param>
internal sealed record TheanoRewrite(string Family, bool IsVisible, string Name, string Note);

/// <summary>
/// The rewrites of Theano, Aesara and PyTensor, from the file beside this one; rules say by <see cref="Rule.Covers"/> which they do.
/// </summary>
internal static class TheanoRewrites
{
    public const string NotNeeded = "not needed: ", NotYet = "not yet: ";

    /// <summary>The families in order, with what they are about.</summary>
    public static readonly IReadOnlyDictionary<string, string> Families = new Dictionary<string, string>
    {
        ["f1"] = "Merge, constants, useless nodes",
        ["f2"] = "Algebra",
        ["f3"] = "Numerical stability",
        ["f4"] = "Cheaper operations",
        ["f5"] = "Shape and broadcast",
        ["f6"] = "Indexing",
        ["f7"] = "Matrix products",
        ["f8"] = "Elementwise fusion",
        ["f9"] = "Memory",
        ["f10"] = "Loops",
        ["f11"] = "Branches, linear algebra, random numbers, sparse, GPU, tools",
    };

    public static IReadOnlyList<TheanoRewrite> All { get; } = [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "TensorAot.Generator.Tests", "Documentation", "theano-rewrites.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => new TheanoRewrite(cells[0], cells[1] == "U", cells[2], cells[3]))];

    /// <summary>The names of the rules that cover each name.</summary>
    public static ILookup<string, string> Covered { get; } =
        RuleTable.All.SelectMany(r => r.Covers.Select(name => (name, r.Name)))
            .Concat(LoopRewriter.All.SelectMany(r => r.Covers.Select(name => (name, r.Name))))
            .Distinct()
            .ToLookup(p => p.name, p => p.Name);
}
