namespace TensorAot.Generator;

/// <summary>The names of the pipeline's steps, by which tests see what an edit made run.</summary>
internal static class TrackingNames
{
    public const string Lowered = "Lowered";
    public const string GraphCode = "GraphCode";
    public const string Overloads = "Overloads";
    public const string Compiled = "Compiled";
    public const string Explanations = "Explanations";
    public const string Diagnostics = "Diagnostics";
}
