using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;
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
        IEnumerable<Finding> found = Results(lowerings, compiled).SelectMany(pair =>
            WithoutHints(pair.Lowering.Errors.Select(e => new Finding(e.Rule, Location.Create(e.Tree, e.Span), e.Message, e.Facts))
                .Concat(Located(pair.Lowering, pair.Class, pair.Class?.Result.Errors ?? default))));
        return Once(found);
    }

    /// <summary>What is not used is said of a class without errors only: where something is wrong, that may be why.</summary>
    private static IEnumerable<Finding> WithoutHints(IEnumerable<Finding> found)
    {
        Finding[] all = [.. found];
        return all.Any(f => f.Rule.Severity == Compiler.Diagnostics.Severity.Error)
            ? all.Where(f => f.Rule != DiagnosticRules.InputNotUsed && f.Rule != DiagnosticRules.ValueNotUsed)
            : all;
    }

    /// <summary>What was rewritten, at the user's expressions.</summary>
    public static IEnumerable<Diagnostic> Explain(ImmutableArray<Lowering> lowerings, ImmutableArray<CompiledClass> compiled, DiagnosticSeverity severity) => Once(
        Results(lowerings, compiled).SelectMany(pair => Located(pair.Lowering, pair.Class, pair.Class?.Result.Explanations ?? default)), severity);

    /// <summary>How long each class took, at its name, as warnings: every build prints those.</summary>
    public static IEnumerable<Diagnostic> Times(ImmutableArray<Lowering> lowerings, ImmutableArray<CompiledClass> compiled) => Once(
        from pair in Results(lowerings, compiled)
        where pair.Class?.Result.Times is not null
        select new Finding(DiagnosticRules.TimeOfCompilation, pair.Lowering.Map.Find(pair.Class!.Id, 0) ?? Location.None, Message(pair.Class), []),
        DiagnosticSeverity.Warning);

    private static string Message(CompiledClass compiled) => DiagnosticRules.TimeOfCompilation.Format(
        compiled.Name, compiled.Result.Times!.Total.ToString("F1", CultureInfo.InvariantCulture), compiled.Result.Times);

    /// <summary>Whether the property TensorAotExplain asks for times.</summary>
    public static bool AsksForTimes(string property) => property.Trim().Equals("times", StringComparison.OrdinalIgnoreCase);

    /// <summary>How the property TensorAotExplain asks for explanations: <c>true</c>, or <c>warning</c>, which every build prints; null: not at all.</summary>
    public static DiagnosticSeverity? ExplainAs(string property) => property.Trim().ToLowerInvariant() switch
    {
        "true" => DiagnosticSeverity.Info,
        "warning" => DiagnosticSeverity.Warning,
        _ => null,
    };

    /// <summary>The classes as read, with what compiling them gave; null for those that could not be compiled.</summary>
    private static IEnumerable<(Lowering Lowering, CompiledClass? Class)> Results(ImmutableArray<Lowering> lowerings, ImmutableArray<CompiledClass> compiled)
    {
        Dictionary<string, CompiledClass> results = compiled.ToDictionary(c => c.Id, StringComparer.Ordinal);
        foreach (Lowering lowering in lowerings)
            yield return (lowering, lowering.Model is { } model && results.TryGetValue(SourceMap.ClassId(model.Type), out CompiledClass? result) ? result : null);
    }

    private static IEnumerable<Finding> Located(Lowering lowering, CompiledClass? compiled, EquatableArray<BodyError> errors) =>
        errors.Select(e => new Finding(e.Rule, lowering.Map.Find(e.Method, e.Site) ?? lowering.Map.Find(compiled!.Id, 0) ?? Location.None, e.Message, e.Facts));

    private static IEnumerable<Diagnostic> Once(IEnumerable<Finding> found, DiagnosticSeverity? severity = null)
    {
        var seen = new HashSet<(string, Location, string)>();
        foreach (Finding finding in found)
            if (seen.Add((finding.Rule.Id, finding.Location, finding.Message)))
                yield return Diagnostic.Create(
                    Descriptors.Of(finding.Rule), finding.Location, severity ?? Descriptors.Of(finding.Rule).DefaultSeverity,
                    additionalLocations: null, finding.Properties(), finding.Message);
    }

    /// <summary>A rule broken at a place, with the facts that code fixes need.</summary>
    private readonly record struct Finding(DiagnosticRule Rule, Location Location, string Message, EquatableArray<string> Facts)
    {
        public ImmutableDictionary<string, string?> Properties()
        {
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
            for (int i = 0; i < Facts.Count; i++)
                properties = properties.Add(Rule.Facts[i], Facts[i]);
            return properties;
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

    /// <summary>A method marked [Expect] that is no [Function], whose rewrites nobody sees.</summary>
    public static Diagnostic? StrayExpectation(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (Language.Attribute(context.TargetSymbol, Language.FunctionAttribute) is not null)
            return null;
        DiagnosticRule rule = DiagnosticRules.ExpectationOutsideFunction;
        return Diagnostic.Create(
            Descriptors.Of(rule), context.Attributes[0].ApplicationSyntaxReference!.GetSyntax(cancellation).GetLocation(), rule.Format(context.TargetSymbol.Name));
    }

    /// <summary>An exception while compiling, as an error at the class's name.</summary>
    public static CompilationResult Failure(string id, string name, Exception exception) =>
        new(null, [new BodyError(DiagnosticRules.InternalError, id, 0, DiagnosticRules.InternalError.Format(name, InternalError.Describe(exception)))]);
}
