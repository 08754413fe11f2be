using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>
/// Prints the body of an overload: it checks shapes before anything is written, makes dense memory of what is not, calls the span core,
/// and hands the results out.
/// </summary>
internal sealed class Adapter
{
    public const string Check = "global::TensorAot.Runtime.Check";
    public const string Strided = "global::TensorAot.Runtime.Strided";
    private const string Tensors = "global::System.Numerics.Tensors.";
    private const string Marshal = "global::System.Runtime.InteropServices.TensorMarshal";

    /// <summary>The numbers of the results that are returned, in the order in which they are; all in their own order unless set.</summary>
    public IReadOnlyList<int>? Returned { get; init; }

    /// <summary>Who can stop the call and hears how far it is; null for nobody.</summary>
    public Watch? Watched { get; init; }

    /// <summary>The name of the cancellation token of a call that is not waited for; null for one that is.</summary>
    public string? Token { get; init; }

    private readonly CSharpWriter _writer;
    private readonly Core _core;
    private readonly FunctionFace _face;
    private readonly IReadOnlyList<Carrier?> _inputs;
    private readonly IReadOnlyCollection<DimSymbol> _sizes;
    private readonly IReadOnlyList<Carrier> _outputs;
    private readonly NameSet _locals;
    private readonly bool _isColumns;
    private string? _watch;
    private string? _device;
    private readonly Dictionary<Carrier, string> _variables = [];
    private readonly List<Carrier> _toStore = [];
    private readonly Dictionary<Carrier, string> _dense = [];

    /// <summary>An overload's body.</summary>
    /// <param name="writer">Where to print.</param>
    /// <param name="core">The function's entries.</param>
    /// <param name="inputs">The inputs in their order; null for one that has its default.</param>
    /// <param name="sizes">The sizes that are parameters of the overload, under their names.</param>
    /// <param name="outputs">The results in their order.</param>
    public Adapter(CSharpWriter writer, Core core, IReadOnlyList<Carrier?> inputs, IReadOnlyCollection<DimSymbol> sizes, IReadOnlyList<Carrier> outputs)
    {
        (_writer, _inputs, _sizes, _outputs) = (writer, inputs, sizes, outputs);
        (_core, _isColumns) = core.For(inputs.Concat(outputs).OfType<Carrier>());
        _face = _core.Face;
        _locals = new NameSet(_face.Locals.Concat(inputs.Concat(outputs).OfType<Carrier>().Select(a => a.Name)));
    }

    private IEnumerable<Carrier> Inputs => _inputs.OfType<Carrier>();

    private IEnumerable<Carrier> Written => _outputs.Where(o => !o.IsReturned);

    public void Emit()
    {
        if (Watched is not null)
        {
            _watch = New("watch");
            _writer.Line($"var {_watch} = new global::TensorAot.Runtime.LoopWatch({Watched.Token ?? "default"}, {Watched.Progress ?? "null"});");
        }
        string state = New("tensorAotState");
        State(state);
        foreach (Carrier argument in Inputs.Concat(Written).Where(a => a.IsObject))
            _writer.Line($"{Check}.NotNull({argument.Text}, {argument.Literal});");
        foreach (Carrier argument in Inputs.Concat(Written).Where(a => a.IsTensor || a.Form == ArgumentForm.DeviceTensor))
            Tensor(argument);
        Devices();
        Sizes();
        foreach (Carrier argument in Inputs.Where(a => a.IsShaped))
            _writer.Line(argument.Check(Variable(argument), argument.Type.Shape.Dims.Select(_face.Text)));
        // The core checks this too, but results are made and looked at before.
        if (_outputs.Any(o => (o.IsReturned || o.IsShaped) && o.Type.Shape.Dims.Any(d => d.LowerBound is null or < 0)))
            foreach (string check in _face.LeastSizes())
                _writer.Line($"{Check}.AtLeast({check});");
        foreach (Carrier argument in Written.Where(a => a.IsShaped))
            _writer.Line(argument.Check(Variable(argument), argument.Type.Shape.Dims.Select(Length)));
        if (Token is null)
            Call(state);
        else
            CallAsync(state);
    }

