using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

// The entry of a checked function: every value has memory of its own between red zones, arguments and state are copied there, and what
// the call gives is copied out at its end.
internal sealed partial class CallEmitter
{
    /// <summary>What the function checks; null for nothing.</summary>
    public CheckTable? Checked { get; init; }

    private void RunChecked(string call)
    {
        (CheckTable table, string check) = (Checked!, New("check"));
        writer.Line($"using global::TensorAot.Runtime.CheckedCall {check} = {Member("s_checked")}.Begin();");
        foreach (Storage temporary in face.Schedule.Temporaries.Where(plan.Has))
            writer.Line($"{call}.{Names.Of(temporary)} = {check}.Memory<{temporary.DType.CSharpName()}>({table.NumberOf(temporary)}, {face.Wide(temporary.Type.Shape.ElementCount)});");
        foreach ((Kernel kernel, Accumulator fold) in totals)
            writer.Line($"{call}.{fold.Name}Parts = {check}.Parts<{FoldText.TotalType(fold)}>({Literals.Of(fold.Name)}, {_loop}.Parts((nint)({face.Wide(kernel.Items)}), {call}.{kernel.Name}Grain));");
        (Storage Storage, string Name, string Kind)[] pinned = Pinned();
        string[] pointers = [.. pinned.Select(p => New(p.Name.TrimStart('@') + "Pointer"))];
        for (int i = 0; i < pinned.Length; i++)
            writer.Line($"fixed ({pinned[i].Storage.DType.CSharpName()}* {pointers[i]} = {pinned[i].Name})");
        using (writer.Braces())
        {
            for (int i = 0; i < pinned.Length; i++)
                writer.Line($"{call}.{Names.Of(pinned[i].Storage)} = {check}.{pinned[i].Kind}({table.NumberOf(pinned[i].Storage)}, {pointers[i]}, {pinned[i].Name}.Length);");
            Numbers(call, check);
            StateCopies(call, check);
            foreach (Storage temporary in face.Schedule.Temporaries.Where(plan.InResults.ContainsKey))
                writer.Line($"{call}.{Names.Of(temporary)} = {call}.{Names.Of(plan.InResults[temporary])};");
            writer.Line($"{Member("Run")}(&{call}, {check});");
            foreach ((StateVariable state, Storage storage) in States.Where(s => s.Storage.IsScalar && face.Function.Updates.Any(u => u.State.Path == s.State.Path)))
                writer.Line($"*{StateCopy(storage)} = {call}.{Names.Of(storage)};");
            writer.Line($"{check}.Complete();");
        }
        foreach ((_, Storage storage) in States)
            writer.Line($"{_gc}.KeepAlive({StateName(storage)});");
        Results(call);
    }

    private (Storage Storage, string Name, string Kind)[] Pinned() =>
    [
        .. face.Schedule.Parameters.Select((s, i) => (s, Name(face.Function.Parameters[i].Name), "Argument"))
            .Concat(face.Schedule.Outputs.Select((s, i) => (s, Name(face.OutputNames[i]), "Result")))
            .Where(p => !p.s.IsScalar),
    ];

    private void Numbers(string call, string check)
    {
        for (int i = 0; i < face.Function.Parameters.Count; i++)
        {
            Storage storage = face.Schedule.Parameters[i];
            if (!storage.IsScalar)
                continue;
            writer.Line($"{call}.{Names.Of(storage)} = {Name(face.Function.Parameters[i].Name)};");
            if (storage.DType.IsFloating())
                writer.Line($"{check}.Number({Checked!.NumberOf(storage)}, &{call}.{Names.Of(storage)});");
        }
    }

    private void StateCopies(string call, string check)
    {
        foreach ((_, Storage storage) in States)
        {
            string copy = $"{check}.State({Checked!.NumberOf(storage)}, {StateName(storage)})";
            if (storage.IsScalar)
            {
                writer.Line($"{storage.DType.CSharpName()}* {StateCopy(storage)} = {copy};");
                writer.Line($"{call}.{Names.Of(storage)} = *{StateCopy(storage)};");
            }
            else
            {
                writer.Line($"{call}.{Names.Of(storage)} = {copy};");
            }
        }
    }

    private readonly Dictionary<Storage, string> _stateCopies = [];

    private string StateCopy(Storage storage) =>
        _stateCopies.TryGetValue(storage, out string? name) ? name : _stateCopies[storage] = New(storage.Name + "Copy");
}
