using TensorAot.Build.Baseline;
using TensorAot.Build.Reading;
using TensorAot.Build.Report;

namespace TensorAot.Build.Tests;

public class BaselineTests
{
    private string _folder = "";
    private string _file = "";

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("tensoraot-baseline").FullName;
        _file = Path.Combine(_folder, "TensorAotBaseline.json");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void WithoutAFileTheMessageSaysHowToMakeOne() =>
        Assert.That(Run(Models.Logistic), Does.Match(@"^Models\.csproj: error TAOT7003: .*TensorAotUpdateBaseline=true"));

    [Test]
    public void WhatWasWrittenAgrees()
    {
        Run(Models.Many, "update=true");
        Assert.That(Run(Models.Many), Does.StartWith("8 functions are as in "));
    }

    [Test]
    public void AChangeIsToldInNumbersAtItsLine()
    {
        Run(Models.Logistic, "update=true");
        string output = Run(Models.Logistic.Replace("1 / (1 + Exp(-x))", "Sum(Exp(x), 1, keepDims: true) * x"));
        int line = Array.FindIndex(File.ReadAllLines(_file), l => l.Contains("Logistic.Sigmoid", StringComparison.Ordinal)) + 1;
        Assert.That(output, Does.StartWith($"{_file}({line},5): error TAOT7002: Logistic.Sigmoid: FLOPs 16,384 -> 49,152 (+200.0 %)"));
        Assert.That(output, Does.Contain("generated C# changed").And.Contain("TensorAotUpdateBaseline=true"));
    }

    [Test]
    public void FunctionsThatAreNewOrGoneAreDifferences()
    {
        Run(Models.Logistic, "update=true");
        string output = Run(Models.Logistic.Replace("Sigmoid(", "Logit("));
        Assert.That(output, Does.Contain("Logistic.Logit: new, and not in the baseline").And.Contain("Logistic.Sigmoid: in the baseline, and no longer in the project"));
    }

    [Test]
    public void OtherSizesAreNoDifferenceButAMistake()
    {
        Run(Models.Logistic, "update=true");
        Assert.That(Run(Models.Logistic, "sizes=n=64"), Does.Contain("error TAOT7001").And.Contain("n = 128 (not 64)"));
    }

    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase("{ \"schema\": 1 }")]
    [TestCase("{ \"schema\": 99, \"sizes\": {}, \"functions\": {} }")]
    [TestCase("{ \"schema\": 1, \"sizes\": {}, \"functions\": { \"F\": 3 } }")]
    public void AFileThatIsNoBaselineIsAMistake(string text)
    {
        File.WriteAllText(_file, text);
        Assert.That(Run(Models.Logistic), Does.Contain("error TAOT7001").And.Contain(_file));
    }

    [TestCase(100, 105, 0.05, null)]
    [TestCase(100, 95, 0.05, null)]
    [TestCase(100, 106, 0.05, "FLOPs 100 -> 106 (+6.0 %)")]
    [TestCase(100, 94, 0.05, "FLOPs 100 -> 94 (-6.0 %)")]
    [TestCase(100, 101, 0, "FLOPs 100 -> 101 (+1.0 %)")]
    [TestCase(0, 64, 0.5, "FLOPs 0 -> 64")]
    public void NumbersMayDifferByTheTolerance(long before, long now, double tolerance, string? difference) =>
        Assert.That(BaselineCheck.Difference(Of(before, "a"), Of(now, "a"), tolerance, comparesText: true), Is.EqualTo(difference));

    [Test]
    public void TextIsComparedUnlessTheUserSaysNo()
    {
        Assert.That(BaselineCheck.Difference(Of(1, "a"), Of(1, "b"), 0, comparesText: true), Is.EqualTo("generated C# changed"));
        Assert.That(BaselineCheck.Difference(Of(1, "a"), Of(1, "b"), 0, comparesText: false), Is.Null);
    }

    [TestCase("-1")]
    [TestCase("5%")]
    public void AToleranceThatIsNoneIsAMistake(string tolerance)
    {
        Run(Models.Logistic, "update=true");
        Assert.That(Run(Models.Logistic, "tolerance=" + tolerance), Does.Contain("error TAOT7001: TensorAotTolerance is"));
    }

    private static Measures Of(long flops, string text) => new(Measures.Names.ToDictionary(n => n.Name, n => n.Name == "flops" ? (long?)flops : 0), text, null);

    /// <summary>Writes the report of a source and runs the command; what it prints.</summary>
    private string Run(string source, params string[] options)
    {
        Project project = Source.Read(source);
        var all = new Options([.. options, "project=Models", "output=" + _folder, "baseline=" + _file]);
        ReportFiles.Write(project, Source.Sizes(project, all.Sizes), _folder);
        using var output = new StringWriter();
        Commands.Run("baseline", all, output);
        return output.ToString();
    }
}
