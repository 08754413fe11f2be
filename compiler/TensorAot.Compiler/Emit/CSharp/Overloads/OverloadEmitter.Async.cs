using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

// The overloads that give a device a call and return a task, under the function's name with Async behind it.
internal sealed partial class OverloadEmitter
{
    private const string Task = "global::System.Threading.Tasks.Task";

    private bool HasTensors => HasTensorInputs || HasTensorOutputs;

    private void Async()
    {
        if (!text.MayHaveAsync)
            return;
        Async(ArgumentForm.ReadOnlyMemory, ArgumentForm.Memory, areReturned: false);
        if (HasTensorOutputs)
            Async(ArgumentForm.DeviceTensor, ArgumentForm.DeviceTensor, areReturned: false);
        if (HasTensorInputs)
            Async(ArgumentForm.DeviceTensor, ArgumentForm.DeviceTensor, areReturned: true);
    }

    /// <summary>One form; where results or sizes stand behind parameters with defaults, a second one without these.</summary>
    private void Async(ArgumentForm input, ArgumentForm output, bool areReturned)
    {
        bool isOptional = (areReturned || !HasTensorOutputs) && (input == ArgumentForm.DeviceTensor || _face.Explicit.Count == 0);
        Async([.. _face.Function.Parameters], isOptional, input, output, areReturned);
        if (_face.HasDefaults && !isOptional)
            Async([.. _face.Required], false, input, output, areReturned);
    }

    private void Async(IReadOnlyList<FunctionInput> parameters, bool hasOptional, ArgumentForm input, ArgumentForm output, bool areReturned)
    {
        Carrier?[] inputs = [.. _face.Function.Parameters.Select(p => parameters.Contains(p) ? Input(p, p.Value.Rank == 0 ? ArgumentForm.Value : input) : null)];
        Carrier[] outputs = [.. _face.OutputNames.Select((name, i) => _face.Schedule.Outputs[i].IsScalar
            ? new Carrier(name, _face.Schedule.Outputs[i].Type, ArgumentForm.Value, IsReturned: true)
            : new Carrier(name, _face.Schedule.Outputs[i].Type, output, areReturned))];
        DimSymbol[] sizes = input == ArgumentForm.ReadOnlyMemory ? [.. _face.Explicit] : [];
        string token = Support.Identifiers.Unique("cancellationToken", new HashSet<string>(_face.Locals, StringComparer.Ordinal));
        Carrier[] written = [.. outputs.Where(o => !o.IsReturned)];
        IEnumerable<string> declared = inputs.OfType<Carrier>()
            .Select(i => Declared(i) + (hasOptional && Default(i.Name) is { } value ? " = " + value : ""))
            .Concat(sizes.Select(s => "int " + _face.NameOf(s)))
            .Concat(written.Select(o => $"{o.CSharpType} {o.Text}"))
            .Append($"global::System.Threading.CancellationToken {token} = default");
        Carrier[] returned = [.. outputs.Where(o => o.IsReturned)];
        IEnumerable<string> types = inputs.OfType<Carrier>().Select(a => a.CSharpType).Concat(sizes.Select(_ => "int")).Concat(written.Select(o => o.CSharpType));
        Method(TaskOf(returned), text.AsyncName, types, declared, "", new Adapter(writer, core, inputs, sizes, outputs) { Token = token }, () =>
        {
            Summary(input == ArgumentForm.DeviceTensor ? ", on a device that is not waited for." : ", on the default device, which is not waited for, or on a thread of the pool.");
            foreach (FunctionInput parameter in parameters)
                Parameter(parameter, input == ArgumentForm.DeviceTensor ? ", on a device." : ", row-major, left alone until the task ends.");
            foreach (DimSymbol size in sizes)
                writer.Line($"/// <param name=\"{_face.NameOf(size).TrimStart('@')}\">The size {FunctionText.Xml(size.Name)}.</param>");
            foreach (Carrier result in written)
                writer.Line($"/// <param name=\"{result.Name}\">{FunctionText.Xml((outputs.Length == 1 ? text.Returned : "") + result.Type)}, written when the task has ended.</param>");
            writer.Line($"/// <param name=\"{token}\">Cancels the call before it begins, and between two steps of a loop.</param>");
            string what = string.Join(", ", returned.Select(o => (returned.Length == 1 ? "" : o.Name + ": ") + o.Type));
            writer.Line($"/// <returns>{FunctionText.Xml(returned.Length == 0 ? "What has ended when the call has." : $"{text.Returned}{what}.")}</returns>");
        });
    }

    private string? Default(string parameter) =>
        _face.Function.Parameters.First(p => p.Name == parameter) is { Default: { } value } found && !_face.Required.Contains(found) ? Literals.Of(value) : null;

    private string TaskOf(Carrier[] returned) => returned.Length switch
    {
        0 => Task,
        1 => $"{Task}<{returned[0].CSharpType}>",
        _ => $"{Task}<({string.Join(", ", returned.Select(o => $"{o.CSharpType} {Support.Identifiers.Escape(_face.Function.Outputs[Index(o)].Name)}"))})>",
    };

    private int Index(Carrier output) => _face.OutputNames.TakeWhile(n => n != output.Name).Count();
}
