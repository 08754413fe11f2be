namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Objects of .NET types that definitions may make.</summary>
internal static class LibraryObjects
{
    /// <summary>The new object; null when definitions may not make such.</summary>
    public static object? New(Invocation call) => call.Type.Name switch
    {
        "System.Collections.Generic.List`1" => new ListValue(call.Context, call.Type.Arguments[0], call[0] is null or int ? [] : [.. call.Items(0)]),
        "System.Collections.Generic.Dictionary`2" => NewDictionary(call),
        "System.Collections.Generic.KeyValuePair`2" => new TupleValue(call.Context, [.. call.Arguments.Values]),
        "System.Index" => new IndexValue(call.Integer(0), call[1] is true),
        "System.Range" => new RangeValue((IndexValue)call[0]!, (IndexValue)call[1]!),
        "System.String" => call[0] is char c ? call.Guarded(() => new string(c, call.Integer(1))) : null,
        RandomStreamValue.TypeName => RandomMembers.New(call),
        "System.Object" => new ObjectValue(call.Context, call.Type, false),
        _ when call.Type.Name.StartsWith("System.ValueTuple", StringComparison.Ordinal) => new TupleValue(call.Context, [.. call.Arguments.Values]),
        // Delegates are made from a method or a lambda.
        _ when call[0] is DelegateValue && call.Count == 1 => call[0],
        _ when call.Type.Name.EndsWith("Exception", StringComparison.Ordinal) => new ExceptionValue(call.Type.Name.Split('.').Last(), Message(call)),
        _ => null,
    };

    private static DictionaryValue NewDictionary(Invocation call)
    {
        var result = new DictionaryValue(call.Context);
        if (call[0] is DictionaryValue other)
            foreach (KeyValuePair<object, object?> entry in other.Entries)
                result.Set(entry.Key, entry.Value);
        return result;
    }

    /// <summary>The message, and the parameter that it is about.</summary>
    private static string Message(Invocation call)
    {
        string? message = call.Arguments["message"] as string, parameter = call.Arguments["paramName"] as string;
        return (message ?? "") + (parameter is null ? "" : $" (Parameter '{parameter}')");
    }
}
