using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

// The entries of calls that nobody waits for, over memory and over tensors on a device. They check their arguments like the others, on
// the caller's thread; what copies inputs and results runs on others.
internal sealed partial class CallEmitter
{
    /// <summary>The entry over memory, for the default device or the CPU.</summary>
    public const string AsyncName = "CallAsync";

    /// <summary>The entry over tensors on a device.</summary>
    public const string OnDeviceAsyncName = "CallOnDeviceAsync";

    private const string Token = "global::System.Threading.CancellationToken";

    /// <summary>The results that a task has when all others are written into the caller's memory: those that are scalars.</summary>
    /// <returns>A type that tells nothing where there are none.</returns>
    public static string TaskResult(FunctionFace face)
    {
        string[] scalars = [.. Scalars(face).Select(i => face.Schedule.Outputs[i].DType.CSharpName())];
        return scalars.Length switch
        {
            0 => "bool",
            1 => scalars[0],
            _ => "(" + string.Join(", ", Scalars(face).Select((output, i) => $"{scalars[i]} {Support.Identifiers.Escape(face.Function.Outputs[output].Name)}")) + ")",
        };
    }

    /// <summary>The numbers of the results that are scalars.</summary>
    public static IEnumerable<int> Scalars(FunctionFace face) => Enumerable.Range(0, face.OutputNames.Count).Where(i => face.Schedule.Outputs[i].IsScalar);

    /// <summary>A scalar result of a call that has ended.</summary>
    public static string Scalar(FunctionFace face, string run, int output) => $"{run}.Output<{face.Schedule.Outputs[output].DType.CSharpName()}>({Number(output)})";

    /// <summary>Whether arguments are memory, of which checks and copies take the spans.</summary>
    private bool _areMemory;

    private IEnumerable<int> Tensors => Enumerable.Range(0, face.OutputNames.Count).Except(Scalars(face));

    private string Elements(string name) => Name(name) + (_areMemory ? ".Span" : "");

    private void EmitAsync()
    {
        (string token, string device) = (New("cancellationToken"), New("device"));
        IEnumerable<string> inputs = face.Function.Parameters.Select(p => $"{MemoryType(p.Value.Type, "ReadOnlyMemory")} {Name(p.Name)}");
        IEnumerable<string> outputs = Tensors.Select(i => $"{MemoryType(face.Schedule.Outputs[i].Type, "Memory")} {Name(face.OutputNames[i])}");
        string result = TaskResult(face);
        using (writer.Braces($"public static global::System.Threading.Tasks.Task<{result}> {AsyncName}({string.Join(", ", StateParameters().Concat(inputs).Concat(ExplicitSizes).Concat(outputs).Append($"{Token} {token}"))})"))
        {
            Sizes();
            _areMemory = true;
            Checks();
            using (writer.Braces($"if ({DeviceEmitter.ClassOf(frame)}.Function.Device is {{ }} {device})"))
            {
                string run = New("run");
                string[] copies = [.. Tensors.Select(i => $"{run}.Output({Number(i)}, {Elements(face.OutputNames[i])});")];
                writer.Line(GiveTo(device, result, Staging(New("staged")), $"{run} => {{ {string.Concat(copies.Select(c => c + " "))}return {TaskValue(i => Scalar(face, run, i))}; }}", token));
            }
            OnCpu(result, token);
            _areMemory = false;
        }
    }

    private void EmitOnDeviceAsync()
    {
        (string device, string finish, string token, string result) = (New("device"), New("finish"), New("cancellationToken"), New("TResult"));
        IEnumerable<string> inputs = face.Function.Parameters.Select(p => $"{OnDeviceType(p.Value.Type)} {Name(p.Name)}");
        IEnumerable<string> outputs = Tensors.Select(i => $"{OnDeviceType(face.Schedule.Outputs[i].Type)} {Name(face.OutputNames[i])}");
        IEnumerable<string> parameters = StateParameters().Concat(inputs).Concat(ExplicitSizes).Concat(outputs).Prepend($"global::TensorAot.Device {device}")
            .Concat([$"global::TensorAot.Cuda.CudaFinish<{result}> {finish}", $"{Token} {token}"]);
        using (writer.Braces($"public static global::System.Threading.Tasks.Task<{result}> {OnDeviceAsyncName}<{result}>({string.Join(", ", parameters)})"))
        {
            SizesOnDevice();
            foreach (string tensor in face.Function.Parameters.Where(p => p.Value.Rank > 0).Select(p => p.Name).Concat(Tensors.Select(i => face.OutputNames[i])))
                writer.Line($"global::TensorAot.Cuda.DeviceTensors.NotDisposed({Name(tensor)});");
            writer.Line(GiveTo(device, result, Staging(New("staged"), areResident: true), finish, token));
        }
    }

    private IEnumerable<string> ExplicitSizes => face.Explicit.Select(s => "int " + face.NameOf(s));

    private string GiveTo(string device, string result, string stage, string finish, string token) =>
        $"return {DeviceEmitter.ClassOf(frame)}.Function.CallAsync<{result}>({device}, {SizeList}, {StateList}, {stage}, {finish}, {token});";

    private string Staging(string run, bool areResident = false)
    {
        IEnumerable<string> inputs = face.Function.Parameters.Select((p, i) => $"{run}.Input({Number(i)}, {(p.Value.Rank == 0 ? Name(p.Name) : Elements(p.Name))}); ");
        IEnumerable<string> results = areResident ? Tensors.Select(i => $"{run}.Result({Number(i)}, {Name(face.OutputNames[i])}); ") : [];
        return $"{run} => {{ {string.Concat(inputs.Concat(results))}}}";
    }

    /// <summary>The call where there is no device.</summary>
    private void OnCpu(string result, string token)
    {
        using (writer.Braces($"return global::TensorAot.Cuda.CpuCalls.RunAsync<{result}>(() =>", "}, " + token + ");"))
        {
            string[] scalars = [.. face.OutputNames.Select(New)];
            List<string> arguments = [.. States.Select(s => StateName(s.Storage))];
            arguments.AddRange(face.Function.Parameters.Select(p => p.Value.Rank == 0 ? Name(p.Name) : Elements(p.Name)));
            arguments.AddRange(face.Explicit.Select(face.NameOf));
            if (!face.ReturnsScalar)
                arguments.AddRange(face.OutputNames.Select((name, i) => face.Schedule.Outputs[i].IsScalar ? $"out {face.Schedule.Outputs[i].DType.CSharpName()} {scalars[i]}" : Elements(name)));
            if (_watched.Any)
            {
                string watch = New("watch");
                writer.Line($"var {watch} = new global::TensorAot.Runtime.LoopWatch({token}, null);");
                arguments.Add($"global::TensorAot.Runtime.LoopWatch.Of(ref {watch})");
            }
            string call = $"{Member("Call")}({string.Join(", ", arguments)});";
            writer.Line(face.ReturnsScalar ? "return " + call : call);
            if (!face.ReturnsScalar)
                writer.Line($"return {TaskValue(i => scalars[i])};");
        }
    }

    /// <summary>What the task has, of the scalars.</summary>
    private string TaskValue(Func<int, string> scalar)
    {
        string[] values = [.. Scalars(face).Select(scalar)];
        return values.Length switch { 0 => "true", 1 => values[0], _ => $"({string.Join(", ", values)})" };
    }

    private static string MemoryType(TensorType type, string memory) => type.Rank == 0 ? type.DType.CSharpName() : $"global::System.{memory}<{type.DType.CSharpName()}>";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
