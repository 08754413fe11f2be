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

    /// <summary>The form as written that it is compared with; null for no such check.</summary>
    public ReferenceForm? Reference { get; init; }

    /// <summary>Whether it is that form: it gives its call to the one that is compared with it.</summary>
    public bool IsReference { get; init; }

    private void EmitReference()
    {
        string call = New("call"), disturbed = New("disturbed");
        IEnumerable<string> parameters = face.CoreParameters(withDefaults: false).Take(face.Function.Parameters.Count + face.Explicit.Count).Select(p => p.Text);
        using (writer.Braces($"public static global::TensorAot.Runtime.CheckedCall Reference({string.Join(", ", StateParameters().Concat(parameters).Append("bool " + disturbed))})"))
        {
            Sizes();
            Grains(call);
            RunChecked(call, disturbed);
        }
    }

    private void RunChecked(string call, string? disturbed = null)
    {
        (CheckTable table, string check) = (Checked!, New("check"));
        writer.Line($"{(IsReference ? "" : "using ")}global::TensorAot.Runtime.CheckedCall {check} = {Member("s_checked")}.Begin({disturbed});");
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
            Memory(call, check);
            string run = $"{Member("Run")}(&{call}, {check});";
            // What fails as written, or for other arguments, is nothing to compare with.
            writer.Line(IsReference ? $"try {{ {run} }} catch (global::System.Exception) {{ {check}.GaveUp(); }}" : run);
            foreach ((StateVariable state, Storage storage) in States.Where(s => s.Storage.IsScalar && IsUpdated(s.State)))
                writer.Line($"*{StateCopy(storage)} = {call}.{Names.Of(storage)};");
            Finish(call, check);
        }
        foreach ((_, Storage storage) in States)
            writer.Line($"{_gc}.KeepAlive({StateName(storage)});");
        if (IsReference)
            writer.Line($"return {check};");
        else
            Results(call);
    }

    private bool IsUpdated(StateVariable state) => face.Function.Updates.Any(u => u.State.Path == state.Path);

    private void Memory(string call, string check)
    {
        if (IsReference)
            for (int i = 0; i < face.Schedule.Outputs.Count; i++)
                if (face.Schedule.Outputs[i] is { IsScalar: false } output)
                    writer.Line($"{call}.{Names.Of(output)} = {check}.Memory<{output.DType.CSharpName()}>({Checked!.NumberOf(output)}, {face.Wide(output.Type.Shape.ElementCount)});");
        Numbers(call, check);
        StateCopies(call, check);
        foreach (Storage temporary in face.Schedule.Temporaries.Where(plan.InResults.ContainsKey))
            writer.Line($"{call}.{Names.Of(temporary)} = {call}.{Names.Of(plan.InResults[temporary])};");
    }

    /// <summary>After the steps: numbers are kept where they are compared, then all is compared and copied out.</summary>
    private void Finish(string call, string check)
    {
        if (IsReference || Reference is not null)
            foreach (Storage output in face.Schedule.Outputs.Where(o => o.IsScalar))
                writer.Line($"{check}.Keep({Checked!.NumberOf(output)}, {call}.{Names.Of(output)});");
        if (IsReference)
            return;
        if (Reference is not null)
            Compare(check);
        writer.Line($"{check}.Complete();");
    }

    private void Compare(string check)
    {
        (string written, string disturbed) = (New("written"), New("disturbed"));
        string arguments = string.Concat(States.Select(s => StateName(s.Storage)).Concat(face.Function.Parameters.Select(p => Name(p.Name))).Concat(Reference!.Sizes.Select(face.NameOf)).Select(a => a + ", "));
        foreach ((string name, string value) in new[] { (written, "false"), (disturbed, "true") })
            writer.Line($"using global::TensorAot.Runtime.CheckedCall {name} = {Reference.Frame}.Reference({arguments}{value});");
        for (int i = 0; i < face.Schedule.Outputs.Count; i++)
            Matches(face.Schedule.Outputs[i], Reference.Output(i), face.Function.Graph.SourceOf(face.Function.Outputs[i].Value));
        foreach ((StateVariable state, Storage storage) in States.Where(s => IsUpdated(s.State)))
            Matches(storage, Reference.State(state.Path), $"Update({state.Path}, ...)");

        void Matches(Storage own, Storage other, string? expression) => writer.Line(
            $"{check}.Matches({Checked!.NumberOf(own)}, {written}, {disturbed}, {Reference.Table.NumberOf(other)}, {Literals.Of(expression ?? own.Name)}, [{string.Join(", ", own.Type.Shape.Dims.Select(Int))}]);");
    }

    private (Storage Storage, string Name, string Kind)[] Pinned() =>
    [
        .. face.Schedule.Parameters.Select((s, i) => (s, Name(face.Function.Parameters[i].Name), "Argument"))
            .Concat(face.Schedule.Outputs.Where(_ => !IsReference).Select((s, i) => (s, Name(face.OutputNames[i]), "Result")))
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
