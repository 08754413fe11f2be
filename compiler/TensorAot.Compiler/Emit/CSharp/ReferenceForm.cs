using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>The form of a function as written, with which another form of it is compared at run time.</summary>
/// <param name="Frame">The name of its call frame.</param>
/// <param name="Function">The form.</param>
internal sealed record ReferenceForm(string Frame, CompiledFunction Function)
{
    private CheckTable? _table;

    /// <summary>The sizes that it is told.</summary>
    public IReadOnlyList<DimSymbol> Sizes { get; } = new FunctionFace(Function.OnHost).Explicit;

    /// <summary>The numbers of its values.</summary>
    public CheckTable Table => _table ??= new CheckTable("", Function.Declaration.Checks ?? default, Function.OnHost);

    /// <summary>Where it has a result.</summary>
    public Storage Output(int number) => Function.OnHost.Outputs[number];

    /// <summary>Where it has a state.</summary>
    public Storage State(string path) => Function.OnHost.States.First(s => s.State.Path == path).Storage;
}
