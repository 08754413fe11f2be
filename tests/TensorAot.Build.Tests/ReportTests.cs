using System.Text.Json;
using System.Xml.Linq;
using TensorAot.Build.Reading;
using TensorAot.Build.Report;

namespace TensorAot.Build.Tests;

public class ReportTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("tensoraot-report").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void NumbersAreFormulasAndTheirValuesForTheGivenSizes()
    {
        JsonElement sigmoid = Json(Models.Logistic, "n=100 m=10").GetProperty("functions")[0];
        Assert.That(sigmoid.GetProperty("name").GetString(), Is.EqualTo("Logistic.Sigmoid"));
        Assert.That(sigmoid.GetProperty("flops").GetProperty("formula").GetString(), Is.EqualTo("m*n"));
        Assert.That(sigmoid.GetProperty("flops").GetProperty("value").GetInt64(), Is.EqualTo(1000));
        Assert.That(sigmoid.GetProperty("bytes").GetProperty("formula").GetString(), Is.EqualTo("16*m*n"));
        Assert.That(sigmoid.GetProperty("bytes").GetProperty("value").GetInt64(), Is.EqualTo(16_000));
        Assert.That(sigmoid.GetProperty("intensity").GetDouble(), Is.EqualTo(1.0 / 16));
        Assert.That(sigmoid.GetProperty("workspace").GetProperty("value").GetInt64(), Is.Zero);
        Assert.That(sigmoid.GetProperty("loops").GetInt32(), Is.EqualTo(1));
        Assert.That(sigmoid.GetProperty("kernels").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(sigmoid.GetProperty("rewrites")[0].GetProperty("computedAs").GetString(), Is.EqualTo("Sigmoid(x)"));
    }

    [Test]
    public void AProjectForDevicesHasKernels()
    {
        JsonElement sigmoid = Json(Models.Logistic, "", onDevices: true).GetProperty("functions")[0];
        Assert.That(sigmoid.GetProperty("kernels").GetInt32(), Is.EqualTo(1));
        Assert.That(sigmoid.GetProperty("cuda").GetString(), Has.Length.EqualTo(16));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "Logistic.Sigmoid.html")), Does.Contain("__global__"));
    }

    [Test]
    public void EveryFunctionHasAPageThatIsWellFormedAndNeedsNothingElse()
    {
        JsonElement report = Json(Models.Many, "");
        JsonElement[] functions = [.. report.GetProperty("functions").EnumerateArray()];
        Assert.That(functions.Select(f => f.GetProperty("name").GetString()), Is.EqualTo((string[])
        [
            "Layers.Regression.Norm", "Layers.Regression.Predict", "Layers.Regression.Train", "Others.Fitted", "Others.Loop", "Others.Total", "Others.Total (2)", "Others.Two",
        ]));
        foreach (string file in functions.Select(f => f.GetProperty("page").GetString()!).Append("index.html"))
        {
            string text = File.ReadAllText(Path.Combine(_folder, file));
            XElement page = XDocument.Parse(text.Replace("<!DOCTYPE html>", "")).Root!;
            Assert.That(page.Descendants("script"), Is.Empty);
            Assert.That(page.Descendants().Attributes("src"), Is.Empty);
            Assert.That(page.Descendants().Attributes("href").Select(a => a.Value), Is.All.Matches<string>(h => h == "data:," || File.Exists(Path.Combine(_folder, h))));
            Assert.That(text, Does.Not.Contain("url(").And.Not.Contain("@import"));
            Assert.That(page.Descendants("table"), Is.Not.Empty);
            if (file != "index.html")
                Assert.That(page.Descendants().Count(e => e.Name.LocalName == "svg"), Is.EqualTo(2), file);
        }
    }

    [Test]
    public void TheTrainingStepIsExplained()
    {
        Json(Models.Many, "n=32");
        string page = File.ReadAllText(Path.Combine(_folder, "Layers.Regression.Train.html"));
        foreach (string text in (string[])["state, updated", "float[n, 16]", "Mean(CrossEntropy(Dot(x, W) + _b, labels))", "crossEntropy", "n = 32", "generated from Regression", "W&apos;"])
            Assert.That(page, Does.Contain(text.Replace("&apos;", "'")).IgnoreCase);
    }

    [Test]
    public void WhatTheUserWritesIsNoMarkup()
    {
        Json(Models.Many, "");
        Assert.That(File.ReadAllText(Path.Combine(_folder, "Others.Two.html")), Does.Contain("x &lt; 0.5 &amp; x &gt; -0.5"));
    }

    [Test]
    public void PagesOfFunctionsThatAreGoneAreDeletedAndOtherFilesStay()
    {
        Json(Models.Many, "");
        File.WriteAllText(Path.Combine(_folder, "notes.html"), "mine");
        Json(Models.Logistic, "");
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo((string[])["index.html", "Logistic.Sigmoid.html", "notes.html", "report.json"]));
    }

    [Test]
    public void TheSameProjectGivesTheSameBytes()
    {
        Json(Models.Many, "");
        Dictionary<string, string> first = Directory.GetFiles(_folder).ToDictionary(f => f, File.ReadAllText);
        Json(Models.Many, "");
        Assert.That(Directory.GetFiles(_folder).ToDictionary(f => f, File.ReadAllText), Is.EqualTo(first));
    }

    [Test]
    public void AnErrorOfTheProjectIsReportedWhereItIs()
    {
        using var output = new StringWriter();
        Assert.That(Source.Read("""
            [TensorGraph]
            public static partial class Clash
            {
                [Function]
                static Expr<double> Product([Dims("n", "k")] Matrix<double> x, [Dims("rows", "columns")] Matrix<double> w) => Dot(x, w);
            }
            """, output), Is.Null);
        Assert.That(output.ToString(), Does.Match(@"^Model\.cs\(9,115\): error TAOT2\d{3}: [^\n]*\[n, k\]"));
    }

    private JsonElement Json(string source, string sizes, bool onDevices = false)
    {
        Project project = Source.Read(source, onDevices);
        ReportFiles.Write(project, Source.Sizes(project, sizes), _folder);
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "report.json"))).RootElement;
    }
}
