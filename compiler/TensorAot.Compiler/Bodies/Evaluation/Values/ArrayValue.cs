namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>An array of one or more dimensions, row-major; also what spans and immutable arrays are at build time.</summary>
internal sealed class ArrayValue(EvaluationContext owner, TypeRef elementType, int[] lengths, object?[] items) : HeapValue(owner)
{
    public ArrayValue(EvaluationContext owner, TypeRef elementType, object?[] items)
        : this(owner, elementType, [items.Length], items)
    {
    }

    public TypeRef ElementType { get; } = elementType;

    public int[] Lengths { get; } = lengths;

    public object?[] Items { get; } = items;

    /// <summary>The place of an element, or -1 when an index is out of range.</summary>
    public int Offset(int[] indices)
    {
        int offset = 0;
        for (int axis = 0; axis < Lengths.Length; axis++)
        {
            if (indices[axis] < 0 || indices[axis] >= Lengths[axis])
                return -1;
            offset = (offset * Lengths[axis]) + indices[axis];
        }
        return offset;
    }
}

/// <summary>A <c>List&lt;T&gt;</c>.</summary>
internal sealed class ListValue(EvaluationContext owner, TypeRef elementType, List<object?> items) : HeapValue(owner)
{
    public TypeRef ElementType { get; } = elementType;

    public List<object?> Items { get; } = items;
}

/// <summary>A <c>Dictionary&lt;TKey, TValue&gt;</c>; enumerates in the order of insertion.</summary>
internal sealed class DictionaryValue(EvaluationContext owner) : HeapValue(owner)
{
    private readonly Dictionary<object, int> _places = new(ValueEquality.Comparer);
    private readonly List<KeyValuePair<object, object?>?> _entries = [];

    public int Count => _places.Count;

    public IEnumerable<KeyValuePair<object, object?>> Entries => _entries.Where(e => e is not null).Select(e => e!.Value);

    public bool TryGet(object key, out object? value)
    {
        bool found = _places.TryGetValue(key, out int place);
        value = found ? _entries[place]!.Value.Value : null;
        return found;
    }

    public void Set(object key, object? value)
    {
        if (!_places.TryGetValue(key, out int place))
        {
            place = _entries.Count;
            _places.Add(key, place);
            _entries.Add(null);
        }
        _entries[place] = new KeyValuePair<object, object?>(key, value);
    }

    public bool Remove(object key)
    {
        if (!_places.TryGetValue(key, out int place))
            return false;
        _places.Remove(key);
        _entries[place] = null;
        return true;
    }
}

/// <summary>An <c>IEnumerable&lt;T&gt;</c> that is evaluated whenever it is enumerated, as LINQ's are.</summary>
internal sealed class SequenceValue(TypeRef? elementType, IEnumerable<object?> items)
{
    public TypeRef? ElementType { get; } = elementType;

    public IEnumerable<object?> Items { get; } = items;
}