    /// <summary>A size of a new array; one that is computed may not fit.</summary>
    private string Length(Dim size) => size.IsConstant || size.AsSymbol is not null ? _face.Text(size) : $"{Check}.Size({_face.Text(size)}, {Literals.Of(size.ToString())})";

    private string New(string name) => Identifiers.Escape(_locals.Unique(name));

    private string Variable(Carrier argument) => _variables.TryGetValue(argument, out string? name) ? name : argument.Text;

    private void State(string state)
    {
        if (_face.Schedule.States.Count > 0)
            _writer.Line($"TensorAotState {state} = this.GetTensorAotState();");
        foreach (KeyValuePair<DimSymbol, (StateVariable State, int Axis)> size in _face.StateSizes)
            if (!_sizes.Contains(size.Key))
                _writer.Line($"int {_face.NameOf(size.Key)} = {state}.{_face.Schedule.States.First(s => s.State == size.Value.State).Storage.Name}.Lengths[{size.Value.Axis}];");
    }

    /// <summary>A tensor's span, and that it has the right number of axes.</summary>
    private void Tensor(Carrier argument)
    {
        if (argument.Form == ArgumentForm.Tensor)
        {
            string name = _variables[argument] = New(argument.Name + "Span");
            _writer.Line($"{Tensors}{(_outputs.Contains(argument) ? "" : "ReadOnly")}TensorSpan<{argument.Element}> {name} = {argument.Text};");
        }
        _writer.Line($"{Strided}.Rank({Variable(argument)}.Lengths, {argument.Type.Rank}, {argument.Literal}, {argument.Declaration});");
    }

    /// <summary>The device of all tensors that lie on one.</summary>
    private void Devices()
    {
        Carrier[] tensors = [.. Inputs.Concat(Written).Where(a => a.Form == ArgumentForm.DeviceTensor)];
        if (tensors.Length == 0)
            return;
        _device = New("device");
        _writer.Line($"var {_device} = {tensors[0].Text}.Device;");
        foreach (Carrier other in tensors.Skip(1))
            _writer.Line($"global::TensorAot.Cuda.DeviceTensors.SameDevice({other.Text}, {other.Literal}, {_device}, {tensors[0].Literal});");
    }

    private void Sizes()
    {
        var known = new HashSet<DimSymbol>(_sizes.Concat(_face.StateSizes.Keys));
        foreach (Carrier argument in Inputs.Where(a => a.IsShaped))
            for (int axis = 0; axis < argument.Type.Rank; axis++)
                if (argument.Type.Shape[axis].AsSymbol is { } symbol && known.Add(symbol))
                    _writer.Line($"int {_face.NameOf(symbol)} = {argument.Size(axis, Variable(argument))};");
        bool areNeeded = Inputs.Concat(Written).Any(a => a.IsShaped) || _outputs.Any(o => o.IsReturned && o.Type.Rank > 0);
        foreach (DimSymbol size in _face.Derived.Where(s => areNeeded && known.Add(s)))
            _writer.Line($"int {_face.NameOf(size)} = {Derived(size)};");
        // Where lengths tell a size that was given all the same, the core takes it from them.
        foreach (DimSymbol size in _face.Derived.Where(s => _sizes.Contains(s) && !Carrying(s).IsShaped))
            _writer.Line($"{Check}.Equal({_face.NameOf(size)}, {Literals.Of(size.Name)}, {Derived(size)}, {Literals.Of($"that of {Carrying(size).Name}, {Carrying(size).Type},")}, {Literals.Of(size.Name)});");
    }

    /// <summary>The argument whose length tells a size.</summary>
    private Carrier Carrying(DimSymbol size) => Inputs.First(a => a.Name == _face.Derivation(size)!.Value.Parameter.Name);

