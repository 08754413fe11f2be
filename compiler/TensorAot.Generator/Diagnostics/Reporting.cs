using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Reading;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Diagnostics;

/// <summary>Errors as Roslyn's diagnostics, at positions.</summary>
internal static class Reporting
{
    /// <summary>
    /// The errors of reading with those of compiling, which name (method, site) and get their positions here. A helper that two classes
    /// use is reported once. Locations hold their tree: a location made of a path would get past '#pragma warning disable'.
    /// </summary>
    public static IEnumerable<Diagnostic> Join(ImmutableArray<Lowering> lowerings, ImmutableArray<CompiledClass> compiled)
    {
        var seen = new HashSet<(string, Location, string)>();
        Dictionary<string, CompiledClass> results = compiled.ToDictionary(c => c.Id, StringComparer.Ordinal);
        foreach (Lowering lowering in lowerings)
        {
            foreach (ReadError error in lowering.Errors)
                if (seen.Add((error.Rule.Id, Location.Create(error.Tree, error.Span), error.Message)))
                    yield return Diagnostic.Create(Descriptors.Of(error.Rule), Location.Create(error.Tree, error.Span), error.Message);
            if (lowering.Model is null || !results.TryGetValue(SourceMap.ClassId(lowering.Model.Type), out CompiledClass? result))
                continue;
            foreach (BodyError error in result.Result.Errors)
            {
                Location location = lowering.Map.Find(error.Method, error.Site) ?? lowering.Map.Find(result.Id, 0) ?? Location.None;
                if (seen.Add((error.Rule.Id, location, error.Message)))
                    yield return Diagnostic.Create(Descriptors.Of(error.Rule), location, error.Message);
            }
        }
    }

    /// <summary>A method marked [Function] whose class is not marked [TensorGraph].</summary>
    public static Diagnostic? Stray(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        INamedTypeSymbol type = context.TargetSymbol.ContainingType;
        if (Language.Attribute(type, Language.TensorGraphAttribute) is not null)
            return null;
        SyntaxToken name = ((MethodDeclarationSyntax)context.TargetNode).Identifier;
        DiagnosticRule rule = DiagnosticRules.FunctionOutsideGraphClass;
        return Diagnostic.Create(Descriptors.Of(rule), name.GetLocation(), rule.Format(context.TargetSymbol.Name, type.Name));
    }

    /// <summary>An exception while compiling, as an error at the class's name.</summary>
    public static CompilationResult Failure(string id, string name, Exception exception) =>
        new(null, [new BodyError(DiagnosticRules.InternalError, id, 0, DiagnosticRules.InternalError.Format(name, InternalError.Describe(exception)))]);
}
