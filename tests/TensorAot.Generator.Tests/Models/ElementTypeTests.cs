using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Models;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Dim;

/// <summary>Every method of the language, called with every element type that its op does not take, is refused under the user's call.</summary>
public class ElementTypeTests
{
    private static readonly Lazy<Dictionary<string, string[]>> s_reported = new(Run);

    private static IEnumerable<TestCaseData> Refused() =>
        from op in OpTable.All
        where op.IsCallable && Overload(op) is not null
        from dtype in DTypes.All
        where !op.DTypes.Contains(dtype)
        select new TestCaseData(op.Name, dtype.CSharpName());

    [TestCaseSource(nameof(Refused))]
    public void A_type_that_is_not_claimed_is_refused(string op, string type)
    {
        string[] messages = s_reported.Value.GetValueOrDefault(Name(op, type)) ?? [];
        Assert.That(messages, Has.Some.StartsWith("TAOT2004").And.Some.Contains($"is not defined for {type}: it takes "), string.Join("; ", messages));
    }

    /// <summary>The types of the others are fixed in C# (Any takes bool), or they are called with functions.</summary>
    [Test]
    public void All_generic_methods_are_called() =>
        Assert.That(OpTable.All.Where(op => op.IsCallable && Overload(op) is null).Select(op => op.Name)
            .Where(name => typeof(global::TensorAot.Ops).GetMethods().Any(m => m.Name == name && m.GetGenericArguments().Length == 1)), Is.Empty);

    private static string Name(string op, string type) => $"{op}_{type}";

    private static Dictionary<string, string[]> Run()
    {
        var text = new StringBuilder("[TensorGraph] public static partial class G\n{\n");
        foreach (TestCaseData data in Refused())
        {
            (string op, string type) = ((string)data.Arguments[0]!, (string)data.Arguments[1]!);
            text.Append($"    [Function] static Expr<float> {Name(op, type)}([Dims(3, 3)] Matrix<{type}> x, [Dims(3, 3)] Matrix<int> i, [Dims(3, 3)] Matrix<bool> b, [Dims(3, 3)] Matrix<float> result) {{ var v = {Call(Overload(OpTable.Find(op)!)!, type)}; return result; }}\n");
        }
        CSharpCompilation compilation = Source.Compile(text.Append("}\n").ToString());
        Assert.That(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()), Is.Empty);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        return Check.Run(compilation, compile: TensorAot.Compiler.Compilation.Compile)
            .GroupBy(d => tree.GetRoot().FindNode(d.Location.SourceSpan).AncestorsAndSelf().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>().FirstOrDefault()?.Identifier.Text ?? "")
            .ToDictionary(g => g.Key, g => g.Select(d => d.Id + ": " + d.GetMessage()).ToArray());
    }

    /// <summary>The shortest overload with one type parameter whose arguments can be made; null for none.</summary>
    private static MethodInfo? Overload(Op op) => typeof(global::TensorAot.Ops).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(m => m.Name == op.Name && m.GetGenericArguments().Length == 1 && Required(m).All(p => Argument(p.ParameterType, "float") is not null))
        .OrderBy(m => Required(m).Count()).FirstOrDefault();

    private static IEnumerable<ParameterInfo> Required(MethodInfo method) => method.GetParameters().Where(p => !p.HasDefaultValue);

    private static string Call(MethodInfo method, string type) =>
        $"{method.Name}<{type}>({string.Join(", ", Required(method).Select(p => Argument(p.ParameterType, type)))})";

    private static string? Argument(Type type, string element)
    {
        if (type.IsGenericParameter)
            return $"default({element})";
        if (type == typeof(Dim) || type == typeof(int))
            return "2";
        if (type == typeof(Index) || type == typeof(double))
            return "0";
        if (type == typeof(string))
            return "\"ij->ij\"";
        if (type == typeof(ReadOnlySpan<Dim>) || type == typeof(ReadOnlySpan<int>))
            return "[2]";
        if (type == typeof(ReadOnlySpan<Slice>))
            return "0";
        if (!type.IsGenericType)
            return type == typeof(Expr) ? "x" : type.IsEnum ? "default" : null;
        Type of = type.GetGenericArguments()[0];
        if (type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>))
            return Argument(of, element) is { } item ? $"[{item}]" : null;
        return type.GetGenericTypeDefinition() != typeof(Expr<>) ? null : of == typeof(int) ? "i" : of == typeof(bool) ? "b" : of.IsGenericParameter ? "x" : null;
    }
}
