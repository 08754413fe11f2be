using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Generator.Reading;

/// <summary>The frame of reading a marked type: which trees it looked into, and what an exception inside becomes.</summary>
internal static class ReadingRun
{
    /// <summary>Reads a type. An exception inside becomes TAOT9001 at the type's name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="syntax">The declaration that bears the attribute.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="read">What reads it.</param>
    /// <param name="trees">The trees that were looked into.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static Lowering Read(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, Func<Reach, Lowering> read, out HashSet<SyntaxTree> trees, CancellationToken cancellation)
    {
        var reach = new Reach(compilation, cancellation);
        trees = reach.Trees;
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
            trees.Add(part.SyntaxTree);
        reach.Map.Add(SourceMap.ClassId(reach.References.Type(type)), syntax.SyntaxTree, syntax.Identifier.Span);
        try
        {
            return read(reach);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Lowering(null, reach.Map, [ReadError.At(syntax.Identifier, DiagnosticRules.InternalError, type.Name, InternalError.Describe(e))]);
        }
    }
}
