namespace TensorAot.Build.Tests;

// Inside the namespace: the language has a Dim of its own.
using Dim = TensorAot.Compiler.Graphs.Dim;

public class SizeTableTests
{
    [TestCase("n=128 m=64")]
    [TestCase("n=128;m=64")]
    [TestCase("n=128, m=64")]
    [TestCase("\n  n=128\n  m=64;\n")]
    public void BlanksCommasAndSemicolonsSeparate(string text) =>
        Assert.That(new SizeTable(text, 1, ["n", "m", "k"]).ToString(), Is.EqualTo("k = 1, m = 64, n = 128"));

    [Test]
    public void ANameThatThereIsNotIsAnErrorThatListsThoseThatThereAre() =>
        Assert.That(() => new SizeTable("batch=1", 1, ["n", "m"]), Throws.TypeOf<UsageException>().With.Message.EqualTo("No function has a size 'batch'. The sizes are m, n."));

    [TestCase("n")]
    [TestCase("n=")]
    [TestCase("n=-1")]
    [TestCase("n=1.5")]
    [TestCase("n=1=2")]
    [TestCase("=3")]
    public void WhatIsNoSizeIsAnErrorThatShowsTheForm(string text) =>
        Assert.That(() => new SizeTable(text, 1, ["n"]), Throws.TypeOf<UsageException>().With.Message.Contains("name=number"));

    [Test]
    public void AFormulaThatLeaves64BitsIsAnError()
    {
        Dim n = Dim.Symbol("n");
        var sizes = new SizeTable("n=2147483647", 1, ["n"]);
        Assert.That(sizes.Evaluate(n * n), Is.EqualTo(2147483647L * 2147483647));
        Assert.That(() => sizes.Evaluate(n * n * n), Throws.TypeOf<UsageException>());
    }
}
