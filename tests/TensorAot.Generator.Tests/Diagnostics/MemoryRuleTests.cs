using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>What users are told of memory that a call takes and of what it copies.</summary>
[TestFixture]
internal sealed class MemoryRuleTests
{
    [Test]
    public void ALargeBroadcastThatIsStoredIsNamed()
    {
        BodyError told = Told("[Function] static Expr<double> F(Matrix<double> x, Matrix<double> y) => Median(Abs(ExpandDims(x, 1) - y), axis: 2);").Single();
        Assert.That(told.Rule.Id, Is.EqualTo("TAOT4001"));
        Assert.That(told.Message, Does.StartWith("'Abs(ExpandDims(x, 1) - y)' is stored: ").And.Contain("*").And.Contain("elements of double").And.Contain("'Median("));
        Assert.That(told.Site, Is.GreaterThan(0), "at the expression, not at the function");
    }

    [TestCase("Sum(Square(ExpandDims(x, 1) - y))", TestName = "{m}: folded where it is computed")]
    [TestCase("Sum(Square(ExpandDims(x, 1) - y), axis: 2)", TestName = "{m}: only the folded part is stored")]
    [TestCase("ExpandDims(x, 1) - y", TestName = "{m}: the result itself")]
    [TestCase("Sort(Dot(x, Transpose(y)), axis: 1)", TestName = "{m}: a product")]
    public void WhatIsNotStoredOrNotLargeIsNot(string expression) =>
        Assert.That(Told($"[Function] static Expr<double> F(Matrix<double> x, Matrix<double> y) => {expression};"), Is.Empty);

    [TestCase(20, 0)]
    [TestCase(200, 1)]
    public void KnownSizesCountAsTheyAre(int size, int expected) => Assert.That(
        Told($"[Function] static Expr<double> F([Dims({size}, 8)] Matrix<double> x, [Dims({size}, 8)] Matrix<double> y) => Median(Abs(ExpandDims(x, 1) - y), axis: 2)[0];").Length,
        Is.EqualTo(expected));

    [Test]
    public void SizesWhoseProductLeaves64BitsAreNoMatter() =>
        Assert.That(Told("[Function] static Expr<double> F([Dims(\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\")] Expr<double> x) => Sort(x * 2, axis: 0);"), Is.Empty);

    [Test]
    public void AMatrixThatIsNeededByRowsIsNamed()
    {
        BodyError told = Told("[Function] static Expr<double> F(Matrix<double> x) => CumSum(Reshape(x, -1));", OverloadKinds.MathNet).Single();
        Assert.That(told.Rule.Id, Is.EqualTo("TAOT4002"));
        Assert.That(told.Message, Does.Contain("The overloads of F over MathNet's matrices copy x in each call: it is stored by columns, and 'CumSum(Reshape(x, -1))' works on rows."));
    }

    [TestCase("Exp(x) + 1")]
    [TestCase("Dot(x, Transpose(x))")]
    [TestCase("Sum(x, axis: 1)")]
    public void MatricesThatAreNotCopiedAreNot(string expression) =>
        Assert.That(Told($"[Function] static Expr<double> F(Matrix<double> x) => {expression};", OverloadKinds.MathNet), Is.Empty);

    [Test]
    public void WithDevicesEveryMatrixIsCopied() => Assert.That(
        Told("[Function] static Expr<double> F(Matrix<double> x) => Exp(x); [Function] static Expr<double> G(Vector<double> x) => Exp(x);", OverloadKinds.MathNet, onDevices: true).Select(e => e.Message).Single(),
        Does.Contain("of F over").And.Contain("TensorAotCuda"));

    [Test]
    public void WithoutMathNetNothingIsSaid() =>
        Assert.That(Told("[Function] static Expr<double> F(Matrix<double> x) => CumSum(Reshape(x, -1));"), Is.Empty);

    private static BodyError[] Told(string members, OverloadKinds overloads = OverloadKinds.None, bool onDevices = false) =>
        [.. TensorAot.Compiler.Compilation.Compile(Source.Lower("[TensorGraph] public static partial class C { " + members + " }") with { Overloads = overloads, OnDevices = onDevices }).Errors];
}
