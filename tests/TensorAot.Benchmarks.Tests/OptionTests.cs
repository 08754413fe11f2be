namespace TensorAot.Benchmarks.Tests;

/// <summary>The command line.</summary>
public sealed class OptionTests
{
    [Test]
    public void ValuesFollowTheirNames()
    {
        BenchmarkOptions options = BenchmarkOptions.Parse(["growth", "--only", "W3", "--threads", "1", "--rounds", "2"]);
        Assert.Multiple(() =>
        {
            Assert.That(options.Suites, Is.EqualTo((string[])["growth"]));
            Assert.That(options.Threads, Is.EqualTo((int[])[1]));
            Assert.That((options.Rounds, options.Page), Is.EqualTo((2, "")));
            Assert.That((options.Wants("w3 float32"), options.Wants("W4 float32")), Is.EqualTo((true, false)));
        });
    }

    [TestCase("--rounds", "0")]
    [TestCase("--threads", "1,x")]
    [TestCase("--only")]
    [TestCase("--record", "page.md", "--only", "W3")]
    public void WhatCannotBeMeantIsRefused(params string[] arguments) =>
        Assert.That(() => BenchmarkOptions.Parse(arguments), Throws.ArgumentException);
}
