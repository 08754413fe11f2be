using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.Generator.Reading;

/// <summary>
/// What reading a class gave, kept as long as its syntax tree lives. Binding bodies is the cost of a keystroke, and after most
/// keystrokes nothing that was read has changed: every tree that was looked into is the same object, and every other tree has the same
/// declarations. Then the same <see cref="Lowering"/> is the answer, and the rest of the pipeline sees that nothing happened.
/// </summary>
internal static class LoweringCache
{
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<string, Entry>> s_entries = new();

    private delegate Lowering Reader(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, out HashSet<SyntaxTree> trees, CancellationToken cancellation);

    /// <summary>Reads a graph class, or remembers what reading it gave.</summary>
    public static Lowering ReadClass(INamedTypeSymbol type, TypeDeclarationSyntax syntax, CSharpCompilation compilation, CancellationToken cancellation) =>
        Read("class ", GraphClassReader.Read, type, syntax, compilation, cancellation);

    /// <summary>Reads the graph code of a library's type, or remembers what reading it gave.</summary>
    public static Lowering ReadCode(INamedTypeSymbol type, TypeDeclarationSyntax syntax, CSharpCompilation compilation, CancellationToken cancellation) =>
        Read("code ", GraphCodeReader.Read, type, syntax, compilation, cancellation);

    private static Lowering Read(
        string what, Reader read, INamedTypeSymbol type, TypeDeclarationSyntax syntax, CSharpCompilation compilation, CancellationToken cancellation)
    {
        ConcurrentDictionary<string, Entry> entries = s_entries.GetValue(syntax.SyntaxTree, static _ => new(StringComparer.Ordinal));
        string key = what + References.Id(type);
        if (entries.TryGetValue(key, out Entry? entry) && entry.Holds(compilation, cancellation))
        {
            entries[key] = entry with { Trees = compilation.SyntaxTrees };
            return entry.Lowering;
        }
        Lowering lowering = read(type, syntax, compilation, out HashSet<SyntaxTree> visited, cancellation);
        entries[key] = new Entry(lowering, visited, compilation.SyntaxTrees, compilation.Options, compilation.ExternalReferences);
        return lowering;
    }

    /// <summary>A result and what it rests on.</summary>
    private sealed record Entry(
        Lowering Lowering, HashSet<SyntaxTree> Visited, ImmutableArray<SyntaxTree> Trees,
        CSharpCompilationOptions Options, ImmutableArray<MetadataReference> References)
    {
        public bool Holds(CSharpCompilation compilation, CancellationToken cancellation)
        {
            if (compilation.SyntaxTrees.Length != Trees.Length || !Options.Equals(compilation.Options) || !SameReferences(compilation))
                return false;
            for (int i = 0; i < Trees.Length; i++)
            {
                SyntaxTree old = Trees[i];
                SyntaxTree now = compilation.SyntaxTrees[i];
                if (ReferenceEquals(old, now))
                    continue;
                cancellation.ThrowIfCancellationRequested();
                if (Visited.Contains(old) || !TopLevel.AreEquivalent(old, now))
                    return false;
            }
            return true;
        }

        private bool SameReferences(CSharpCompilation compilation) =>
            References == compilation.ExternalReferences || References.SequenceEqual(compilation.ExternalReferences);
    }

    /// <summary>Compares declarations of two trees, once for all classes of a project.</summary>
    private static class TopLevel
    {
        private static readonly ConditionalWeakTable<SyntaxTree, Comparison> s_last = new();

        public static bool AreEquivalent(SyntaxTree old, SyntaxTree now)
        {
            if (s_last.TryGetValue(now, out Comparison? last) && last.With.TryGetTarget(out SyntaxTree? other) && ReferenceEquals(other, old))
                return last.Result;
            bool result = Equals(old.Options, now.Options) && old.IsEquivalentTo(now, topLevel: true);
            s_last.Remove(now);
            s_last.GetValue(now, _ => new Comparison(new WeakReference<SyntaxTree>(old), result));
            return result;
        }

        private sealed record Comparison(WeakReference<SyntaxTree> With, bool Result);
    }
}
