namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>An object of a type in source.</summary>
internal sealed class ObjectValue(EvaluationContext owner, TypeRef type, bool isRecord) : HeapValue(owner)
{
    private readonly Dictionary<string, object?> _fields = new(StringComparer.Ordinal);

    /// <summary>Its type, without type parameters.</summary>
    public TypeRef Type { get; } = type;

    /// <summary>Whether two of them are equal when their fields are: records and structs.</summary>
    public bool IsCompared => isRecord || IsStruct;

    /// <summary>Whether reading a variable copies it.</summary>
    public bool IsStruct => Type.IsValueType;

    /// <summary>The parameters of primary constructors that members use, by declaring type and name.</summary>
    public Dictionary<(string Type, string Name), Cell> PrimaryParameters { get; } = [];

    /// <summary>The field or auto-property with an id.</summary>
    public object? this[string id]
    {
        get => _fields.TryGetValue(id, out object? value) ? value : null;
        set => _fields[id] = value;
    }

    public bool Has(string id) => _fields.ContainsKey(id);

    public IEnumerable<KeyValuePair<string, object?>> Fields => _fields;

    /// <summary>A copy, as assigning a struct or <c>with</c> makes.</summary>
    public ObjectValue Clone(EvaluationContext owner)
    {
        var copy = new ObjectValue(owner, Type, isRecord);
        foreach (KeyValuePair<string, object?> field in _fields)
            copy[field.Key] = field.Value;
        foreach (KeyValuePair<(string Type, string Name), Cell> parameter in PrimaryParameters)
            copy.PrimaryParameters[parameter.Key] = new Cell(owner, parameter.Value.Value);
        return copy;
    }
}

/// <summary>A tuple. Reading a variable copies it, as it is a struct.</summary>
internal sealed class TupleValue(EvaluationContext owner, object?[] items) : HeapValue(owner)
{
    public object?[] Items { get; } = items;

    public TupleValue Clone(EvaluationContext owner) => new(owner, [.. Items]);
}

/// <summary>An exception that a definition makes to throw it.</summary>
internal sealed record ExceptionValue(string Type, string Message);
