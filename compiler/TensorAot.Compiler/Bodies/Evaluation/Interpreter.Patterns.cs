using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Patterns.
internal sealed partial class Interpreter
{
    private object? Switch(SwitchExpression choice)
    {
        object? value = Evaluate(choice.Value);
        foreach (SwitchArm arm in choice.Arms)
            if (Matches(arm.Pattern, value) && (arm.Guard is null || Condition(arm.Guard)))
                return Evaluate(arm.Value);
        throw Fail(choice, DiagnosticRules.BuildTimeOperationFails, "The switch", $"no arm matches {Describe(value)}.");
    }

    private bool Matches(Pattern pattern, object? value)
    {
        switch (pattern)
        {
            case DiscardPattern:
                return true;
            case ConstantPattern constant:
                return AreSame(Known(value, pattern), Evaluate(constant.Value));
            case RelationalPattern relation:
                return Relates(relation, Known(value, pattern));
            case TypePattern type:
                return (type.Type is null || IsInstance(value, Close(type.Type))) && Bind(type.Slot, type.Name, value);
            case NotPattern not:
                return !Matches(not.Operand, value);
            case BinaryPattern { IsAnd: true } both:
                return Matches(both.Left, value) && Matches(both.Right, value);
            case BinaryPattern either:
                return Matches(either.Left, value) || Matches(either.Right, value);
            case RecursivePattern recursive:
                return MatchesParts(recursive, value) && Bind(recursive.Slot, recursive.Name, value);
            case ListPattern list:
                return value is not null && MatchesList(list, value) && Bind(list.Slot, list.Name, value);
            default:
                throw Fail(pattern, DiagnosticRules.CallNotSupported, pattern.GetType().Name);
        }
    }

    private bool MatchesParts(RecursivePattern pattern, object? value)
    {
        if (value is null || (pattern.Type is not null && !IsInstance(value, Close(pattern.Type))))
            return false;
        if (pattern.Positions.Count > 0)
        {
            if (value is not (ObjectValue or TupleValue) || (value is TupleValue tuple && tuple.Items.Length != pattern.Positions.Count))
                return false;
            object?[] parts = Parts(value, pattern.DeconstructMethod, pattern.Positions.Count, pattern);
            for (int i = 0; i < parts.Length; i++)
                if (!Matches(pattern.Positions[i], parts[i]))
                    return false;
        }
        foreach (PropertySubpattern property in pattern.Properties)
        {
            _implicitReceivers.Push(value);
            object? member = Evaluate(property.Member);
            _implicitReceivers.Pop();
            if (!Matches(property.Pattern, member))
                return false;
        }
        return true;
    }

    private bool MatchesList(ListPattern pattern, object value)
    {
        object?[] items = [.. Elements(value, pattern)];
        int slice = -1;
        for (int i = 0; i < pattern.Elements.Count; i++)
            if (pattern.Elements[i] is SlicePattern)
                slice = i;
        int after = pattern.Elements.Count - 1 - slice;
        if (slice < 0 ? items.Length != pattern.Elements.Count : items.Length < pattern.Elements.Count - 1)
            return false;
        int before = slice < 0 ? items.Length : slice;
        for (int i = 0; i < before; i++)
            if (!Matches(pattern.Elements[i], items[i]))
                return false;
        if (slice < 0)
            return true;
        for (int i = 0; i < after; i++)
            if (!Matches(pattern.Elements[slice + 1 + i], items[items.Length - after + i]))
                return false;
        Pattern? rest = ((SlicePattern)pattern.Elements[slice]).Rest;
        return rest is null || Matches(rest, Part(value, before, items.Length - before - after, pattern));
    }

    private bool Relates(RelationalPattern pattern, object? value)
    {
        object? limit = Evaluate(pattern.Value);
        // Narrow numbers (byte, char) keep their type in patterns.
        return value is not null && limit is not null && NumberConversions.IsNumber(value) && value.GetType() == limit.GetType()
            && Arithmetic.Binary(pattern.Operator, value, limit, false) is true;
    }

