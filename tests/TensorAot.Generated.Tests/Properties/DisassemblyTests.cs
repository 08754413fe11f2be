namespace TensorAot.Generated.Tests.Properties;

// Inside the namespace, so that Dim is the compiler's.
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>What the JIT makes of kernels, in a process of its own: no kernel calls anything.</summary>
public class DisassemblyTests
{
    /// <summary>What the JIT itself adds around stack memory, which is not reached or runs once; and what angles beyond 1e6 or 1e14 need.</summary>
    private static readonly string[] s_allowed = ["CORINFO_HELP_FAIL_FAST", "CORINFO_HELP_STACK_PROBE", "Lanes:ReplaceRare", "Functions:SinOfLarge", "Functions:CosOfLarge", "Functions:TanOfLarge"];

    [TestCase(DType.Float32)]
    [TestCase(DType.Float64)]
    public void NoKernelCalls(DType dtype)
    {
        Hardware.RequireFusedMultiplyAdd("it is a call of the runtime's software");
        string disassembly = Disassemble(SourceCompiler.Compile([GeneratedAssembly.TextOf([.. Functions(dtype)])]));
        string[] methods = Regex.Split(disassembly, "(?=; Assembly listing for method )").Where(m => m.Contains(":Loop", StringComparison.Ordinal)).ToArray();
        Assert.That(methods, Has.Length.GreaterThan(15));
        string[] calls = [.. methods.SelectMany(m => Calls(m).Select(c => $"{Regex.Match(m, "method (.*?)\\(").Groups[1].Value}: {c}"))];
        Assert.That(calls, Is.Empty, string.Join("\n", calls));
    }

    /// <summary>Measured: the JIT never inlines a method with more local variables, whatever its attributes say.</summary>
    [Test]
    public void InlinedFunctionsHaveFewLocals()
    {
        const int most = 32;
        MethodInfo[] inlined = [.. typeof(TensorAot.Runtime.Functions).GetMethods().Where(m => m.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveInlining))];
        Assert.That(inlined, Has.Length.GreaterThan(100));
        Assert.That(inlined.Where(m => m.GetMethodBody()!.LocalVariables.Count > most), Is.Empty);
    }

    private static IEnumerable<string> Calls(string method) =>
        Regex.Matches(method, @"^\s+(call|tail\.jmp)\s+(.*)$", RegexOptions.Multiline).Select(m => m.Groups[2].Value.Trim())
            .Where(c => !s_allowed.Any(a => c.Contains(a, StringComparison.Ordinal))).Distinct();

    private static string Disassemble(byte[] assembly)
    {
        string folder = Directory.CreateTempSubdirectory("taot").FullName;
        try
        {
            string library = Path.Combine(folder, "Kernels.dll"), output = Path.Combine(folder, "disassembly.txt");
            File.WriteAllBytes(library, assembly);
            var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet", [typeof(KernelHost).Assembly.Location, library]);
            start.Environment["DOTNET_JitDisasm"] = "Loop*";
            start.Environment["DOTNET_JitStdOutFile"] = output;
            using Process process = Process.Start(start)!;
            Assert.That(process.WaitForExit(60_000), "the process ends");
            Assert.That(process.ExitCode, Is.Zero);
            return File.ReadAllText(output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<FunctionGraph> Functions(DType dtype)
    {
        yield return Of("Logistic", dtype, (x, _) => [1 / (1 + Exp(-x))]);
        yield return Of("Fused", dtype, (x, y) => [(Log1p(Exp((x * y) + 1)) * Tanh(y)) - x]);
        yield return Of("Logarithms", dtype, (x, y) => [Log(x) + Expm1(y), Sqrt(Abs(x)) * Sign(y)]);
        yield return Of("Waves", dtype, (x, y) => [Sin(x) * Cos(y)]);
        yield return Of("Turns", dtype, (x, y) => [Tan(x) + y, Cos(x * y)]);
        yield return Of("Errors", dtype, (x, y) => [Erf(x) * Erfc(y)]);
        yield return Of("Angles", dtype, (x, y) => [Arctan2(x, y) + Arcsin(x), Arccos(y) * Arctan(x)]);
        yield return Of("Gammas", dtype, (x, y) => [GammaLn(x), Digamma(y)]);
        yield return Of("Inverses", dtype, (x, y) => [Erfinv(x) * y]);
        yield return Of("Hyperbolics", dtype, (x, y) => [Sinh(x) * Cosh(y), Arcsinh(x) + Arctanh(y) * Arccosh(x)]);
        yield return Of("Bases", dtype, (x, y) => [Log1mexp(x) + Log2(y), Exp2(x) * Log10(y)]);
        yield return Of("Long", dtype, (x, y) => [Tanh(Exp(Sin(x)) + Softplus(Cos(y) * Expm1(x))) * Sigmoid(Log(x + y) - Tanh(x * y))]);
        yield return Of("Powers", dtype, (x, y) => [Pow(x, y)]);
        yield return Of("FusedPower", dtype, (x, y) => [Tanh(Pow(Abs(x), y) + 1) * y]);
        yield return Of("TwoPowers", dtype, (x, y) => [Pow(x, y) + Pow(Abs(y), x)]);
        yield return Of("ManyPowers", dtype, (x, y) => [Pow(Pow(Pow(Abs(x), y), x), y) + Pow(Abs(y), x)]);
        yield return Of("PowerSums", dtype, (x, y) => [Sum(Pow(Abs(x), y), [1])]);
        yield return Of("Chosen", dtype, (x, y) => [Where(Less(x, y), Maximum(x, y), Exp(y)), Clip(x, Constant(x, -1), Constant(x, 1))]);
        yield return Of("Softmax", dtype, (x, _) => [Softmax(x, [1])]);
        yield return Of("LogSumExp", dtype, (x, _) => [LogSumExp(x, [1])]);
        yield return Of("RowFolds", dtype, (x, y) => [Sum(x * y, [1]), Max(x, [1]), Min(y, [1]), Prod(x, [1])]);
        yield return Of("Total", dtype, (x, _) => [Sum(Exp(x))]);
        yield return Of("ColumnSums", dtype, (x, _) => [Sum(Tanh(x), [0])]);
        yield return Of("ColumnMaxima", dtype, (x, y) => [Max(x, [0]), Min(x + y, [0])]);
        yield return Of("ColumnSoftmax", dtype, (x, _) => [Softmax(x, [0])]);
        yield return Of("Transposed", dtype, (x, _) => [Exp(Transpose(x)) + 1]);
        yield return Of("Places", dtype, (x, _) => [ArgMax(x, 1)]);
        yield return Of("Integers", dtype, (x, y) => [Sum(Cast(Less(x, y), DType.Int32), [1]), Cast(x, DType.Int32)]);
    }

    private static FunctionGraph Of(string name, DType dtype, Func<Node, Node, Node[]> formula)
    {
        var builder = new FunctionBuilder(name);
        Dim[] shape = [Dim.Symbol("n"), Dim.Symbol("m")];
        return builder.Returns(formula(builder.Input(dtype, shape), builder.Input(dtype, shape)));
    }
}
