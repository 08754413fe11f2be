using System.Collections.Immutable;
using TensorAot.Compiler.Bodies;

namespace TensorAot.Generator.Reading;

/// <summary>
/// What reading a graph class gives. Only <see cref="Model"/> passes the equality gate of the incremental pipeline; positions and
/// errors go straight to the step that reports.
/// </summary>
/// <param name="Model">The class, free of symbols and positions; null when nothing can be generated for it.</param>
/// <param name="Map">Where the model's nodes stand.</param>
/// <param name="Errors">The rules that reading found broken, in the order of the source.</param>
internal sealed record Lowering(GraphClass? Model, SourceMap Map, ImmutableArray<ReadError> Errors)
{
    /// <summary>What the assembly carries of a type marked <c>[GraphCode]</c>.</summary>
    public GraphCode? Code { get; init; }
}
