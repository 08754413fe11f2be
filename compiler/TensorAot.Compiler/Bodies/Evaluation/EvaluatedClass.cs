using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>A graph class after evaluation.</summary>
/// <param name="Functions">One for each <c>[Function]</c>, in declaration order.</param>
/// <param name="State">All shared state that has a path, shortest paths first; nodes live in a graph of their own.</param>
/// <param name="Errors">Errors, each once.</param>
public sealed record EvaluatedClass(
    EquatableArray<EvaluatedFunction> Functions, EquatableArray<StateVariable> State, EquatableArray<BodyError> Errors)
{
    /// <summary>The state that is saved, under all its names; null for a class whose instances have none. Empty when the constructor has an error.</summary>
    public EquatableArray<StateName>? Saved { get; init; }
}

/// <summary>A function after evaluation.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Graph">Its graph; null when it has an error.</param>
/// <param name="Reads">The state whose old values its roots need, in the order in which the definition reads it.</param>
/// <param name="Error">The error, or null.</param>
public sealed record EvaluatedFunction(
    FunctionDeclaration Declaration, FunctionGraph? Graph, EquatableArray<StateVariable> Reads, BodyError? Error);