    private string Derived(DimSymbol size)
    {
        (FunctionInput parameter, int axis) = _face.Derivation(size)!.Value;
        Carrier argument = Carrying(size);
        IEnumerable<string> others = parameter.Value.Shape.Dims.Where((_, a) => a != axis).Select(_face.Text);
        return $"{Check}.Derive({string.Join(", ", new[] { argument.Text + ".Length", argument.Literal, argument.Declaration }.Concat(others))})";
    }

    private void Call(string state)
    {
        List<string> arguments = [.. _device is null ? Enumerable.Empty<string>() : [_device], .. _face.Schedule.States.Select(s => $"{state}.{s.Storage.Name}")];
        for (int i = 0; i < _inputs.Count; i++)
            arguments.Add(_inputs[i] is { } input ? Dense(input, isWritten: false) : Literals.Of(_face.Function.Parameters[i].Default!.Value));
        arguments.AddRange(_face.Explicit.Select(_face.NameOf));
        if (!_face.ReturnsScalar)
            arguments.AddRange(_outputs.Select(Output));
        if (_watch is not null && WatchedLoops.Of(_face.Schedule).Any)
            arguments.Add($"global::TensorAot.Runtime.LoopWatch.Of(ref {_watch})");
        string call = $"global::TensorAot.Generated.{_core.Frame}.{(_device is null ? "Call" : CallEmitter.OnDeviceName)}({string.Join(", ", arguments)});";
        if (_face.ReturnsScalar)
            call = (_outputs[0].IsReturned ? "return " : _outputs[0].Text + " = ") + call;
        _writer.Line(call);
        foreach (Carrier output in _toStore)
            _writer.Line($"{_dense[output]}.Store();");
        if (!_face.ReturnsScalar)
            Return([.. Returned is null ? _outputs.Where(o => o.IsReturned).Select(Value) : Returned.Select(i => Value(_outputs[i]))]);
    }

    /// <summary>Gives the core memory and tensors; scalars are the task's.</summary>
    private void CallAsync(string state)
    {
        List<string> arguments = [.. _device is null ? Enumerable.Empty<string>() : [_device], .. _face.Schedule.States.Select(s => $"{state}.{s.Storage.Name}")];
        arguments.AddRange(_inputs.Select((input, i) => input?.Text ?? Literals.Of(_face.Function.Parameters[i].Default!.Value)));
        arguments.AddRange(_face.Explicit.Select(_face.NameOf));
        foreach (Carrier output in _outputs.Where(o => o.Type.Rank > 0))
        {
            if (output.IsReturned)
                Make(output);
            arguments.Add(output.Text);
        }
        if (_device is not null)
            arguments.Add(Finish());
        arguments.Add(Token!);
        _writer.Line($"return global::TensorAot.Generated.{_core.Frame}.{(_device is null ? CallEmitter.AsyncName : CallEmitter.OnDeviceAsyncName)}({string.Join(", ", arguments)});");
    }

    /// <summary>What a task has of a call on a device: scalars, and the tensors that it returns.</summary>
    private string Finish()
    {
        string run = New("run");
        string[] values = [.. _outputs.Select((output, i) => (output, i)).Where(o => o.output.IsReturned)
            .Select(o => o.output.Type.Rank > 0 ? o.output.Text : CallEmitter.Scalar(_face, run, o.i))];
        return $"{run} => {(values.Length == 0 ? "true" : values.Length == 1 ? values[0] : $"({string.Join(", ", values)})")}";
    }

    private void Return(string[] values)
    {
        if (values.Length > 0)
            _writer.Line($"return {(values.Length == 1 ? values[0] : $"({string.Join(", ", values)})")};");
    }

