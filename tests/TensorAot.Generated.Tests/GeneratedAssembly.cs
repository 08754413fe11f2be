using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Generated.Tests;

/// <summary>Compiles graphs to C#, the C# to an assembly, and calls its functions: what a user would run, without a user's class.</summary>
internal sealed class GeneratedAssembly
{
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p))];

    private readonly Type _type;

    private GeneratedAssembly(string text, Type type) => (Text, _type) = (text, type);

    /// <summary>The generated source.</summary>
    public string Text { get; }

    /// <summary>The loaded assembly.</summary>
    public Assembly Assembly => _type.Assembly;

    /// <summary>Compiles functions into one class; with <paramref name="rewrite"/> false as they are written.</summary>
    public static GeneratedAssembly Of(IReadOnlyList<FunctionGraph> functions, bool rewrite = true)
    {
        var header = new ClassHeader("Generated", [], "static partial class Functions", "Functions", IsStatic: true);
        var model = new GraphClass(new TypeRef("Generated.Functions"), header, [], [], []);
        CompiledFunction[] compiled = [.. functions.Select(f => Compile(f, rewrite))];
        string text = ClassEmitter.Emit(model, compiled, []);
        return new GeneratedAssembly(text, Load(text).GetType("Generated.Functions")!);
    }

    /// <summary>Calls the overload over arrays.</summary>
    public object? Call(string name, params object[] arguments)
    {
        MethodInfo method = _type.GetMethods().Single(m => m.Name == name && m.GetParameters().All(p => !p.ParameterType.IsByRefLike)
            && m.GetParameters().Length == arguments.Length);
        return method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static CompiledFunction Compile(FunctionGraph function, bool rewrite)
    {
        var report = new RewriteReport();
        FunctionGraph rewritten = rewrite ? Rewriter.Run(function, report) : function;
        var declaration = new FunctionDeclaration("", function.Name, [], new TypeRef("TensorAot.Expr`1"), [], null, IsStatic: true, "public");
        return new CompiledFunction(declaration, function, Scheduler.Run(CompositeExpansion.Run(rewritten)), report);
    }

    private static Assembly Load(string text)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp13));
        CSharpCompilation compilation = CSharpCompilation.Create("Generated" + Guid.NewGuid().ToString("N"), [tree], s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream);
        if (!result.Success)
            Assert.Fail(string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)) + "\n" + text);
        return Assembly.Load(stream.ToArray());
    }
}
