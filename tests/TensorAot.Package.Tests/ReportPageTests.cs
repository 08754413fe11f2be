using System.Text.Json;

namespace TensorAot.Package.Tests;

/// <summary>Pages of a report in a browser: nothing is complained about, and what the page is for can be seen.</summary>
[TestFixture]
public class ReportPageTests
{
    private const string Code = """
        using TensorAot;
        using static TensorAot.Ops;

        Console.WriteLine(new Network().Predict(new float[1, 8])[0]);

        [TensorGraph]
        public sealed partial class Network
        {
            private readonly Shared<float> _w = Shared.Normal<float>(0.1, [8, 3], seed: 1);

            [Function]
            Expr<float> Train([Dims("n", 8)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
            {
                var cost = Mean(CrossEntropy(Tanh(Dot(x, _w)), labels));
                Update(_w, _w - rate * Grad(cost, _w));
                return cost;
            }

            [Function]
            Expr<int> Predict([Dims("n", 8)] Matrix<float> x) => ArgMax(Dot(x, _w), axis: 1);
        }
        """;

    /// <summary>The width and height of everything of a kind that the page shows.</summary>
    private const string Boxes = "Array.from(document.querySelectorAll('{0}')).filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])";

    [Test]
    public async Task Pages_open_without_a_complaint_and_show_their_tables_and_graphs()
    {
        using Chromium browser = await Chromium.Start();
        Consumer consumer = PackageFixture.NewConsumer("pages");
        consumer.WriteProject(Code, items: CudaPackageTests.Package);
        CommandResult result = consumer.Target("TensorAotReport");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        string folder = consumer.PathOf(Path.Combine("bin", "Debug", "net10.0", "tensoraot"));

        await browser.Open(Path.Combine(folder, "index.html"));
        Assert.That(browser.Complaints, Is.Empty);
        Assert.That((await browser.Evaluate("Array.from(document.links).map(a => a.innerText).join(' ')")).GetString(), Is.EqualTo("report.json Network.Predict Network.Train"));
        Assert.That(await Sizes(browser, "table"), Has.Length.EqualTo(1).And.All.Matches<double[]>(IsLarge));

        await browser.Open(Path.Combine(folder, "Network.Train.html"));
        Assert.That(browser.Complaints, Is.Empty);
        Assert.That(await Sizes(browser, "table"), Has.Length.GreaterThanOrEqualTo(5).And.All.Matches<double[]>(IsLarge));
        Assert.That(await Sizes(browser, "svg"), Has.Length.EqualTo(2).And.All.Matches<double[]>(size => size[0] > 200 && size[1] > 200));
        Assert.That(await Sizes(browser, "svg rect"), Has.Length.GreaterThan(20).And.All.Matches<double[]>(size => size[0] >= 50 && size[1] >= 30));
        // No label is wider than its box, and nothing makes the page itself wider than the window.
        Assert.That((await browser.Evaluate("Array.from(document.querySelectorAll('svg g')).filter(g => Array.from(g.querySelectorAll('text')).some(t => t.getBBox().width > g.querySelector('rect').getBBox().width)).map(g => g.textContent).join()")).GetString(), Is.Empty);
        Assert.That((await browser.Evaluate("document.documentElement.scrollWidth <= window.innerWidth")).GetBoolean(), Is.True);
        Assert.That((await browser.Evaluate("Array.from(document.querySelectorAll('summary')).map(s => s.innerText).join()")).GetString(), Does.Match("^as text,as text,C#,CUDA C, [0-9]+ kernels$"));
        string picture = Path.Combine(TestContext.CurrentContext.WorkDirectory, "report-page.png");
        await File.WriteAllBytesAsync(picture, await browser.Picture());
        TestContext.AddTestAttachment(picture);
    }

    private static bool IsLarge(double[] size) => size[0] > 100 && size[1] > 40;

    private static async Task<double[][]> Sizes(Chromium browser, string selector) =>
        (await browser.Evaluate(Boxes.Replace("{0}", selector, StringComparison.Ordinal))).Deserialize<double[][]>()!;
}