    private string Output(Carrier output)
    {
        if (output.Type.Rank == 0)
            return $"out {(output.IsReturned ? output.Element + " " : "")}{output.Text}";
        if (output.IsReturned)
            Make(output);
        if (output.Form == ArgumentForm.DeviceTensor)
            return output.Text;
        return output.IsReturned && output.IsTensor ? $"global::System.MemoryExtensions.AsSpan({output.Text})" : Dense(output, isWritten: true);
    }

    /// <summary>The memory of a result that is returned.</summary>
    private void Make(Carrier output)
    {
        string[] lengths = [.. output.Type.Shape.Dims.Select(Length)];
        if (output.Form == ArgumentForm.DeviceTensor)
        {
            string factory = Token is null ? "TensorAot.DeviceTensor.Zeros" : "TensorAot.Cuda.DeviceTensors.ForResult";
            _writer.Line($"var {output.Text} = global::{factory}<{output.Element}>({_device}, {string.Join(", ", lengths)});");
            return;
        }
        string size = output is { Form: ArgumentForm.Array, IsShapedArray: true } ? string.Join(", ", lengths)
            : lengths.Length == 1 ? lengths[0] : $"{Strided}.Count({output.Declaration}, {string.Join(", ", lengths)})";
        _writer.Line($"var {output.Text} = new {output.Element}[{size}];");
    }

    private string Value(Carrier output) => output.Form switch
    {
        ArgumentForm.Tensor => $"{Tensors}Tensor.Create<{output.Element}>({output.Text}, [{string.Join(", ", output.Type.Shape.Dims.Select(Length))}])",
        ArgumentForm.Matrix => $"global::MathNet.Numerics.LinearAlgebra.Matrix<{output.Element}>.Build.Dense({string.Join(", ", output.Type.Shape.Dims.Select(Length))}, {output.Text})",
        ArgumentForm.Vector => $"global::MathNet.Numerics.LinearAlgebra.Vector<{output.Element}>.Build.Dense({output.Text})",
        _ => output.Text,
    };

    /// <summary>An argument of the core.</summary>
    private string Dense(Carrier argument, bool isWritten)
    {
        string variable = Variable(argument);
        if (argument.Span(variable) is { } span)
            return span;
        if (argument.Form == ArgumentForm.Vector || (argument.Form == ArgumentForm.Matrix && _isColumns))
            return Storage(argument, isWritten);
        string dense = _dense[argument] = New(argument.Name + "Dense");
        _writer.Line($"using var {dense} = {(argument.IsTensor ? OfTensor(argument, variable, isWritten) : OfMatrix(argument, isWritten))};");
        if (isWritten)
            _toStore.Add(argument);
        return dense + ".Span";
    }

    private static string OfTensor(Carrier argument, string variable, bool isWritten) => isWritten
        ? $"{Strided}.Write(ref {Marshal}.GetReference(in {variable}), {variable}.Lengths, {variable}.Strides, {argument.Literal})"
        : $"{Strided}.Read(in {Marshal}.GetReference(in {variable}), {variable}.Lengths, {variable}.Strides)";

    private string OfMatrix(Carrier argument, bool isWritten)
    {
        string lengths = argument.IsReturned ? string.Join(", ", argument.Type.Shape.Dims.Select(Length)) : $"{argument.Text}.RowCount, {argument.Text}.ColumnCount";
        return $"{Strided}.{(isWritten ? "Write" : "Read")}Columns({Array(argument, isWritten)}, {lengths})";
    }

    private static string Storage(Carrier argument, bool isWritten) => $"global::System.MemoryExtensions.AsSpan({Array(argument, isWritten)})";

    /// <summary>The array behind a matrix or vector: its own where it is dense, else a copy.</summary>
    private static string Array(Carrier argument, bool isWritten)
    {
        string name = argument.Text, columns = argument.Form == ArgumentForm.Matrix ? "ColumnMajor" : "";
        return argument.IsReturned ? name
            : isWritten ? $"{Strided}.Storage({name}.As{columns}Array(), {argument.Literal})"
            : $"{name}.As{columns}Array() ?? {name}.To{columns}Array()";
    }
}
