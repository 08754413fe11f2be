using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>How state is reached from <c>this</c>.</summary>
internal sealed record StatePath(EquatableArray<StateStep> Steps)
{
    /// <summary>The path as the user would write it: <c>layers[0].W</c>.</summary>
    public string Text => string.Concat(Steps.Select((s, i) =>
        s.Name is null ? "[" + s.Index.ToString(CultureInfo.InvariantCulture) + "]" : (i == 0 ? "" : ".") + s.Name));

    /// <summary>The path as files name it: <c>layers.0.W</c>.</summary>
    public string Name => string.Join(".", Steps.Select(s => s.Name ?? s.Index.ToString(CultureInfo.InvariantCulture)));

    public StateVariable ToVariable(Graph graph, SharedState state)
    {
        var type = new TensorType(state.DType, state.Shape!.Value);
        return new StateVariable(Text, Steps, type, Sources.NewInput(graph, Text, type, InputKind.Shared));
    }
}
