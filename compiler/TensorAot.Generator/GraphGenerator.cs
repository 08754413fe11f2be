using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Diagnostics;
using TensorAot.Generator.Reading;
using TensorAot.Generator.Support;

namespace TensorAot.Generator;

/// <summary>
/// The pipeline: read each class marked [TensorGraph] into a model without symbols or positions, compile the model, add the text.
/// Only the model passes the gate of equality, so an edit that changes no model compiles nothing. Positions stay beside it and meet
/// the errors in the last step.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GraphGenerator : IIncrementalGenerator
{
    /// <summary>The property TensorAotExplain of the user's project.</summary>
    private const string ExplainProperty = "build_property.TensorAotExplain";

    /// <summary>The property TensorAotCuda of the user's project.</summary>
    private const string CudaProperty = "build_property.TensorAotCuda";

    /// <summary>The property TensorAotCheck of the user's project.</summary>
    private const string CheckProperty = "build_property.TensorAotCheck";

    /// <summary>The property TensorAotProfile of the user's project.</summary>
    private const string ProfileProperty = "build_property.TensorAotProfile";

    /// <summary>The property TensorAotExplainMethod of the user's project.</summary>
    private const string ExplainMethodProperty = "build_property.TensorAotExplainMethod";

    /// <summary>The property TensorAotOverloads of the user's project.</summary>
    private const string OverloadsProperty = "build_property.TensorAotOverloads";

    private static readonly Encoding s_encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly Func<GraphClass, CancellationToken, CompilationResult> _compile;

    public GraphGenerator() : this(Compiler.Compilation.Compile)
    {
    }

    /// <summary>A generator with another compiler, for tests of the pipeline.</summary>
    internal GraphGenerator(Func<GraphClass, CancellationToken, CompilationResult> compile) => _compile = compile;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Lowering> read = context.SyntaxProvider
            .ForAttributeWithMetadataName(Language.TensorGraphAttribute, static (node, _) => node is TypeDeclarationSyntax, ReadClass)
            .Where(static lowering => lowering is not null)!;

        IncrementalValueProvider<bool> onDevices = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => Is(options.GlobalOptions, CudaProperty, "true"));
        IncrementalValueProvider<FunctionSettings> settings = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => ReadSettings(options.GlobalOptions));
        IncrementalValueProvider<OverloadKinds> overloads = context.CompilationProvider.Select(OverloadChoice.Of)
            .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => options.GlobalOptions.TryGetValue(OverloadsProperty, out string? value) ? value : null))
            .Select(static (pair, _) => OverloadChoice.Choose(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Overloads);
        IncrementalValuesProvider<GraphClass> lowered = read
            .Select(static (lowering, _) => lowering.Model)
            .Where(static model => model is not null)
            .Combine(onDevices.Combine(overloads))
            .Select(static (pair, _) => pair.Right is (false, OverloadKinds.None) ? pair.Left! : pair.Left! with { OnDevices = pair.Right.Left, Overloads = pair.Right.Right })
            .Combine(settings)
            .Select(static (pair, _) => pair.Right.Of(pair.Left))
            .WithTrackingName(TrackingNames.Lowered);

        IncrementalValuesProvider<CompiledClass> compiled = lowered
            .Select(Compile)
            .WithTrackingName(TrackingNames.Compiled);

        IncrementalValueProvider<EquatableArray<string>> clashes = compiled
            .Select(static (c, _) => c.Name)
            .Collect()
            .Select(static (names, _) => HintNames.Clashes(names));
        context.RegisterSourceOutput(compiled.Combine(clashes), AddSource);

        IncrementalValuesProvider<Diagnostic> diagnostics = read.Collect()
            .Combine(compiled.Collect())
            .SelectMany(static (pair, _) => Reporting.Join(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Diagnostics);
        context.RegisterSourceOutput(diagnostics, static (production, diagnostic) => production.ReportDiagnostic(diagnostic));

        // What was rewritten is in the result of compiling: the property decides only whether it is reported.
        IncrementalValueProvider<DiagnosticSeverity?> explain = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue(ExplainProperty, out string? value) ? Reporting.ExplainAs(value) : null);
        IncrementalValuesProvider<Diagnostic> explanations = read.Collect()
            .Combine(compiled.Collect())
            .Combine(explain)
            .SelectMany(static (pair, _) => pair.Right is { } severity ? Reporting.Explain(pair.Left.Left, pair.Left.Right, severity) : [])
            .WithTrackingName(TrackingNames.Explanations);
        context.RegisterSourceOutput(explanations, static (production, diagnostic) => production.ReportDiagnostic(diagnostic));

        IncrementalValueProvider<bool> timed = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue(ExplainProperty, out string? value) && Reporting.AsksForTimes(value));
        IncrementalValuesProvider<Diagnostic> times = read.Collect()
            .Combine(compiled.Collect())
            .Combine(timed)
            .SelectMany(static (pair, _) => pair.Right ? Reporting.Times(pair.Left.Left, pair.Left.Right) : []);
        context.RegisterSourceOutput(times, static (production, diagnostic) => production.ReportDiagnostic(diagnostic));

        IncrementalValuesProvider<string> unknown = settings.SelectMany(static (said, _) => said.Unknown is { } name ? ImmutableArray.Create(name) : []);
        context.RegisterSourceOutput(unknown, static (production, name) =>
            production.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(DiagnosticRules.CheckUnknown), Location.None, DiagnosticRules.CheckUnknown.Format(name))));

        RegisterStrays(context, Language.FunctionAttribute, Reporting.Stray);
        RegisterStrays(context, Language.ExpectAttribute, Reporting.StrayExpectation);
        RegisterGraphCode(context);
    }

    private static FunctionSettings ReadSettings(AnalyzerConfigOptions options)
    {
        var settings = new FunctionSettings(Profiles: Is(options, ProfileProperty, "true"), Explains: !Is(options, ExplainMethodProperty, "false"));
        return options.TryGetValue(CheckProperty, out string? checks) ? settings.WithChecks(checks) : settings;
    }

    private static bool Is(AnalyzerConfigOptions options, string property, string value) =>
        options.TryGetValue(property, out string? text) && text.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Embeds what other assemblies may use of the types marked [GraphCode].</summary>
    private static void RegisterGraphCode(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Lowering> read = context.SyntaxProvider
            .ForAttributeWithMetadataName(Language.GraphCodeAttribute, static (node, _) => node is TypeDeclarationSyntax, ReadCode)
            .Where(static lowering => lowering is not null)!;
        IncrementalValuesProvider<GraphCodeFile> files = read
            .Select(static (lowering, _) => lowering.Code)
            .Where(static code => code is not null)
            .WithTrackingName(TrackingNames.GraphCode)
            .Select(static (code, _) => GraphCodeFile.Of(code!));
        IncrementalValueProvider<EquatableArray<string>> clashes = files
            .Select(static (file, _) => file.Name)
            .Collect()
            .Select(static (names, _) => HintNames.Clashes(names));
        context.RegisterSourceOutput(files.Combine(clashes), static (production, item) =>
            production.AddSource(HintNames.Of(item.Left.Name, item.Right), SourceText.From(item.Left.Text, s_encoding)));
        context.RegisterSourceOutput(read.Collect().SelectMany(static (lowerings, _) => Reporting.Join(lowerings, [])), static (production, diagnostic) =>
            production.ReportDiagnostic(diagnostic));
    }

    /// <summary>Reports an attribute that stands where nothing reads it.</summary>
    private static void RegisterStrays(
        IncrementalGeneratorInitializationContext context, string attribute, Func<GeneratorAttributeSyntaxContext, CancellationToken, Diagnostic?> find)
    {
        IncrementalValuesProvider<Diagnostic> strays = context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => node is MethodDeclarationSyntax, find)
            .Where(static diagnostic => diagnostic is not null)!;
        context.RegisterSourceOutput(strays, static (production, diagnostic) => production.ReportDiagnostic(diagnostic));
    }

    private static Lowering? ReadClass(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Read(context, Language.TensorGraphAttribute, LoweringCache.ReadClass, cancellation);

    private static Lowering? ReadCode(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Read(context, Language.GraphCodeAttribute, LoweringCache.ReadCode, cancellation);

    /// <summary>Reads a type once, where the first of its parts bears the attribute.</summary>
    private static Lowering? Read(
        GeneratorAttributeSyntaxContext context, string attribute,
        Func<INamedTypeSymbol, TypeDeclarationSyntax, CSharpCompilation, CancellationToken, Lowering> read, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        bool isFirst = type.GetAttributes().First(a => Language.IsAttribute(a, attribute))
            .ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>() == syntax;
        return isFirst ? read(type, syntax, (CSharpCompilation)context.SemanticModel.Compilation, cancellation) : null;
    }

    private CompiledClass Compile(GraphClass model, CancellationToken cancellation)
    {
        string id = SourceMap.ClassId(model.Type);
        try
        {
            return new CompiledClass(id, model.Type.Name, _compile(model, cancellation));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new CompiledClass(id, model.Type.Name, Reporting.Failure(id, model.Header.Name, e));
        }
    }

    private static void AddSource(SourceProductionContext production, (CompiledClass Class, EquatableArray<string> Clashes) item)
    {
        if (item.Class.Result.Text is { } text)
            production.AddSource(HintNames.Of(item.Class.Name, item.Clashes), SourceText.From(text, s_encoding));
    }
}
