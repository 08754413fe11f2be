namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>The arguments of a call in the order of the parameters, with the parameters' names.</summary>
internal readonly record struct BoundArguments(object?[] Values, string[] Names)
{
    public int Count => Values.Length;

    public object? this[string name]
    {
        get
        {
            int place = Array.IndexOf(Names, name);
            return place < 0 ? null : Values[place];
        }
    }
}
