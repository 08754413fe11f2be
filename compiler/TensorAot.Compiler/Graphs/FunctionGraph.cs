using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Graphs;

/// <summary>
/// One function as a graph: what evaluating its definition gives, what rewriting improves and what scheduling turns into loops.
/// </summary>
/// <param name="Name">The function's name.</param>
/// <param name="Graph">The values.</param>
/// <param name="Parameters">The tensor parameters in declaration order.</param>
/// <param name="Outputs">The results in order; empty for functions that only update.</param>
/// <param name="Updates">New values of shared state; all read the old values.</param>
public sealed record FunctionGraph(
    string Name,
    Graph Graph,
    EquatableArray<FunctionInput> Parameters,
    EquatableArray<FunctionOutput> Outputs,
    EquatableArray<StateUpdate> Updates)
{
    /// <summary>The state that the function may read or update.</summary>
    public EquatableArray<StateVariable> States { get; init; }

    /// <summary>Everything the function must compute.</summary>
    public IEnumerable<Node> Roots => Outputs.Select(o => o.Value).Concat(Updates.Select(u => u.Value));

    /// <summary>The same function with other values for its roots, given in the order of <see cref="Roots"/>.</summary>
    public FunctionGraph WithRoots(IReadOnlyList<Node> roots) => this with
    {
        Outputs = Outputs.Select((o, i) => o with { Value = roots[i] }).ToEquatableArray(),
        Updates = Updates.Select((u, i) => u with { Value = roots[Outputs.Count + i] }).ToEquatableArray(),
    };
}

/// <summary>A parameter. <paramref name="Default"/>: the value of <c>[Default]</c>, converted to its element type.</summary>
public sealed record FunctionInput(string Name, Node Value, ConstantValue? Default);

/// <summary>A result; <paramref name="Name"/> is the tuple element's name, or <c>result</c>.</summary>
public sealed record FunctionOutput(string Name, Node Value);

/// <summary>A new value of shared state.</summary>
public sealed record StateUpdate(StateVariable State, Node Value);

/// <summary>Shared state of a graph class, reached from <c>this</c> by a path of members and list places.</summary>
/// <param name="Path">The path as the user would write it: <c>W</c>, <c>layers[0].W</c>.</param>
/// <param name="Steps">The same path step by step.</param>
/// <param name="Type">Its type; sizes that are not constants are named dimensions of the instance.</param>
/// <param name="Node">Its value before the call.</param>
public sealed record StateVariable(string Path, EquatableArray<StateStep> Steps, TensorType Type, Node Node);

/// <summary>A name under which files hold shared state.</summary>
/// <param name="Name">The path with points only: <c>layers.0.W</c>.</param>
/// <param name="Steps">The path step by step.</param>
public sealed record StateName(string Name, EquatableArray<StateStep> Steps);

/// <summary>A step of a path: a member (<paramref name="Name"/>) or a place in an array or list (<paramref name="Index"/>).</summary>
/// <param name="Name">The member's name; null for a place.</param>
/// <param name="Index">The place; 0 for a member.</param>
/// <param name="ContainingType">The type that declares the member, or the collection's type, in C# with <c>global::</c>.</param>
/// <param name="MemberType">The type of the member or the element, in C# with <c>global::</c>.</param>
/// <param name="IsAccessible">Whether the graph class can name the member; otherwise it is reached through <c>[UnsafeAccessor]</c>.</param>
/// <param name="IsProperty">Whether the member is an auto-property.</param>
public sealed record StateStep(string? Name, int Index, string ContainingType, string MemberType, bool IsAccessible, bool IsProperty)
{
    /// <summary>For a member of a generic type: the same member in terms of the type's parameters, as accessors must declare it.</summary>
    public OpenMember? Open { get; init; }
}

/// <summary>A member of a generic type before its type arguments are put in, in C# with <c>global::</c>.</summary>
/// <param name="TypeParameters">The parameters of the type.</param>
/// <param name="TypeArguments">What they are in the path.</param>
/// <param name="ContainingType">The type.</param>
/// <param name="MemberType">The type of the member.</param>
/// <param name="Constraints">The constraints of the parameters, as C# clauses.</param>
public sealed record OpenMember(
    EquatableArray<string> TypeParameters, EquatableArray<string> TypeArguments, string ContainingType, string MemberType, EquatableArray<string> Constraints);
