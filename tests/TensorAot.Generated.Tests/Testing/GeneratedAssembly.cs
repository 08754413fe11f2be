using System.Reflection;
using System.Runtime.CompilerServices;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Generated.Tests.Testing;

/// <summary>Compiles graphs to C#, the C# to an assembly, and calls its functions: what a user would run, without a user's class.</summary>
internal sealed class GeneratedAssembly
{
    private readonly Type _type;

    private GeneratedAssembly(string text, Type type) => (Text, _type) = (text, type);

    /// <summary>The generated source.</summary>
    public string Text { get; }

    /// <summary>The loaded assembly.</summary>
    public Assembly Assembly => _type.Assembly;

    /// <summary>Compiles functions into one static class; with <paramref name="rewrite"/> false as they are written.</summary>
    /// <param name="functions">The functions, with different names.</param>
    /// <param name="rewrite">Whether the graphs are rewritten first.</param>
    /// <param name="harness">Further C# that may call <c>Generated.Functions</c>.</param>
    /// <param name="onDevices">Whether the functions are also for devices.</param>
    /// <param name="checks">What the functions check while they run.</param>
    public static GeneratedAssembly Of(IReadOnlyList<FunctionGraph> functions, bool rewrite = true, string? harness = null, bool onDevices = false, FunctionChecks checks = FunctionChecks.None)
    {
        string text = TextOf(functions, rewrite, onDevices, checks);
        string[] sources = harness is null ? [text] : [text, harness];
        return new GeneratedAssembly(text, Assembly.Load(SourceCompiler.Compile(sources)).GetType("Generated.Functions")!);
    }

    /// <summary>The generated source of functions in one static class.</summary>
    public static string TextOf(IReadOnlyList<FunctionGraph> functions, bool rewrite = true, bool onDevices = false, FunctionChecks checks = FunctionChecks.None)
    {
        var header = new ClassHeader("Generated", [], "static partial class Functions", "Functions", IsStatic: true);
        return TextOf(header, functions, rewrite, onDevices, checks);
    }

    /// <summary>The generated source of functions in a class.</summary>
    public static string TextOf(ClassHeader header, IReadOnlyList<FunctionGraph> functions, bool rewrite = true, bool onDevices = false, FunctionChecks checks = FunctionChecks.None)
    {
        var model = new GraphClass(new TypeRef(header.Namespace + "." + header.Name), header, [], [], []) { OnDevices = onDevices };
        return ClassEmitter.Emit(model, [.. functions.Select(f => Compile(f, rewrite, header.IsStatic, checks))], []);
    }

    /// <summary>One function with all decisions made.</summary>
    public static CompiledFunction Compile(FunctionGraph function, bool rewrite, bool isStatic = true, FunctionChecks checks = FunctionChecks.None)
    {
        var report = new RewriteReport();
        FunctionGraph rewritten = rewrite ? Rewriter.Run(function, report) : function;
        var declaration = new FunctionDeclaration("", function.Name, [], new TypeRef("TensorAot.Expr`1"), [], null, isStatic, "public") { Checks = checks };
        bool compares = (checks & FunctionChecks.Reference) != 0;
        return new CompiledFunction(declaration, function, Scheduler.Run(CompositeExpansion.Run(rewritten), apart: (checks & (FunctionChecks.NaN | FunctionChecks.Infinity)) != 0, allStates: compares), report)
        {
            Reference = !compares ? null
                : new CompiledFunction(declaration with { Checks = FunctionChecks.Reference }, function, Scheduler.Run(CompositeExpansion.Run(function), allStates: true), new RewriteReport()),
        };
    }

    /// <summary>The class with the functions, or the harness.</summary>
    public T Delegate<T>(string type, string method)
        where T : Delegate => Assembly.GetType(type)!.GetMethod(method)!.CreateDelegate<T>();

    /// <summary>Calls the overload over arrays with values as bits and gives the results as bits.</summary>
    public GraphExactArray[] Run(FunctionGraph function, params GraphExactArray[] inputs)
    {
        object? result = Call(function.Name, [.. inputs.Select(Values.ToClr)]);
        object[] results = function.Outputs.Count == 1 ? [result!] : [.. Enumerable.Range(0, function.Outputs.Count).Select(i => ((ITuple)result!)[i]!)];
        return [.. results.Select((r, i) => Values.FromClr(function.Outputs[i].Value.DType, r))];
    }

    /// <summary>Calls the overload over arrays.</summary>
    public object? Call(string name, params object[] arguments) => Call(_type, null, name, arguments);

    /// <summary>Calls the overload over arrays of a function of <paramref name="type"/>.</summary>
    public static object? Call(Type type, object? instance, string name, params object[] arguments)
    {
        MethodInfo method = type.GetMethods().Single(m => m.Name == name && m.GetParameters().Length == arguments.Length
            && m.GetParameters().Zip(arguments).All(p => !p.First.ParameterType.IsByRefLike && !p.First.ParameterType.IsByRef && (p.Second is null || p.First.ParameterType.IsArray == p.Second is Array)));
        return method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
