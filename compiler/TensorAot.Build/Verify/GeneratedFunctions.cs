using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using TensorAot.Build.Reading;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Build.Verify;

/// <summary>
/// The generated code of functions, each in a class of its own whose state can be set: the user's constructors, other members and other
/// generators play no part. It is compiled with the references and options of the project.
/// </summary>
internal sealed class GeneratedFunctions
{
    private const string Namespace = "TensorAotVerification";
    private readonly Assembly? _assembly;

    public GeneratedFunctions(Project project)
    {
        var options = (CSharpParseOptions?)project.Compilation.SyntaxTrees.FirstOrDefault()?.Options ?? CSharpParseOptions.Default;
        IEnumerable<SyntaxTree> trees = project.Functions.SelectMany((f, i) => Texts(f.Compiled, i).Select((text, k) =>
            CSharpSyntaxTree.ParseText(text, options, $"{Namespace}{i}-{k}.cs", Encoding.UTF8)));
        var compilation = CSharpCompilation.Create(Namespace, trees, project.Compilation.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        EmitResult result = compilation.Emit(stream);
        if (result.Success)
            _assembly = Assembly.Load(stream.ToArray());
        else
            Error = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString();
    }

    /// <summary>Why the code does not compile; null when it does.</summary>
    public string? Error { get; }

    /// <summary>Calls a function.</summary>
    /// <param name="index">Its number in the project.</param>
    /// <param name="function">The function.</param>
    /// <param name="inputs">The values of its parameters, flat.</param>
    /// <param name="states">The values of its state, which become the new ones.</param>
    /// <param name="sizes">The sizes.</param>
    /// <returns>The results, flat.</returns>
    public Array[] Call(int index, CompiledFunction function, Array[] inputs, Array[] states, SizeChoice sizes)
    {
        var face = new FunctionFace(function.OnHost);
        int[][] lengths = [.. function.OnHost.States.Select(s => sizes.Of(s.State.Type))];
        object instance = Activator.CreateInstance(
            _assembly!.GetType($"{Namespace}.Verified{index}")!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [lengths], null)!;
        Array[] outputs = [.. function.OnHost.Outputs.Select(o => Values.New(o.DType, sizes.Of(o.Type.Shape.ElementCount)))];
        MethodInfo call = instance.GetType().GetMethod("TensorAotInvoke")!;
        int[] explicitSizes = [.. face.Explicit.Select(s => checked((int)sizes.Of(s)))];
        call.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [inputs, states, explicitSizes, outputs], null);
        return outputs;
    }

    /// <summary>The generated part of a function's class, and the part with its state.</summary>
    private static string[] Texts(CompiledFunction function, int index)
    {
        string name = $"Verified{index}";
        Schedule schedule = function.Schedule with
        {
            States = [.. function.Schedule.States.Select((s, k) => (s.State with { Steps = [Step(name, s.State.Type, k)] }, s.Storage))],
        };
        CompiledFunction named = function with { Schedule = schedule, Declaration = function.Declaration with { IsStatic = false, Accessibility = "public" } };
        var model = new GraphClass(new TypeRef($"{Namespace}.{name}"), new ClassHeader(Namespace, [], $"partial class {name}", name, IsStatic: false), [], [], []);
        return [ClassEmitter.Emit(model, [named], []), OwnPart(named, name)];
    }

    private static StateStep Step(string owner, TensorType type, int number) =>
        new($"state{number}", 0, $"global::{Namespace}.{owner}", SharedType(type), IsAccessible: true, IsProperty: false);

    private static string SharedType(TensorType type) => $"global::TensorAot.Shared<{type.DType.CSharpName()}>";

    private static string OwnPart(CompiledFunction function, string name)
    {
        TensorType[] states = [.. function.OnHost.States.Select(s => s.State.Type)];
        string[] types = [.. states.Select(s => s.DType.CSharpName())];
        string call = $"this.{Identifier(function.Declaration.Name)}({string.Join(", ", Arguments(function))})";
        var face = new FunctionFace(function.OnHost);
        return $$"""
            #pragma warning disable
            namespace {{Namespace}}
            {
                public partial class {{name}}
                {
            {{Lines(states, (s, k) => $"public readonly {SharedType(s)} state{k};")}}
                    public {{name}}(int[][] lengths)
                    {
            {{Lines(states, (_, k) => $"this.state{k} = global::TensorAot.Shared.Zeros<{types[k]}>(lengths[{k}]);")}}
                    }

                    public void TensorAotInvoke(global::System.Array[] inputs, global::System.Array[] states, int[] sizes, global::System.Array[] outputs)
                    {
            {{Lines(states, (_, k) => $"this.state{k}.Value = ({types[k]}[])states[{k}];")}}
                        {{(face.ReturnsScalar ? $"(({function.OnHost.Outputs[0].DType.CSharpName()}[])outputs[0])[0] = " : "")}}{{call}};
            {{Lines(states, (_, k) => $"states[{k}] = this.state{k}.Value;")}}
                    }
                }
            }
            """;
    }

    private static string Lines<T>(IEnumerable<T> items, Func<T, int, string> line) => string.Join('\n', items.Select(line));

    /// <summary>The arguments of the span core, as <see cref="FunctionFace.CoreParameters"/> orders them.</summary>
    private static IEnumerable<string> Arguments(CompiledFunction function)
    {
        var face = new FunctionFace(function.OnHost);
        string Item(string list, int index, TensorType type) => string.Create(CultureInfo.InvariantCulture, $"({type.DType.CSharpName()}[]){list}[{index}]") is var array && type.Rank == 0 ? $"({array})[0]" : array;
        for (int i = 0; i < face.Function.Parameters.Count; i++)
            yield return Item("inputs", i, face.Function.Parameters[i].Value.Type);
        for (int i = 0; i < face.Explicit.Count; i++)
            yield return string.Create(CultureInfo.InvariantCulture, $"sizes[{i}]");
        if (face.ReturnsScalar)
            yield break;
        for (int i = 0; i < function.OnHost.Outputs.Count; i++)
            yield return (function.OnHost.Outputs[i].IsScalar ? "out " : "") + Item("outputs", i, function.OnHost.Outputs[i].Type);
    }

    private static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
