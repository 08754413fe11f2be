using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;
using TensorAot.Generate.Device;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Cuda.Tests.Functions;

/// <summary>The translation of scalar C# for devices: what it takes has C#'s bits, and it takes nothing else.</summary>
[TestFixture]
internal sealed class TranslationTests
{
    /// <summary>One method for each part of the language that is translated.</summary>
    private const string Methods = """
        public static class Functions
        {
            private static System.ReadOnlySpan<double> Thirds => [1.0 / 3, -2.0 / 3, 1e300];
            private const double Quarter = 0.25;

            public static double Sums(double x, double y)
            {
                double sum = 0, last = Thirds[Thirds.Length - 1] * 1e-300;
                for (int k = Thirds.Length - 2; k >= 0; k--)
                    sum = (sum * x) + (Thirds[k] * Quarter) - (y / (k + 1));
                return sum + last;
            }
            public static double Saturates(double x, double y) => (int)x + (double)(long)y + (7 / 2) - (int)(x * 0.5) % 3;
            public static double Single(double x, double y) => (float)x * 2 + (float)y;
            public static double Chooses(double x, double y) => x < y ? -x : x == y ? 1 : double.IsNaN(x) || double.IsNegative(y) ? 2 : double.NegativeInfinity;
            public static double Exact(double x, double y) =>
                System.Math.Max(x, y) + System.Math.Min(System.Math.Abs(x), 3) + System.Math.CopySign(1, y) + System.Math.Floor(x) + System.Math.Ceiling(y)
                    + System.Math.Round(x) + System.Math.Sqrt(System.Math.Abs(y)) + System.Math.FusedMultiplyAdd(x, y, 1) + System.Math.Truncate(y);
            public static double Loops(double x, double y)
            {
                int steps = 0;
                while (x > 1 && steps < 1000)
                {
                    x /= 2;
                    steps++;
                    if (steps % 2 == 0)
                        continue;
                    else if (steps > 100)
                        break;
                    y -= x;
                }
                (x, y) = (y, x);
                bool isLarge = !(x <= y);
                return isLarge ? x - steps : Inner(y, last: x);
            }
            private static double Inner(double first, double last) { double a = first, b = last; { a *= 1 - b; } return a; }
        }
        """;

    private static readonly DeviceFunction[] Translated = [.. DeviceFunction.Of(Print(Methods)).Where(f => f.Parameters.Length == 2 && f.Name != "Inner")];

    private static readonly Lazy<EmulatedModule> Module = new(() => CudaEmulator.Load(
        DeviceFunction.Text + Print(Methods) + string.Concat(Translated.Select(f => f.KernelText)), [.. Translated.Select(f => f.Kernel)]));

    private static readonly Lazy<Type> Compiled = new(() =>
    {
        var compilation = CSharpCompilation.Create("translated", [CSharpSyntaxTree.ParseText(Methods)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(f => MetadataReference.CreateFromFile(f)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        image.Position = 0;
        return new AssemblyLoadContext("translated").LoadFromStream(image).GetType("Functions")!;
    });

    [TestCaseSource(nameof(Translated))]
    public void WhatIsTranslatedHasTheBitsOfCSharp(DeviceFunction function)
    {
        Toolchain.RequireCompiler();
        object[][] arguments = [.. function.Parameters.Select((type, i) => type.Samples(seed: i))];
        var actual = function.Run(Module.Value, arguments);
        MethodInfo method = Compiled.Value.GetMethod(function.Name)!;
        for (var i = 0; i < actual.Length; i++)
        {
            var expected = method.Invoke(null, [arguments[0][i], arguments[1][i]])!;
            if (!function.Result.SameBits(actual[i], expected))
                Assert.Fail($"{function.Name}({arguments[0][i]}, {arguments[1][i]}) is {actual[i]} on the emulator, {expected} in C#");
        }
    }

    [Test]
    public void EveryMethodIsTranslated() =>
        Assert.That(Translated.Select(f => f.Name), Is.EquivalentTo(new[] { "Sums", "Saturates", "Single", "Chooses", "Exact", "Loops" }));

    [TestCase("return System.Math.Exp(x);", "Math.Exp is not one of the functions of doubles that are exact everywhere")]
    [TestCase("return System.Math.Abs(n);", "Math.Abs is not one of the functions of doubles that are exact everywhere")]
    [TestCase("double y; return y = x;", "a SimpleAssignmentExpression has no translation")]
    [TestCase("return n++;", "a PostIncrementExpression has no translation")]
    [TestCase("return 7 / n;", "is neither a quotient of floating numbers nor an integer over a positive constant")]
    [TestCase("return x % 2;", "is neither a quotient of floating numbers nor an integer over a positive constant")]
    [TestCase("n /= n; return n;", "is neither a quotient of floating numbers nor an integer over a positive constant")]
    [TestCase("return n << 3;", "is neither a quotient of floating numbers nor an integer over a positive constant")]
    [TestCase("return F(n - 1, x);", "F calls itself")]
    [TestCase("double signed = x; return signed;", "signed is a word of C++")]
    [TestCase("double[] values = [x]; return values[0];", "the type double[] is not double, float, int, long or bool")]
    [TestCase("decimal d = 1; return (double)d;", "the type decimal is not double, float, int, long or bool")]
    [TestCase("return x.GetHashCode();", "this calls no static method")]
    [TestCase("return System.Threading.Volatile.Read(ref x);", "an argument goes by value")]
    [TestCase("return s_state;", "Field is no local variable, parameter or constant")]
    [TestCase("switch (n) { default: return x; }", "a SwitchStatement has no translation")]
    [TestCase("do n += 1; while (n < 3); return x;", "a DoStatement has no translation")]
    public void WhatItDoesNotKnowIsAnError(string body, string message)
    {
        string text = $$"""
            public static class Functions
            {
                private static double s_state;
                public static double F(int n, double x) { {{body}} }
            }
            """;
        var thrown = Assert.Throws<UntranslatableException>(() => Print(text))!;
        Assert.That(thrown.Message, Does.StartWith("Text.cs(").And.Contain(message));
    }

    [Test]
    public void ParametersGoByValue() =>
        Assert.That(() => Print("class C { double F(out double x) => x = 1; }"), Throws.TypeOf<UntranslatableException>().With.Message.StartsWith("Text.cs(1): a parameter goes by value"));

    [Test]
    public void WhatDoesNotCompileIsAnError() =>
        Assert.That(() => Print("class C { double F() => missing; }"), Throws.InvalidOperationException.With.Message.Contains("CS0103"));

    [Test]
    public void WhatIsCommittedIsCurrent() =>
        Assert.That(
            File.ReadAllText(Path.Combine(Repository.Root, "gpu-kernels", "special.g.cuh")),
            Is.EqualTo(SpecialFunctionsFile.Print(new ScalarSources(Repository.Root))), "special.g.cuh is stale: run TensorAot.Generate");

    private static string Print(string text) => SpecialFunctionsFile.Print(ScalarSources.OfText(text));
}
