using TensorAot.CodeFixes;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.CodeFixes;

/// <summary>A fix is not offered where it would not help.</summary>
public class NoFixTests
{
    private const string Sizes = "[Dims(5, 3)] Matrix<float> x, [Dims(4)] Vector<float> y";

    private static string In(string parameters, string statements, string type = "float") =>
        $"[TensorGraph] public static partial class G {{ [Function] static Expr<{type}> F({parameters}) {{ {statements} }} }}";

    [Test]
    public async Task NoKeepDimsForOtherAxesOrWithoutAReduction()
    {
        Assert.That(await FixCheck.Titles<KeepDimsFix>(In(Sizes, "return x + y;"), "TAOT2001"), Is.Empty);
        Assert.That(await FixCheck.Titles<KeepDimsFix>(In(Sizes, "return y - Sum(x, 0);"), "TAOT2001"), Is.Empty);
        Assert.That(await FixCheck.Titles<KeepDimsFix>(In(Sizes, "return Mean(x, 1) + Mean(y * Mean(x, 1), 0);"), "TAOT2001"), Is.Empty);
    }

    [Test]
    public async Task NoExpandDimsOrTransposeThatDoesNotFit()
    {
        Assert.That(await FixCheck.Titles<ExpandDimsFix>(In(Sizes, "return x + y;"), "TAOT2001"), Is.Empty);
        Assert.That(await FixCheck.Titles<TransposeFix>(In(Sizes, "return x + y;"), "TAOT2001"), Is.Empty);
        Assert.That(await FixCheck.Titles<TransposeFix>(In(Sizes, "return Dot(x, y);"), "TAOT2002"), Is.Empty);
    }

    [Test]
    public async Task NoCastThatCSharpRefuses() =>
        Assert.That(await FixCheck.Titles<CastFix>(In("Vector<int> n", "return Exp(n);", "int"), "TAOT2004"), Is.Empty);

    [Test]
    public async Task NoCastOfACast() => Assert.That(
        await FixCheck.Titles<CastFix>(In("Vector<float> x", "var t = Zeros<float>(50000, 50000); var n = t.Size(0) * t.Size(1); return x * Cast<float>((Expr<int>)n);"), "TAOT1115"), Is.Empty);

    [Test]
    public async Task NoWhereForSidesThatDoMoreThanGiveAValue()
    {
        Assert.That(await FixCheck.Titles<WhereFix>(In("Vector<float> x", "Expr<float> z = x; if (x > 0) { z = x; z = -z; } return z;"), "TAOT1101"), Is.Empty);
        Assert.That(await FixCheck.Titles<WhereFix>(In("Vector<float> x", "Expr<float> z = x; while (Any(z > 0)) z = z - 1; return z;"), "TAOT1101"), Is.Empty);
    }

    [Test]
    public async Task NoUpdateWithoutState() =>
        Assert.That(await FixCheck.Titles<UpdateFix>(In("Vector<float> x", "var z = 2 * x; return x;"), "TAOT0041"), Is.Empty);
}
