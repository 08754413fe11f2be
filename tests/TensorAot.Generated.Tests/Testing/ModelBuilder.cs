namespace TensorAot.Generated.Tests.Testing;

// Inside the namespace, so that Dim is the compiler's.
using System.Reflection;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

/// <summary>A class with shared state, as a user would write it, and functions that read and update it.</summary>
internal sealed class ModelBuilder
{
    private readonly List<FunctionGraph> _functions = [];
    private readonly List<(string Name, TensorType Type)> _states = [];
    private readonly Lazy<Type> _type;

    public ModelBuilder() => _type = new(Load);

    /// <summary>Declares state.</summary>
    public void State(string name, DType dtype, params Dim[] shape) => _states.Add((name, new TensorType(dtype, Shape.Of(shape))));

    /// <summary>Adds a function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="build">From the builder of its parameters and the nodes of the state: its results, and the updates by name.</param>
    public FunctionGraph Add(string name, Func<FunctionBuilder, Dictionary<string, Node>, (Node[] Outputs, (string State, Node Value)[] Updates)> build)
    {
        var builder = new FunctionBuilder(name);
        StateVariable[] states = [.. _states.Select(s => Variable(builder.Graph, s.Name, s.Type))];
        (Node[] outputs, (string State, Node Value)[] updates) = build(builder, states.ToDictionary(s => s.Path, s => s.Node));
        FunctionGraph function = builder.Returns(outputs) with
        {
            States = [.. states],
            Updates = [.. updates.Select(u => new StateUpdate(states.Single(s => s.Path == u.State), u.Value))],
        };
        _functions.Add(function);
        return function;
    }

    /// <summary>An instance with the given state, in the order of declaration.</summary>
    public object Create(params object[] states) => Activator.CreateInstance(_type.Value, states)!;

    /// <summary>Calls the overload over arrays.</summary>
    public object? Call(object model, string name, params object[] arguments) => GeneratedAssembly.Call(_type.Value, model, name, arguments);

    private static StateVariable Variable(Graph graph, string name, TensorType type)
    {
        Node node = Sources.NewInput(graph, name, type, InputKind.Shared);
        return new StateVariable(name, [new StateStep(name, 0, "global::Generated.Model", SharedType(type), IsAccessible: true, IsProperty: false)], type, node);
    }

    private static string SharedType(TensorType type) => $"global::TensorAot.Shared<{type.DType.CSharpName()}>";

    private Type Load()
    {
        string fields = string.Concat(_states.Select(s => $"public readonly {SharedType(s.Type)} {s.Name};\n"));
        string parameters = string.Join(", ", _states.Select(s => $"{SharedType(s.Type)} {s.Name}"));
        string body = string.Concat(_states.Select(s => $"this.{s.Name} = {s.Name}; "));
        string source = $"namespace Generated {{ public partial class Model {{ {fields} public Model({parameters}) {{ {body} }} }} }}";
        string text = GeneratedAssembly.TextOf(new ClassHeader("Generated", [], "partial class Model", "Model", IsStatic: false), _functions);
        return Assembly.Load(SourceCompiler.Compile([text, source])).GetType("Generated.Model")!;
    }
}
