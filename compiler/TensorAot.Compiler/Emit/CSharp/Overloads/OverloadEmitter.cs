using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>
/// Prints the overloads of a function over the types of other packages: tensors of System.Numerics.Tensors, matrices and vectors of
/// MathNet.Numerics. They have a lower priority than those over spans and arrays, so no call that an array fits becomes ambiguous.
/// </summary>
/// <param name="writer">Where to print.</param>
/// <param name="core">The function's entries.</param>
/// <param name="text">What it is called.</param>
/// <param name="signatures">How often each signature has been asked for. Tensors do not tell their rank, so functions of one name may ask for the same: then none of them gets it.</param>
internal sealed partial class OverloadEmitter(CSharpWriter writer, Core core, FunctionText text, Dictionary<string, int> signatures)
{
    public const string Priority = "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]";

    /// <summary>Counts the signatures that the function asks for.</summary>
    public void Ask(OverloadKinds kinds)
    {
        _asks = true;
        Emit(kinds);
        _asks = false;
    }

    private readonly FunctionFace _face = core.Face;
    private bool _asks;

    /// <summary>Prints the overloads whose signature only this function asks for.</summary>
    public void Emit(OverloadKinds kinds)
    {
        if (kinds.HasFlag(OverloadKinds.Tensors))
            Tensors();
        if (kinds.HasFlag(OverloadKinds.MathNet))
            MathNet();
        if (kinds.HasFlag(OverloadKinds.Devices))
        {
            Devices();
            Async();
        }
    }

    /// <summary>Whether MathNet has a type for a tensor.</summary>
    public static bool IsOfMathNet(DType dtype, int rank) => rank is 1 or 2 && dtype is DType.Float32 or DType.Float64;

    /// <summary>What carries a tensor in an overload over MathNet's types: an array where MathNet has none.</summary>
    public static ArgumentForm MathNetForm(DType dtype, int rank) => rank == 0 ? ArgumentForm.Value
        : !IsOfMathNet(dtype, rank) ? ArgumentForm.Array
        : rank == 1 ? ArgumentForm.Vector : ArgumentForm.Matrix;

    private bool HasTensorInputs => _face.Function.Parameters.Any(p => p.Value.Rank > 0);

    private bool HasTensorOutputs => _face.Schedule.Outputs.Any(o => !o.IsScalar);

    private void Tensors()
    {
        if (HasTensorInputs || HasTensorOutputs)
        {
            Into(ArgumentForm.ReadOnlyTensorSpan, ArgumentForm.TensorSpan, ", of any strides.");
        }
        // Without results, and with scalar results alone that are not one, the overload above is all there is to say.
        if (!_face.WouldHideDefinition && HasTensorInputs && _face.OutputNames.Count > 0)
            Returning((type, isInput) => type.Rank == 0 ? ArgumentForm.Value : isInput ? ArgumentForm.ReadOnlyTensorSpan : ArgumentForm.Tensor, ", of any strides.");
    }

    private void Devices()
    {
        if (HasTensorInputs || HasTensorOutputs)
            Into(ArgumentForm.DeviceTensor, ArgumentForm.DeviceTensor, ", on a device.");
        if (!_face.WouldHideDefinition && HasTensorInputs && _face.OutputNames.Count > 0)
            Returning((type, _) => type.Rank == 0 ? ArgumentForm.Value : ArgumentForm.DeviceTensor, ", on a device.");
    }

    private void Into(ArgumentForm input, ArgumentForm output, string end)
    {
        if (!HasTensorOutputs && _face.ReturnsScalar)
            return;
        Into(_face.Function.Parameters, input, output, end);
        if (_face.HasDefaults)
            Into([.. _face.Required], input, output, end);
    }

    private void MathNet()
    {
        if (!_face.WouldHideDefinition && _face.Function.Parameters.Any(p => IsOfMathNet(p.Value.DType, p.Value.Rank)))
            Returning((type, _) => MathNetForm(type.DType, type.Rank), ".");
    }

