namespace TensorAot;

/// <summary>Where <c>Print</c> in a graph writes to.</summary>
public static class GraphPrint
{
    private static TextWriter? s_output;

    /// <summary>The writer: <see cref="Console.Error"/> unless another is set; setting null goes back to it. Lines of concurrent calls do not mix.</summary>
    public static TextWriter Output
    {
        get => Volatile.Read(ref s_output) ?? Console.Error;
        set => Volatile.Write(ref s_output, value);
    }
}
