using System.Text.RegularExpressions;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Emit;
using TensorAot.Cuda.Tests.Examples;
using TensorAot.Cuda.Tests.Tools;
using TensorAot.Generated.Tests.Loops;
using TensorAot.Generated.Tests.Testing;
using TensorAot.Generator.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Cuda.Tests.Programs;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Compiler.Graphs.Dim;

/// <summary>NVRTC compiles the texts of whole functions, and no kernel spills registers.</summary>
[TestFixture]
internal sealed partial class ProgramCompileTests
{
    private static readonly DType[] ProductTypes = [DType.Float32, DType.Float64, DType.Int32, DType.Int64];

    private static readonly KernelRecord Record = new();

    private static IEnumerable<TestCaseData> Programs =>
        from architecture in new[] { "sm_80", "sm_90" }
        from program in All()
        select new TestCaseData(program.Name, program.Text, architecture).SetArgDisplayNames(program.Name, architecture);

    [TestCaseSource(nameof(Programs))]
    public void NoKernelSpills(string name, string source, string architecture)
    {
        Toolchain.RequireNvrtc();
        foreach (var index in new[] { "int", "long long" })
        {
            var log = Nvrtc.CompileVerbosely($"typedef {index} Index;\n{source}", architecture);
            if (index == "int")
                Record.Add(name, architecture, log);
            var kernels = source.Split("__global__").Length - 1;
            Assert.That(Spills().Matches(log), Has.Count.GreaterThanOrEqualTo(kernels), log);
            Assert.That(Spills().Matches(log).Select(m => m.Value), Is.All.EqualTo("0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads"), log);
        }
    }

    /// <summary>The page is no test's matter: other versions of NVRTC give other numbers.</summary>
    [OneTimeTearDown]
    public void WriteRecord()
    {
        if (Environment.GetEnvironmentVariable("TENSORAOT_WRITE_DOCS") == "1")
            File.WriteAllText(Path.Combine(Repository.Root, "docs", "gpu-kernels.md"), Record.Print());
    }

    private static IEnumerable<(string Name, string Text)> All()
    {
        foreach (var function in ExampleFunction.All)
            if (function.Compiled.Device(out _) is { } program)
                yield return (function.ToString(), program.Source);
        // Loops in loops, rings of buffers, limits that change, rows of results; branches in loops.
        foreach (var function in ScanFunctions.All.Functions.Where(f => f.Name is "NestedSingle" or "ShiftedTwiceDouble" or "LimitedInsideSingle" or "LimitedDoubleReverse")
            .Concat(BranchFunctions.All.Functions.Where(f => f.Name == "InLoop")))
            yield return (function.Name, GeneratedAssembly.Compile(function, rewrite: false).Device(out _)!.Source);
        // One case of each routine and element type.
        foreach (var routines in RoutineCases.All.GroupBy(c => string.Join('_', c.Function.Name.Split('_').Take(2))))
            yield return (routines.Key, GeneratedAssembly.Compile(routines.First().Function, rewrite: false).Device(out _)!.Source);
        foreach (var op in OpTable.All.Where(op => op.Code is { HasExactForm: false }))
            yield return ($"{op.Name} double", Special(op));
        foreach (var dtype in ProductTypes)
            yield return ($"Dot {dtype.CSharpName()}", Product(dtype));
        // Through tiles: alone, and with what is computed on the way.
        foreach (var dtype in DTypes.All)
            yield return ($"Transpose {dtype.CSharpName()}", Crossed(dtype, (x, _, _) => Transpose(x)));
        foreach (var dtype in DTypes.Floating)
            yield return ($"Transposes {dtype.CSharpName()}", Crossed(dtype, (x, y, z) => (Exp(Transpose(x)) * Transpose(y)) + z));
    }

    private static string Crossed(DType dtype, Func<Node, Node, Node, Node> result)
    {
        var graph = new Graph();
        Dim n = Dim.Symbol("n"), m = Dim.Symbol("m");
        var program = FunctionGraphs.Of(result(FunctionGraphs.Input(graph, "x", dtype, n, m), FunctionGraphs.Input(graph, "y", dtype, n, m), FunctionGraphs.Input(graph, "z", dtype, m, n)));
        return CudaProgram.TryPrint(Scheduler.Run(program), out _)!.Source;
    }

    /// <summary>A special function of matrices; those of floats compute in double, too.</summary>
    private static string Special(Op op)
    {
        var graph = new Graph();
        Node[] operands = [.. op.Code!.Accuracy!.Parameters.Select(p => FunctionGraphs.Input(graph, p.Name, DType.Float64, Dim.Symbol("n"), Dim.Symbol("m")))];
        return CudaProgram.TryPrint(Scheduler.Run(FunctionGraphs.Of(NodeOperators.Apply(op, operands))), out _)!.Source;
    }

    private static string Product(DType dtype)
    {
        var graph = new Graph();
        Dim n = Dim.Symbol("n"), k = Dim.Symbol("k"), m = Dim.Symbol("m");
        Node a = FunctionGraphs.Input(graph, "a", dtype, n, k), b = FunctionGraphs.Input(graph, "b", dtype, k, m);
        return CudaProgram.TryPrint(Scheduler.Run(FunctionGraphs.Of(Dot(a, b))), out _)!.Source;
    }

    [GeneratedRegex(@"\d+ bytes stack frame, \d+ bytes spill stores, \d+ bytes spill loads")]
    private static partial Regex Spills();
}