    /// <summary>The overload that writes into tensors.</summary>
    /// <param name="parameters">The inputs that it takes; the others have their defaults.</param>
    /// <param name="input">What carries an input that is no scalar.</param>
    /// <param name="output">What carries a result that is no scalar.</param>
    /// <param name="end">What is said of the inputs.</param>
    private void Into(IReadOnlyList<FunctionInput> parameters, ArgumentForm input, ArgumentForm output, string end)
    {
        Carrier?[] inputs = [.. _face.Function.Parameters.Select(p => parameters.Contains(p) ? Input(p, p.Value.Rank == 0 ? ArgumentForm.Value : input) : null)];
        Carrier[] outputs = [.. _face.OutputNames.Select((name, i) => new Carrier(name, _face.Schedule.Outputs[i].Type, _face.Schedule.Outputs[i].IsScalar ? ArgumentForm.Value : output))];
        IEnumerable<string> results = outputs.Select(o => $"{(o.Form == ArgumentForm.Value ? "out " : o.Form == ArgumentForm.TensorSpan ? "in " : "")}{o.CSharpType} {o.Text}");
        Method("void", inputs.OfType<Carrier>().Select(Declared).Concat(results), inputs, outputs, () =>
        {
            Summary(parameters.Count < _face.Function.Parameters.Count ? ", without allocating, with default arguments." : ", without allocating.");
            foreach (FunctionInput parameter in parameters)
                Parameter(parameter, end);
            for (int i = 0; i < outputs.Length; i++)
                writer.Line($"/// <param name=\"{outputs[i].Name}\">{FunctionText.Xml((outputs.Length == 1 ? text.Returned : "") + outputs[i].Type)}, written.</param>");
        });
    }

    private void Returning(Func<TensorType, bool, ArgumentForm> form, string end)
    {
        Carrier[] inputs = [.. _face.Function.Parameters.Select(p => Input(p, form(p.Value.Type, true)))];
        Carrier[] outputs = [.. _face.OutputNames.Select((name, i) => new Carrier(name, _face.Schedule.Outputs[i].Type, form(_face.Schedule.Outputs[i].Type, false), IsReturned: true))];
        string type = outputs.Length switch
        {
            0 => "void",
            1 => outputs[0].CSharpType,
            _ => "(" + string.Join(", ", outputs.Select((o, i) => $"{o.CSharpType} {Identifiers.Escape(_face.Function.Outputs[i].Name)}")) + ")",
        };
        IEnumerable<string> parameters = _face.Function.Parameters.Select((p, i) =>
            Declared(inputs[i]) + (p.Default is { } value && !_face.Required.Contains(p) ? " = " + Literals.Of(value) : ""));
        Method(type, parameters, inputs, outputs, () =>
        {
            Summary(".");
            foreach (FunctionInput parameter in _face.Function.Parameters)
                Parameter(parameter, end);
            if (outputs.Length > 0)
                writer.Line($"/// <returns>{FunctionText.Xml(text.Returned + string.Join(", ", outputs.Select((o, i) => (outputs.Length == 1 ? "" : _face.Function.Outputs[i].Name + ": ") + o.Type)))}.</returns>");
        });
    }

    private void Method(string type, IEnumerable<string> parameters, IReadOnlyList<Carrier?> inputs, IReadOnlyList<Carrier> outputs, Action document) => Method(
        type, text.Name, inputs.OfType<Carrier>().Concat(outputs.Where(o => !o.IsReturned)).Select(a => a.CSharpType), parameters, Priority,
        new Adapter(writer, core, inputs, [], outputs), document);

    private void Method(string type, string name, IEnumerable<string> types, IEnumerable<string> parameters, string attribute, Adapter body, Action document)
    {
        string signature = $"{name}({string.Join(", ", types)})";
        int count = signatures.TryGetValue(signature, out int asked) ? asked : 0;
        if (_asks)
            signatures[signature] = count + 1;
        if (_asks || count > 1)
            return;
        document();
        if (attribute.Length > 0)
            writer.Line(attribute);
        using (writer.Braces($"public {(text.IsStatic ? "static " : "")}{type} {name}({string.Join(", ", parameters)})"))
            body.Emit();
        writer.Line();
    }

    private static Carrier Input(FunctionInput parameter, ArgumentForm form) => new(parameter.Name, parameter.Value.Type, form);

    /// <summary>A parameter. Tensor spans are large, so they come by reference, as in the methods of their own package.</summary>
    private static string Declared(Carrier input) => $"{(input.Form == ArgumentForm.ReadOnlyTensorSpan ? "in " : "")}{input.CSharpType} {input.Text}";

    private void Summary(string suffix) =>
        writer.Line($"/// <summary>{FunctionText.Xml(suffix == "." ? text.Summary : text.Summary.TrimEnd('.') + suffix)}</summary>");

    private void Parameter(FunctionInput parameter, string end) =>
        writer.Line($"/// <param name=\"{parameter.Name}\">{FunctionText.Xml(text.Parameter(parameter.Name) + parameter.Value.Type)}{(parameter.Value.Rank == 0 ? "." : end)}</param>");
}