    /// <summary>Equality with a constant; a tensor is null or it is not.</summary>
    private bool AreSame(object? value, object? constant) =>
        value is null || constant is null
            ? value is null && constant is null
            : (value is double or float && Arithmetic.Binary("==", value, constant, false) is true) || ValueEquality.AreEqual(value, constant);

    private object? Known(object? value, Body at) =>
        value is UnknownValue unknown ? throw Fail(at, DiagnosticRules.ValueNotKnown, unknown.Name, "a pattern") : value;

    private bool Bind(int? slot, string? name, object? value)
    {
        if (slot is { } place)
            Declare(place, name ?? "", value);
        return true;
    }

    /// <summary>Whether a value is of a type, as <c>is</c> asks.</summary>
    public bool IsInstance(object? value, TypeRef type)
    {
        if (value is null)
            return false;
        if (type.Name == "System.Nullable`1")
            type = type.Arguments[0];
        if (type.Name == "System.Object" || type.Name == "System.ValueType")
            return true;
        return value switch
        {
            ObjectValue o => index.IsSubtype(o.Type, type),
            Node or SharedState or ConstantValue => IsTensorOf(value, type),
            Dim => type.Name is "TensorAot.Dim" or "TensorAot.Expr`1" or "TensorAot.Expr",
            ListValue list => IsCollection(type, list.ElementType, s_listTypes),
            ArrayValue array => array.Lengths.Length == 1 ? IsCollection(type, array.ElementType, s_arrayTypes) : type.Name == "[" + new string(',', array.Lengths.Length - 1) + "]",
            SequenceValue => type.Name is "System.Collections.Generic.IEnumerable`1" or "System.Collections.IEnumerable",
            DictionaryValue => type.Name.Contains("Dictionary`2"),
            TupleValue tuple => type.Name.StartsWith("System.ValueTuple", StringComparison.Ordinal) && type.Arguments.Count == tuple.Items.Length,
            DelegateValue => index.Type(type) is null && !NumberConversions.IsNumberType(type.Name) && type.Name != "System.String",
            IndexValue => type.Name == "System.Index",
            RangeValue => type.Name == "System.Range",
            _ => type.Name == NumberConversions.NameOf(value) || index.Type(type) is { IsEnum: true },
        };
    }

    private static readonly string[] s_listTypes = ["List`1", "IList`1", "ICollection`1", "IReadOnlyList`1", "IReadOnlyCollection`1", "IEnumerable`1"];
    private static readonly string[] s_arrayTypes = ["[]", "IList`1", "ICollection`1", "IReadOnlyList`1", "IReadOnlyCollection`1", "IEnumerable`1"];

    private bool IsCollection(TypeRef type, TypeRef element, string[] names) =>
        names.Contains(type.Name.Split('.').Last())
        && type.Arguments.Count == 1
        && (type.Arguments[0] == element || (!element.IsValueType && (type.Arguments[0].Name == "System.Object" || index.IsSubtype(element, type.Arguments[0])
            || TensorTypes.IsTensor(type.Arguments[0].Name))));

    private static bool IsTensorOf(object value, TypeRef type)
    {
        if (type.Name == "TensorAot.Expr")
            return true;
        DType dtype = value switch { Node n => n.DType, SharedState s => s.DType, _ => ((ConstantValue)value).DType };
        if (type.Arguments.Count != 1 || DTypes.FromMetadataName(type.Arguments[0].Name) != dtype)
            return false;
        if (type.Name == "TensorAot.Shared`1")
            return value is SharedState;
        return type.Name == "TensorAot.Expr`1"
            || (TensorTypes.RankOf(type.Name) is { } rank && value is not SharedState && rank == ((value as Node)?.Rank ?? 0));
    }
}
