using System.Diagnostics;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace TensorAot.GpuRunner;

/// <summary>The tests of an assembly, run in this process.</summary>
/// <param name="name">What they are called.</param>
/// <param name="assembly">The name of the assembly.</param>
/// <param name="filter">Which of them, in NUnit's form.</param>
internal sealed class TestRun(string name, string assembly, string filter) : ITestListener
{
    private readonly List<(string Test, string Message)> _failed = [];
    private readonly Dictionary<string, int> _skipped = [];

    public string Name => name;

    public int Passed { get; private set; }

    public IReadOnlyList<(string Test, string Message)> Failed => _failed;

    public int Skipped => _skipped.Values.Sum();

    /// <summary>Why tests were skipped, and how many.</summary>
    public IReadOnlyDictionary<string, int> SkippedFor => _skipped;

    public TimeSpan Time { get; private set; }

    /// <summary>The tests that a device can run.</summary>
    /// <param name="text">Of which the full name has this text in it; null for all.</param>
    public static IEnumerable<TestRun> All(string? text)
    {
        string named = text is null ? "" : $"<test re='1'>{System.Security.SecurityElement.Escape(System.Text.RegularExpressions.Regex.Escape(text))}</test>";
        yield return new TestRun("whole functions", "TensorAot.Cuda.Face.Tests", $"<filter>{named}</filter>");
        yield return new TestRun(
            "samples of ops and loops", "TensorAot.Cuda.Tests",
            $"<filter><and><or><class>TensorAot.Cuda.Tests.Programs.OpSampleTests</class><class>TensorAot.Cuda.Tests.Programs.LoopSampleTests</class></or>{named}</and></filter>");
    }

    /// <summary>Runs them.</summary>
    public void Run()
    {
        Console.WriteLine($"Testing {name} ...");
        var watch = Stopwatch.StartNew();
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        // By name: an assembly out of a single file has no path.
        runner.Load(assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 });
        runner.Run(this, TestFilter.FromXml(filter));
        Time = watch.Elapsed;
    }

    /// <inheritdoc/>
    public void TestFinished(ITestResult result)
    {
        if (result.Test.IsSuite)
        {
            // What fails around the tests.
            if (result.ResultState.Site is FailureSite.SetUp or FailureSite.TearDown && result.ResultState.Status == TestStatus.Failed)
                Fail(result);
            return;
        }
        switch (result.ResultState.Status)
        {
            case TestStatus.Passed or TestStatus.Warning:
                Passed++;
                break;
            case TestStatus.Failed:
                Fail(result);
                break;
            default:
                string reason = FirstLine(result.Message);
                _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;
                break;
        }
    }

    /// <inheritdoc/>
    public void TestStarted(ITest test)
    {
    }

    /// <inheritdoc/>
    public void TestOutput(TestOutput output)
    {
    }

    /// <inheritdoc/>
    public void SendMessage(TestMessage message)
    {
    }

    private void Fail(ITestResult result)
    {
        _failed.Add((result.FullName, result.Message ?? ""));
        Console.WriteLine($"  failed: {result.FullName}");
        Console.WriteLine("      " + (result.Message ?? "").Trim().ReplaceLineEndings("\n      "));
    }

    private static string FirstLine(string? message) => (message ?? "").Trim().Split('\n')[0].Trim() is { Length: > 0 } line ? line : "no reason given";
}
