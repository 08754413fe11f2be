using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>Prints the overloads of functions with loops that can be stopped and say how far they are.</summary>
internal sealed class WatchedOverloads
{
    private readonly CSharpWriter _writer;
    private readonly Core _core;
    private readonly FunctionText _text;
    private readonly Watch _watch;

    private WatchedOverloads(CSharpWriter writer, Core core, FunctionText text)
    {
        (_writer, _core, _text) = (writer, core, text);
        var names = new NameSet(core.Face.Locals);
        _watch = new Watch(names.Unique("cancellationToken"), names.Unique("progress"));
    }

    /// <summary>The parameters as C#; optional, as a call without them goes to the overloads without.</summary>
    public static IEnumerable<string> Parameters(string token, string progress) =>
        [$"global::System.Threading.CancellationToken {token} = default", $"global::System.IProgress<double>? {progress} = null"];

    public static void Emit(CSharpWriter writer, Core core, FunctionText text)
    {
        if (!WatchedLoops.Of(core.Face.Schedule).Any)
            return;
        var overloads = new WatchedOverloads(writer, core, text);
        overloads.Spans();
        bool hasTensors = core.Face.Function.Parameters.Any(p => p.Value.Rank > 0) || core.Face.Schedule.Outputs.Any(o => !o.IsScalar);
        if (!core.Face.WouldHideDefinition && (hasTensors || core.Face.OutputNames.Count > 1))
            overloads.Arrays();
    }

    private FunctionFace Face => _core.Face;

    private void Spans()
    {
        Carrier[] inputs = [.. Face.Function.Parameters.Select(p => new Carrier(p.Name, p.Value.Type, p.Value.Rank == 0 ? ArgumentForm.Value : ArgumentForm.ReadOnlySpan))];
        Carrier[] outputs = [.. Outputs(Face.ReturnsScalar, ArgumentForm.Span)];
        IEnumerable<string> written = outputs.Where(o => !o.IsReturned).Select(o => $"{(o.Form == ArgumentForm.Value ? "out " : "")}{o.CSharpType} {o.Text}");
        IEnumerable<string> parameters = inputs.Select(i => $"{i.CSharpType} {i.Text}").Concat(Face.Explicit.Select(s => "int " + Face.NameOf(s))).Concat(written);
        Method(Face.ReturnType, parameters, new Adapter(_writer, _core, inputs, Face.Explicit.ToArray(), outputs) { Watched = _watch });
    }

    private void Arrays()
    {
        Carrier[] inputs = [.. Face.Function.Parameters.Select(p => new Carrier(p.Name, p.Value.Type, p.Value.Rank == 0 ? ArgumentForm.Value : ArgumentForm.Array))];
        Carrier[] outputs = [.. Outputs(areReturned: true, ArgumentForm.Array)];
        string type = outputs.Length switch
        {
            0 => "void",
            1 => outputs[0].CSharpType,
            _ => "(" + string.Join(", ", outputs.Select((o, i) => $"{o.CSharpType} {Identifiers.Escape(Face.Function.Outputs[i].Name)}")) + ")",
        };
        IEnumerable<string> parameters = Face.Function.Parameters.Select((p, i) =>
            $"{inputs[i].CSharpType} {inputs[i].Text}" + (p.Default is { } value && !Face.Required.Contains(p) ? " = " + Literals.Of(value) : ""));
        Method(type, parameters, new Adapter(_writer, _core, inputs, [], outputs) { Watched = _watch });
    }

    private IEnumerable<Carrier> Outputs(bool areReturned, ArgumentForm form) => Face.OutputNames.Select((name, i) =>
        new Carrier(name, Face.Schedule.Outputs[i].Type, Face.Schedule.Outputs[i].IsScalar ? ArgumentForm.Value : form, areReturned));

    private void Method(string type, IEnumerable<string> parameters, Adapter body)
    {
        _writer.Line($"/// <summary>{FunctionText.Xml(_text.Summary.TrimEnd('.'))}, in a call that can be stopped.</summary>");
        foreach (FunctionInput parameter in Face.Function.Parameters)
            _writer.Line($"/// <param name=\"{parameter.Name}\">{FunctionText.Xml(_text.Parameter(parameter.Name) + parameter.Value.Type)}.</param>");
        _writer.Line($"/// <param name=\"{_watch.Token}\">Stops the call between two steps of a loop, before any state is updated.</param>");
        _writer.Line($"/// <param name=\"{_watch.Progress}\">Hears the part of the steps of its loops that is done, up to 1, at most a hundred times.</param>");
        _writer.Line("/// <exception cref=\"global::System.OperationCanceledException\">The call was stopped.</exception>");
        _writer.Line(OverloadEmitter.Priority);
        using (_writer.Braces($"public {(_text.IsStatic ? "static " : "")}{type} {_text.Name}({string.Join(", ", parameters.Concat(Parameters(_watch.Token!, _watch.Progress!)))})"))
            body.Emit();
        _writer.Line();
    }
}
