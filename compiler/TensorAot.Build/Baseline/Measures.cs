namespace TensorAot.Build.Baseline;

/// <summary>What a baseline holds of a function.</summary>
/// <param name="Values">The numbers, by the names of <see cref="Names"/>; null where there is none.</param>
/// <param name="CSharp">The hash of the generated C#.</param>
/// <param name="Cuda">The hash of the generated CUDA C; null where there is none.</param>
internal sealed record Measures(IReadOnlyDictionary<string, long?> Values, string? CSharp, string? Cuda)
{
    /// <summary>The numbers that are compared, as the file names them, and as messages do.</summary>
    public static readonly IReadOnlyList<(string Name, string Title)> Names =
    [
        ("flops", "FLOPs"), ("bytes", "bytes"), ("workspace", "workspace"), ("loops", "loops"), ("products", "products"), ("routines", "routines"), ("kernels", "kernels"),
    ];
}
