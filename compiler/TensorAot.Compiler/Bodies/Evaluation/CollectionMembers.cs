using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Members of arrays, lists and what stands behind their interfaces.</summary>
internal static class CollectionMembers
{
    public static MemberTable Table { get; } = new()
    {
        ["Count"] = c => Count(c.Instance!),
        ["Length"] = c => Count(c.Instance!),
        ["Rank"] = c => c.Instance is ArrayValue array ? array.Lengths.Length : 1,
        ["IsEmpty"] = c => Count(c.Instance!) == 0,
        ["Capacity"] = c => Count(c.Instance!),
        ["GetLength"] = c => c.Guarded(() => ((ArrayValue)c.Instance!).Lengths[c.Integer(0)]),
        ["Item"] = c => GetItem(c.Interpreter, c.Instance!, c[0], c.At),
        ["this[]"] = c => GetItem(c.Interpreter, c.Instance!, c[0], c.At),
        ["Contains"] = c => Items(c).Contains(c[0], ValueEquality.Comparer),
        ["IndexOf"] = c => Array.FindIndex([.. Items(c)], x => ValueEquality.AreEqual(x, c[0])),
        ["AsReadOnly"] = c => c.Instance,
        ["AsSpan"] = c => c.Instance,
        ["ToArray"] = c => new ArrayValue(c.Context, ElementType(c), [.. Items(c)]),
        ["Clone"] = c => ((ArrayValue)c.Instance!) is var a ? new ArrayValue(c.Context, a.ElementType, a.Lengths, [.. a.Items]) : null,
        ["Slice"] = c => new ArrayValue(c.Context, ElementType(c), Part(c)),
        ["GetRange"] = c => new ListValue(c.Context, ElementType(c), [.. Part(c)]),
        ["Add"] = c => Change(c, list => list.Add(c[0])),
        ["AddRange"] = c => Change(c, list => list.AddRange([.. c.Items(0)])),
        ["Insert"] = c => Change(c, list => list.Insert(Place(c, c.Integer(0), list.Count), c[1])),
        ["RemoveAt"] = c => Change(c, list => list.RemoveAt(Place(c, c.Integer(0), list.Count - 1))),
        ["Clear"] = c => Change(c, list => list.Clear()),
        ["Reverse"] = c => Change(c, list => list.Reverse()),
        ["Remove"] = Remove,
        ["ForEach"] = ForEach,
    };

    /// <summary>Static members of <c>System.Array</c>.</summary>
    public static MemberTable StaticTable { get; } = new()
    {
        ["Empty"] = c => new ArrayValue(c.Context, c.Method.TypeArguments[0], []),
        ["IndexOf"] = c => Array.FindIndex([.. c.Items(0)], x => ValueEquality.AreEqual(x, c[1])),
        ["ConvertAll"] = c => new ArrayValue(c.Context, c.Method.TypeArguments[1], [.. c.Items(0).Select(x => c.Apply(1, x))]),
    };

    public static object? GetItem(Interpreter interpreter, object collection, object? index, Body at)
    {
        if (collection is DictionaryValue dictionary)
            return dictionary.TryGet(index ?? "", out object? value) ? value
                : throw interpreter.Fail(at, DiagnosticRules.BuildTimeOperationFails, "The dictionary", $"it has no key {interpreter.Describe(index)}.");
        IReadOnlyList<object?> items = collection switch
        {
            ArrayValue array => array.Items,
            ListValue list => list.Items,
            _ => [.. interpreter.Elements(collection, at)],
        };
        return items[Place(interpreter, index, items.Count, at)];
    }

    public static void SetItem(Invocation call, object? value) => SetItem(call.Interpreter, call.Instance!, call[0], value, call.At);

    public static void SetItem(Interpreter interpreter, object collection, object? index, object? value, Body at)
    {
        if (collection is not HeapValue heap || collection is not (ArrayValue or ListValue or DictionaryValue))
            throw interpreter.Fail(at, DiagnosticRules.CallNotSupported, "An assignment to a member of " + interpreter.Describe(collection));
        interpreter.RequireOwned(heap, at);
        switch (collection)
        {
            case DictionaryValue dictionary:
                dictionary.Set(index ?? throw interpreter.Fail(at, DiagnosticRules.NullValue, "The key"), value);
                break;
            case ListValue list:
                list.Items[Place(interpreter, index, list.Items.Count, at)] = value;
                break;
            case ArrayValue array:
                array.Items[Place(interpreter, index, array.Items.Length, at)] = value;
                break;
        }
    }

