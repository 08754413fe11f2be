using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;
using TensorAot.Fuzz.Generate;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Fuzz.Compare;

/// <summary>Functions of many cases as one assembly, which is unloaded with the batch.</summary>
internal sealed class Batch : IDisposable
{
    private readonly AssemblyLoadContext _context = new("batch", isCollectible: true);
    private readonly Dictionary<string, MethodInfo> _methods;

    /// <param name="assembly">What <see cref="Compile"/> gave.</param>
    public Batch(byte[] assembly)
    {
        Type type = _context.LoadFromStream(new MemoryStream(assembly)).GetType("Generated.Functions")!;
        _methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.GetParameters().All(p => !p.ParameterType.IsByRefLike && !p.ParameterType.IsByRef))
            .GroupBy(m => m.Name).ToDictionary(g => g.Key, g => g.First());
    }

    /// <summary>One function with all decisions made.</summary>
    public static CompiledFunction Schedule(string name, FunctionGraph function)
    {
        FunctionGraph named = function with { Name = name };
        var declaration = new FunctionDeclaration("", name, [], new TypeRef("TensorAot.Expr`1"), [], null, true, "public");
        return new CompiledFunction(declaration, named, Scheduler.Run(CompositeExpansion.Run(named)), new RewriteReport());
    }

    /// <summary>An exception of the compiler and where it comes from.</summary>
    public static string Describe(Exception e) => $"{e.GetType().Name}: {e.Message}\n{string.Join("\n", (e.StackTrace ?? "").Split('\n').Take(6))}";

    /// <summary>The assembly of some functions, or what is wrong.</summary>
    public static (byte[]? Assembly, string? Error) Compile(IEnumerable<CompiledFunction> functions)
    {
        var header = new ClassHeader("Generated", [], "static partial class Functions", "Functions", IsStatic: true);
        var model = new GraphClass(new TypeRef("Generated.Functions"), header, [], [], []);
        try
        {
            return CSharpCompiler.Compile(ClassEmitter.Emit(model, [.. functions], []));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, Describe(e));
        }
    }

    /// <summary>Calls the overload over arrays.</summary>
    public GraphExactArray[] Run(string name, FuzzCase test)
    {
        object? result = _methods[name].Invoke(null, BindingFlags.DoNotWrapExceptions, null, [.. test.Inputs.Select(Values.ToClr)], null);
        int count = test.Function.Outputs.Count;
        object[] results = count == 1 ? [result!] : [.. Enumerable.Range(0, count).Select(i => ((ITuple)result!)[i]!)];
        return [.. results.Select((r, i) => Values.FromClr(test.Function.Outputs[i].Value.DType, r))];
    }

    public void Dispose() => _context.Unload();
}
