using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Programs;
using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Tests.Programs;

public sealed class ProgramBuilderTests
{
    [Test]
    public void EqualStepsAreOneAndUnusedOnesAreLeftOut()
    {
        var builder = new ProgramBuilder("F", DType.Float32, "");
        var x = builder.Argument("x");
        _ = Sqrt(x);
        var program = builder.Build((x * 2) + (x * 2));
        Assert.That(program.Instructions.Select(i => i.Opcode), Is.EqualTo(new[] { Opcode.Argument, Opcode.Constant, Opcode.Multiply, Opcode.Add }));
        Assert.That(program.OperationCount, Is.EqualTo(2));
    }

    [Test]
    public void UnusedArgumentsStay()
    {
        var builder = new ProgramBuilder("Second", DType.Int32, "");
        builder.Argument("x");
        var program = builder.Build(builder.Argument("y"));
        Assert.That(ProgramInterpreter.Evaluate(program, 3L, 4L), Is.EqualTo(4));
    }

    [Test]
    public void ALiteralTakesTheTypeBesideIt()
    {
        var builder = new ProgramBuilder("F", DType.Float64, "");
        var program = builder.Build(1 + (builder.Argument("x") * 0.5));
        Assert.That(ProgramInterpreter.Evaluate(program, 3.0), Is.EqualTo(2.5));
    }

    [Test]
    public void TypesAreChecked()
    {
        var builder = new ProgramBuilder("F", DType.Float32, "");
        var x = builder.Argument("x");
        Assert.That(() => x & 1, Throws.InvalidOperationException);
        Assert.That(() => Bits(x) + 0.5, Throws.InvalidOperationException);
        Assert.That(() => Bits(x) + x, Throws.InvalidOperationException);
        Assert.That(() => Bits(x) << 32, Throws.InvalidOperationException);
        Assert.That(() => Select(x, x, x), Throws.InvalidOperationException);
        Assert.That(() => Sqrt(Bits(x)), Throws.InvalidOperationException);
        Assert.That(() => (Value)1.0 + 2.0, Throws.InvalidOperationException);
        Assert.That(() => new ProgramBuilder("F", DType.Bool, ""), Throws.ArgumentException);
        Assert.That(() => x + new ProgramBuilder("G", DType.Float32, "").Argument("y"), Throws.InvalidOperationException);
    }

    [Test]
    public void EveryOpcodeOfFloatsIsExecuted()
    {
        Assert.That(Of(x => Round(x) + (10 * Floor(x)) + (100 * Ceiling(x)) + (1000 * Truncate(x)), 2.5), Is.EqualTo(2 + 20 + 300 + 2000));
        Assert.That(Of(x => ToFloating(ToInteger(x) >> 1), -5.9), Is.EqualTo(-3));
        Assert.That(Of(x => ToFloating(ToInteger(x) >>> 60), -5.9), Is.EqualTo(15));
        Assert.That(Of(x => ToFloating(-ToInteger(x) ^ 3), 5.0), Is.EqualTo(-5 ^ 3));
        Assert.That(Of(x => Select(~((x < 3) | (x > 4)) & IsNotEqual(x, 3.5), 1, 0), 3.25), Is.EqualTo(1));
        Assert.That(Of(x => Min(x, 1) - Max(x, 2), double.NaN), Is.EqualTo(-1), "the second operand when one is NaN");
        Assert.That(Of(x => Abs(x) * -x, -4.0), Is.EqualTo(16));
    }

    [Test]
    public void TheLibraryFindsItsProgramsByNameAndType()
    {
        Assert.That(Library.All.All(p => Library.Find(p.Name, p.DType) == p));
        Assert.That(Library.Find("Exp", DType.Int32), Is.Null);
    }

    [Test]
    public void KernelsCanInlineThem()
    {
        Assert.That(Library.All.Where(p => p.OperationCount > (p.Name is "Pow" or "Erfinv" ? 130 : p.Name is "GammaLn" or "Digamma" ? 220 : 85)).Select(p => (p.Name, p.OperationCount)), Is.Empty);
    }

    private static double Of(Func<Value, Value> formula, double x)
    {
        var builder = new ProgramBuilder("F", DType.Float64, "");
        return ProgramInterpreter.Evaluate(builder.Build(formula(builder.Argument("x"))), x);
    }
}
