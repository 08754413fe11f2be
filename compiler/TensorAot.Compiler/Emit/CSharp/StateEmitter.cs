using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints how a graph class finds its shared state: once for each instance, by the paths that were read at build time, with a check
/// that the state is there and has the sizes that the code was generated for.
/// </summary>
internal sealed class StateEmitter(CSharpWriter writer, string className, IReadOnlyList<(StateVariable State, string Name)> states)
{
    private readonly Dictionary<(string, string), string> _accessors = [];

    /// <summary>The part in the user's class.</summary>
    public void EmitMembers(string self)
    {
        if (states.Count == 0)
            return;
        writer.Line("private TensorAotState? tensorAotState;");
        writer.Line();
        writer.Line("private TensorAotState GetTensorAotState() => this.tensorAotState ??= new TensorAotState(this);");
        writer.Line();
        writer.Line("/// <summary>The shared state of an instance, found and checked once.</summary>");
        using (writer.Braces("private sealed class TensorAotState"))
        {
            foreach ((StateVariable state, string name) in states)
                writer.Line($"public readonly global::TensorAot.Shared<{state.Type.DType.CSharpName()}> {name};");
            writer.Line();
            using (writer.Braces($"public TensorAotState({self} owner)"))
                foreach ((StateVariable state, string name) in states)
                {
                    writer.Line($"{name} = {Path(state)};");
                    IEnumerable<string> sizes = state.Type.Shape.Dims.Select((d, axis) => d.Constant?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? $"{name}?.Lengths[{axis}] ?? 0");
                    writer.Line($"global::TensorAot.Runtime.Check.State({string.Join(", ", new[] { name, Literals.Of(state.Path), Literals.Of(state.Type.ToString()) }.Concat(sizes))});");
                }
        }
        writer.Line();
    }

    /// <summary>The accessors of members that the class cannot name.</summary>
    public void EmitAccessors()
    {
        foreach ((StateVariable state, _) in states)
            Path(state);
        if (_accessors.Count == 0)
            return;
        using (writer.Braces($"file static class {className}Access"))
            foreach (StateStep step in states.SelectMany(s => s.State.Steps).Where(s => s.Name is not null && !s.IsAccessible).GroupBy(s => (s.ContainingType, s.Name)).Select(g => g.First()))
                Accessor(step);
        writer.Line();
    }

    private void Accessor(StateStep step)
    {
        string name = _accessors[(step.ContainingType, step.Name!)];
        writer.Line(step.IsProperty
            ? $"[UnsafeAccessor(UnsafeAccessorKind.Method, Name = {Literals.Of("get_" + step.Name)})]"
            : $"[UnsafeAccessor(UnsafeAccessorKind.Field, Name = {Literals.Of(step.Name!)})]");
        writer.Line($"public static extern {(step.IsProperty ? "" : "ref ")}{step.MemberType} {name}({step.ContainingType} owner);");
    }

    private string Path(StateVariable state)
    {
        string path = "owner";
        foreach (StateStep step in state.Steps)
        {
            if (step.Name is null)
                path += $"[{step.Index}]";
            else if (step.IsAccessible)
                path += "." + Identifiers.Escape(step.Name);
            else
                path = $"global::TensorAot.Generated.{className}Access.{AccessorOf(step)}({path})";
        }
        return path;
    }

    private string AccessorOf(StateStep step)
    {
        if (!_accessors.TryGetValue((step.ContainingType, step.Name!), out string? name))
            _accessors[(step.ContainingType, step.Name!)] = name = Identifiers.Unique(step.Name!, new HashSet<string>(_accessors.Values, StringComparer.Ordinal));
        return name;
    }
}
