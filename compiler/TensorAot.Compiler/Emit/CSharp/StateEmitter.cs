using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints how a graph class finds its shared state: once for each instance, by the paths that were read at build time, with a check
/// that the state is there and has the sizes that the code was generated for.
/// </summary>
internal sealed class StateEmitter(
    CSharpWriter writer, string className, IReadOnlyList<(StateVariable State, string Name)> states, IReadOnlyList<StateName>? saved)
{
    private readonly Dictionary<(string, string), string> _accessors = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>What follows the class's name when files can hold its state.</summary>
    public string Interface => saved is null ? "" : " : global::TensorAot.IStateful";

    /// <summary>The part in the user's class.</summary>
    public void EmitMembers(string self)
    {
        EmitSaved();
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
                Constructor();
        }
        writer.Line();
    }

    // All state, also what no function uses. Explicit, so that it takes no name of the user's.
    private void EmitSaved()
    {
        if (saved is null)
            return;
        writer.Line("global::System.Collections.Generic.IReadOnlyList<global::TensorAot.NamedState> global::TensorAot.IStateful.State => new global::TensorAot.NamedState[]");
        writer.Line("{");
        foreach (StateName state in saved)
            writer.Line($"    new({Literals.Of(state.Name)}, {Path(state.Steps, "this")}),");
        writer.Line("};");
        writer.Line();
    }

    /// <summary>Finds each state and compares its sizes: with constants, and with what state before it has where the name is the same.</summary>
    private void Constructor()
    {
        var known = new Dictionary<DimSymbol, string>();
        string Text(Dim size) => size.ToString(atom => atom switch
        {
            DimQuotient quotient => $"(({Text(quotient.Numerator)}) / ({Text(quotient.Denominator)}))",
            DimMinimum minimum => $"global::System.Math.Min({Text(minimum.Left)}, {Text(minimum.Right)})",
            _ => known[(DimSymbol)atom],
        });
        foreach ((StateVariable state, string name) in states)
        {
            writer.Line($"this.{name} = {Path(state.Steps, "owner")};");
            IEnumerable<string> sizes = state.Type.Shape.Dims.Select((size, axis) => size.Symbols.All(known.ContainsKey)
                ? Text(size)
                : $"this.{name} is {{ Rank: > {axis} }} ? this.{name}.Lengths[{axis}] : 0").ToArray();
            writer.Line($"global::TensorAot.Runtime.Check.State({string.Join(", ", new[] { "this." + name, Literals.Of(state.Path), Literals.Of(state.Type.ToString()) }.Concat(sizes))});");
            for (int axis = 0; axis < state.Type.Rank; axis++)
                if (state.Type.Shape[axis].AsSymbol is { } symbol && !known.ContainsKey(symbol))
                    known[symbol] = $"this.{name}.Lengths[{axis}]";
        }
    }

    /// <summary>The accessors of members that the class cannot name: one class for each, generic like the type that declares the member.</summary>
    public void EmitAccessors()
    {
        foreach (StateStep step in states.SelectMany(s => s.State.Steps).Concat((saved ?? []).SelectMany(s => s.Steps)).Where(s => s.Name is not null && !s.IsAccessible).GroupBy(Key).Select(g => g.First()))
        {
            string parameters = step.Open is { } open ? $"<{string.Join(", ", open.TypeParameters)}>{string.Concat(open.Constraints.Select(c => " " + c))}" : "";
            using (writer.Braces($"file static class {ClassOf(step)}{parameters}"))
                Accessor(step, step.Open?.MemberType ?? step.MemberType, step.Open?.ContainingType ?? step.ContainingType);
            writer.Line();
        }
    }

    private void Accessor(StateStep step, string memberType, string containingType)
    {
        writer.Line(step.IsProperty
            ? $"[UnsafeAccessor(UnsafeAccessorKind.Method, Name = {Literals.Of("get_" + step.Name)})]"
            : $"[UnsafeAccessor(UnsafeAccessorKind.Field, Name = {Literals.Of(step.Name!)})]");
        writer.Line($"public static extern {(step.IsProperty ? "" : "ref ")}{memberType} Get({containingType} owner);");
    }

    private static (string, string) Key(StateStep step) => (step.Open?.ContainingType ?? step.ContainingType, step.Name!);

    private string ClassOf(StateStep step)
    {
        if (!_accessors.TryGetValue(Key(step), out string? name))
            _accessors[Key(step)] = name = className + "_" + Identifiers.Unique(step.Name!, _taken);
        return name;
    }

    private string Path(EquatableArray<StateStep> steps, string root)
    {
        string path = root;
        string? type = null;
        foreach (StateStep step in steps)
        {
            // A list of layers may hold a derived layer: its own members need its own type.
            if (step.Name is not null && type is not null && type != step.ContainingType)
                path = $"(({step.ContainingType}){path})";
            type = step.MemberType;
            if (step.Name is null)
                path += $"[{step.Index}]";
            else if (step.IsAccessible)
                path += "." + Identifiers.Escape(step.Name);
            else
                path = $"global::TensorAot.Generated.{ClassOf(step)}{(step.Open is { } open ? $"<{string.Join(", ", open.TypeArguments)}>" : "")}.Get({path})";
        }
        return path;
    }
}