    private static int Place(Interpreter interpreter, object? index, int count, Body at)
    {
        int place = index is IndexValue value ? value.Offset(count) : interpreter.ToInteger(index, at);
        return place >= 0 && place < count ? place : throw interpreter.Fail(at, DiagnosticRules.BuildTimeIndexOutOfRange, index!, count);
    }

    private static int Place(Invocation call, int place, int last) =>
        place >= 0 && place <= last ? place : throw call.Fail(DiagnosticRules.BuildTimeIndexOutOfRange, place, last);

    /// <summary>The elements from a place on, as many as the call says or all that are left.</summary>
    private static object?[] Part(Invocation call)
    {
        object?[] items = [.. Items(call)];
        int start = call.Integer(0), count = call.Count > 1 ? call.Integer(1) : items.Length - start;
        return start >= 0 && count >= 0 && start <= items.Length - count
            ? [.. items.Skip(start).Take(count)]
            : throw call.Fail(DiagnosticRules.BuildTimeIndexOutOfRange, $"{start}..{start + (long)count}", items.Length);
    }

    private static IEnumerable<object?> Items(Invocation call) => call.Interpreter.Elements(call.Instance, call.At);

    private static int Count(object collection) => collection switch
    {
        ArrayValue array => array.Items.Length,
        ListValue list => list.Items.Count,
        SequenceValue sequence => sequence.Items.Count(),
        _ => 0,
    };

    private static TypeRef ElementType(Invocation call) => call.Instance switch
    {
        ArrayValue array => array.ElementType,
        ListValue list => list.ElementType,
        _ => new TypeRef("System.Object"),
    };

    private static object? Change(Invocation call, Action<List<object?>> change)
    {
        if (call.Instance is not ListValue list)
            throw call.Fail(DiagnosticRules.CallNotSupported, call.Name + " of a collection that is no list");
        call.Interpreter.RequireOwned(list, call.At);
        change(list.Items);
        return null;
    }

    private static object? Remove(Invocation call)
    {
        bool removed = false;
        Change(call, list =>
        {
            int place = list.FindIndex(x => ValueEquality.AreEqual(x, call[0]));
            removed = place >= 0;
            if (removed)
                list.RemoveAt(place);
        });
        return removed;
    }

    private static object? ForEach(Invocation call)
    {
        foreach (object? item in call.Interpreter.Counted(Items(call), call.At))
            call.Apply(0, item);
        return null;
    }
}

/// <summary>Members of dictionaries.</summary>
internal static class DictionaryMembers
{
    public static MemberTable Table { get; } = new()
    {
        ["Count"] = c => Of(c).Count,
        ["Item"] = c => CollectionMembers.GetItem(c.Interpreter, c.Instance!, c[0], c.At),
        ["this[]"] = c => CollectionMembers.GetItem(c.Interpreter, c.Instance!, c[0], c.At),
        ["ContainsKey"] = c => c[0] is { } key && Of(c).TryGet(key, out _),
        ["GetValueOrDefault"] = c => Of(c).TryGet(c[0]!, out object? value) ? value : c.Count > 1 ? c[1] : c.Interpreter.DefaultOf(c.Type),
        ["Keys"] = c => new SequenceValue(null, Of(c).Entries.Select(e => (object?)e.Key)),
        ["Values"] = c => new SequenceValue(null, Of(c).Entries.Select(e => e.Value)),
        ["Add"] = Add,
        ["TryAdd"] = c => !Of(c).TryGet(c[0]!, out _) && Add(c) is null,
        ["Remove"] = c => Owned(c).Remove(c[0]!),
    };

    /// <summary>Extension methods, whose first argument is the dictionary.</summary>
    public static MemberTable ExtensionTable { get; } = new()
    {
        ["GetValueOrDefault"] = c => ((DictionaryValue)c[0]!).TryGet(c[1]!, out object? value) ? value : c.Count > 2 ? c[2] : c.Interpreter.DefaultOf(c.Type),
    };

    private static DictionaryValue Of(Invocation call) => (DictionaryValue)call.Instance!;

    private static DictionaryValue Owned(Invocation call)
    {
        call.Interpreter.RequireOwned(Of(call), call.At);
        return Of(call);
    }

    private static object? Add(Invocation call)
    {
        if (call[0] is null || Owned(call).TryGet(call[0]!, out _))
            throw call.Fails("the key is null or is there already.");
        Of(call).Set(call[0]!, call[1]);
        return null;
    }
}
