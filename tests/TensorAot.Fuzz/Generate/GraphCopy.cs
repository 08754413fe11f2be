using System.Collections;
using System.Reflection;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Fuzz.Generate;

/// <summary>Copies values into a graph of their own, without what was built and dropped on the way; with other element types and sizes, if asked.</summary>
/// <param name="dtype">The element type to use instead of one.</param>
/// <param name="size">The size to use instead of a symbol; null: the symbol itself.</param>
internal sealed class GraphCopy(Func<DType, DType>? dtype = null, Func<DimSymbol, Dim?>? size = null)
{
    private static readonly Dictionary<Type, (ConstructorInfo Make, PropertyInfo[] Parts)?> s_records = [];
    private readonly Dictionary<VariableAttribute, VariableAttribute> _variables = [];
    private readonly Dictionary<Node, Node> _made = [];

    public Graph Target { get; } = new();

    public Node[] Run(IReadOnlyList<Node> roots)
    {
        foreach (Node node in Graph.TopologicalOrder(roots))
            if (!_made.ContainsKey(node))
                _made[node] = Target.Add(node.Op, Map(node.Attribute), node.Inputs.Select(i => _made[i]));
        return [.. roots.Select(r => _made[r])];
    }

    /// <summary>Requires of the copy's sizes what the original requires, as far as a test wants it: what no op asks for again is not copied with the ops.</summary>
    public void Require(DimConstraints constraints, Func<DimBound, bool> isWanted)
    {
        foreach (DimBound bound in constraints.Bounds.Where(isWanted))
            Target.Constraints.TryRequireAtLeast((Dim)Map(bound.Dim)!, bound.Minimum, bound.Source);
    }

    private object? Map(object? value) => value switch
    {
        null or string or Delegate => value,
        DType type => dtype?.Invoke(type) ?? type,
        Dim dim => size is null ? dim : dim.Substitute(size),
        ConstantValue constant => dtype is null ? constant : Map(constant),
        VariableAttribute variable => Map(variable),
        _ when value.GetType().IsPrimitive || value.GetType().IsEnum => value,
        IEnumerable items => MapItems(items),
        _ => MapRecord(value),
    };

    private ConstantValue Map(ConstantValue constant)
    {
        DType type = dtype!(constant.DType);
        return type == constant.DType ? constant : ConstantValue.From(type, constant.ToDouble());
    }

    /// <summary>Variables are numbered anew, so that the target's next one has a number of its own.</summary>
    private VariableAttribute Map(VariableAttribute variable)
    {
        if (!_variables.TryGetValue(variable, out VariableAttribute? known))
            _variables[variable] = known = new VariableAttribute(Target.NewVariable(), variable.Name, (TensorType)MapRecord(variable.Type));
        return known;
    }

    private object MapItems(IEnumerable items)
    {
        Type element = items.GetType().GetGenericArguments()[0];
        object?[] mapped = [.. items.Cast<object?>().Select(Map)];
        var array = Array.CreateInstance(element, mapped.Length);
        mapped.CopyTo(array, 0);
        return s_toEquatable.MakeGenericMethod(element).Invoke(null, [array])!;
    }

    private static readonly MethodInfo s_toEquatable = typeof(EquatableArray).GetMethod(nameof(EquatableArray.ToEquatableArray))!;

    private object MapRecord(object value)
    {
        if (RecordOf(value.GetType()) is not { } record)
            return value;
        object?[] parts = [.. record.Parts.Select(p => p.GetValue(value))];
        object?[] mapped = [.. parts.Select(Map)];
        return parts.Zip(mapped, Equals).All(same => same) ? value : record.Make.Invoke(mapped);
    }

    /// <summary>The constructor of a record and the properties that hold its parameters.</summary>
    internal static (ConstructorInfo Make, PropertyInfo[] Parts)? RecordOf(Type type)
    {
        lock (s_records)
        {
            if (s_records.TryGetValue(type, out (ConstructorInfo, PropertyInfo[])? known))
                return known;
            ConstructorInfo? make = type.GetConstructors().Where(c => c.GetParameters().Length > 0).MaxBy(c => c.GetParameters().Length);
            PropertyInfo?[] parts = [.. (make?.GetParameters() ?? []).Select(p => type.GetProperty(p.Name!))];
            return s_records[type] = make is null || parts.Contains(null) ? null : (make, [.. parts.Select(p => p!)]);
        }
    }
}
