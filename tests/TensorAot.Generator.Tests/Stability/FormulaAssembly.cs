using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Stability;

/// <summary>The formulas through the whole generator and the C# compiler, loaded.</summary>
internal static class FormulaAssembly
{
    private static readonly Lazy<(Assembly Assembly, Diagnostic[] Reported)> s_built = new(Build);

    /// <summary>Calls the overload over arrays of a function of a formula's class and gives the results as rows of doubles.</summary>
    public static double[][] Call(string type, string name, params double[][] arguments)
    {
        MethodInfo method = s_built.Value.Assembly.GetType("Naive." + type)!.GetMethods()
            .SingleOrDefault(m => m.Name == name && m.GetParameters().Length == arguments.Length
                && m.GetParameters().All(p => !p.ParameterType.IsByRefLike && !p.ParameterType.IsByRef))
            ?? throw new InvalidOperationException(string.Join("\n", s_built.Value.Reported.Where(d => IsIn(d, type)).Select(d => d.GetMessage())));
        object?[] values = [.. method.GetParameters().Select((p, i) => ToClr(p.ParameterType, arguments[i]))];
        object result = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, values, null)!;
        return result is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => Row(tuple[i]!))] : [Row(result)];
    }

    private static object ToClr(Type parameter, double[] values) =>
        parameter == typeof(double[]) ? values
        : parameter == typeof(float[]) ? values.Select(v => (float)v).ToArray()
        : parameter == typeof(float) ? (object)(float)values[0] : values[0];

    private static double[] Row(object value) => value switch
    {
        double[] row => row,
        float[] row => [.. row.Select(v => (double)v)],
        float number => [number],
        _ => [(double)value],
    };

    private static (Assembly, Diagnostic[]) Build()
    {
        CSharpCompilation source = Source.Compile(FormulaSource.Of(typeof(float)), FormulaSource.Of(typeof(double)));
        source = source.WithOptions(Source.Options.WithOptimizationLevel(OptimizationLevel.Release));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new GraphGenerator().AsSourceGenerator()], parseOptions: Source.ParseOptions);
        driver.RunGeneratorsAndUpdateCompilation(source, out Compilation output, out System.Collections.Immutable.ImmutableArray<Diagnostic> reported);
        using var stream = new MemoryStream();
        EmitResult result = output.Emit(stream);
        Fail(result.Diagnostics);
        return (Assembly.Load(stream.ToArray()), [.. reported]);
    }

    /// <summary>Whether something was reported in a class, which is the last to begin before it.</summary>
    private static bool IsIn(Diagnostic reported, string type)
    {
        const string Keyword = "partial class ";
        if (reported.Location.SourceTree?.ToString() is not { } text)
            return false;
        int at = text.LastIndexOf(Keyword, reported.Location.SourceSpan.End, StringComparison.Ordinal);
        return at >= 0 && text[(at + Keyword.Length)..].StartsWith(type + "\n", StringComparison.Ordinal);
    }

    private static void Fail(IEnumerable<Diagnostic> diagnostics)
    {
        string[] errors = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20).Select(d => $"{d} {d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line]}")];
        if (errors.Length > 0)
            throw new InvalidOperationException(string.Join("\n", errors));
    }
}
