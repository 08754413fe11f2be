namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>A table of members by name.</summary>
internal sealed class MemberTable : Dictionary<string, Func<Invocation, object?>>
{
    public MemberTable()
        : base(StringComparer.Ordinal)
    {
    }
}

/// <summary>The .NET members that definitions may use: a closed list, by type and name.</summary>
internal static class LibraryMembers
{
    /// <summary>Carries out a call; false when it is in no table.</summary>
    public static bool Call(Invocation call, out object? result)
    {
        result = null;
        if (Table(call) is not { } table || !table.TryGetValue(call.Method.Name, out Func<Invocation, object?>? member))
            return false;
        result = member(call);
        return true;
    }

    private static MemberTable? Table(Invocation call) => call.Constraint is { } constraint && NumberConversions.IsNumberType(constraint.Name)
        ? NumberMembers.Table
        : call.Method.ContainingType.Name switch
        {
            "System.Linq.Enumerable" => LinqMembers.Table,
            "System.Math" or "System.MathF" => MathMembers.Table,
            "System.String" => TextMembers.Table,
            "System.Array" when call.Instance is null => CollectionMembers.StaticTable,
            "System.MemoryExtensions" => s_spans,
            "System.Collections.Generic.CollectionExtensions" when call[0] is DictionaryValue => DictionaryMembers.ExtensionTable,
            "System.Nullable`1" => s_nullable,
            "System.Index" or "System.Range" => s_places,
            "System.ArgumentNullException" or "System.ArgumentException" or "System.ArgumentOutOfRangeException" => Guards.Table,
            _ => InstanceTable(call),
        };

    private static MemberTable? InstanceTable(Invocation call) => call.Instance switch
    {
        ListValue or ArrayValue or SequenceValue => CollectionMembers.Table,
        DictionaryValue => DictionaryMembers.Table,
        TupleValue => s_pairs,
        string => TextMembers.Table,
        _ when NumberConversions.IsNumberType(call.Method.ContainingType.Name) => NumberMembers.Table,
        _ => null,
    };

    private static readonly MemberTable s_nullable = new()
    {
        ["HasValue"] = c => c.Instance is not null,
        ["Value"] = c => c.Instance ?? throw c.Fail(Diagnostics.DiagnosticRules.NullValue, "The nullable"),
        ["GetValueOrDefault"] = c => c.Instance ?? (c.Count > 0 ? c[0] : c.Interpreter.DefaultOf(c.Method.ContainingType.Arguments[0])),
    };

    // What overload resolution prefers to LINQ on arrays.
    private static readonly MemberTable s_spans = new()
    {
        ["AsSpan"] = c => c[0],
        ["Contains"] = c => LinqMembers.Table["Contains"](c),
        ["SequenceEqual"] = c => LinqMembers.Table["SequenceEqual"](c),
        ["IndexOf"] = c => CollectionMembers.StaticTable["IndexOf"](c),
    };

    private static readonly MemberTable s_places = new()
    {
        ["Start"] = c => c.Instance is RangeValue range ? range.Start : IndexValue.Start,
        ["End"] = c => c.Instance is RangeValue range ? range.End : IndexValue.End,
        ["Value"] = c => ((IndexValue)c.Instance!).Value,
        ["IsFromEnd"] = c => ((IndexValue)c.Instance!).IsFromEnd,
        ["GetOffset"] = c => ((IndexValue)c.Instance!).Offset(c.Integer(0)),
        ["FromStart"] = c => new IndexValue(c.Integer(0), false),
        ["FromEnd"] = c => new IndexValue(c.Integer(0), true),
        ["All"] = _ => new RangeValue(IndexValue.Start, IndexValue.End),
        ["StartAt"] = c => new RangeValue((IndexValue)c[0]!, IndexValue.End),
        ["EndAt"] = c => new RangeValue(IndexValue.Start, (IndexValue)c[0]!),
    };

    private static readonly MemberTable s_pairs = new()
    {
        ["Key"] = c => ((TupleValue)c.Instance!).Items[0],
        ["Value"] = c => ((TupleValue)c.Instance!).Items[1],
    };
}
