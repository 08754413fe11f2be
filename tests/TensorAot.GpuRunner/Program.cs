using System.Diagnostics;
using TensorAot;
using TensorAot.Cuda;
using TensorAot.Cuda.Emulation;
using TensorAot.GpuRunner;
using TensorAot.GpuRunner.Bench;

// TensorAot.GpuRunner [test] [bench] [--emulator] [--small] [--filter=TEXT] [--json=FILE]
// Says what of CUDA this machine has, runs tests of whole functions and the samples of all ops on its first GPU, then measures. Ends with
// 0 when all passed, 1 when a test failed or none was found, 2 when the arguments are not understood, 3 when there is no GPU to run anything on.
const int Passed = 0, Failed = 1, NotUnderstood = 2, NoGpu = 3;

if (args.FirstOrDefault(a => !IsKnown(a)) is { } strange)
{
    Console.Error.WriteLine($"'{strange}' is not understood. usage: TensorAot.GpuRunner [test] [bench] [--emulator] [--small] [--filter=TEXT] [--json=FILE]");
    return NotUnderstood;
}
var watch = Stopwatch.StartNew();
bool onEmulator = args.Contains("--emulator"), isAll = !args.Contains("test") && !args.Contains("bench");
Machine machine = Machine.Look();
Console.Write(machine);
if (!onEmulator && machine.Missing is { } missing)
{
    Console.WriteLine($"Nothing was run: {missing}");
    return NoGpu;
}
if (onEmulator && TestDevice.Missing is { } tool)
{
    Console.WriteLine($"Nothing was run: {tool}, which the emulator needs.");
    return NoGpu;
}
Environment.SetEnvironmentVariable(TestDevice.Variable, onEmulator ? null : "cuda");
// Tests choose their devices by themselves.
Device.Default = null;

TestRun[] tests = isAll || args.Contains("test") ? [.. TestRun.All(Value("filter"))] : [];
foreach (TestRun run in tests)
    run.Run();
IReadOnlyList<Measurement> measurements = isAll || args.Contains("bench") ? Benchmarks.Run(onEmulator || args.Contains("--small")) : [];

var report = new Report(machine, onEmulator, tests, measurements, watch.Elapsed);
Console.WriteLine();
Console.Write(report);
if (Value("json") is { } file)
    File.WriteAllText(file, report.Json());
return tests.Any(t => t.Failed.Count > 0) || (tests.Length > 0 && tests.All(t => t.Passed + t.Skipped == 0)) ? Failed : Passed;

string? Value(string name) => args.Where(a => a.StartsWith($"--{name}=", StringComparison.Ordinal)).Select(a => a[(name.Length + 3)..]).LastOrDefault();

static bool IsKnown(string argument) => argument is "test" or "bench" or "--emulator" or "--small"
    || argument.StartsWith("--filter=", StringComparison.Ordinal) || argument.StartsWith("--json=", StringComparison.Ordinal);
