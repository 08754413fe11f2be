namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Read-only static fields: evaluated once for a class, when first read; no function can change them.</summary>
internal sealed class StaticFields(ClassIndex index)
{
    private readonly Dictionary<(string Id, TypeRef Type), object?> _values = [];
    private readonly EvaluationContext _context = new(null, new Dictionary<SharedState, StatePath>());

    public object? Read(FieldDeclaration field, TypeRef containingType)
    {
        if (_values.TryGetValue((field.Id, containingType), out object? value))
            return value;
        // A cycle reads the default, as in C#.
        var interpreter = new Interpreter(index, _context, this);
        _values[(field.Id, containingType)] = interpreter.StaticDefault(field, containingType);
        return _values[(field.Id, containingType)] = interpreter.StaticValue(field, containingType);
    }
}
