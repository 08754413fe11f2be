using System.Xml;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Filters;
using TensorAot.Compiler.Tests.Rewriting;

namespace TensorAot.Mutation;

/// <summary>The tests of the compiler, loaded once and run in this process, one after the other.</summary>
internal sealed class TestHost : ITestListener
{
    private readonly NUnitTestAssemblyRunner _runner = new(new DefaultTestAssemblyBuilder());
    private readonly Action<string, double, bool> _finished;

    /// <param name="finished">Is told of each test's name, its time in seconds and whether it failed.</param>
    public TestHost(Action<string, double, bool> finished)
    {
        _finished = finished;
        _runner.Load(typeof(RuleCases).Assembly, new Dictionary<string, object>
        {
            [NUnit.FrameworkPackageSettings.NumberOfTestWorkers] = 0,
            [NUnit.FrameworkPackageSettings.SynchronousEvents] = true,
        });
    }

    /// <summary>The full name of the test that runs; null between tests.</summary>
    public static string? Current => TestExecutionContext.CurrentContext?.CurrentTest is { IsSuite: false } test ? test.FullName : null;

    public void Run(Func<string, bool> which) => _runner.Run(this, new Chosen(which));

    /// <summary>Ends the run after the test that is running.</summary>
    public void Stop() => _runner.StopRun(false);

    void ITestListener.TestFinished(ITestResult result)
    {
        if (!result.Test.IsSuite)
            _finished(result.FullName, result.Duration, result.ResultState.Status == TestStatus.Failed);
    }

    void ITestListener.TestStarted(ITest test)
    {
    }

    void ITestListener.TestOutput(TestOutput output)
    {
    }

    void ITestListener.SendMessage(TestMessage message)
    {
    }

    /// <summary>Tests by their full names.</summary>
    private sealed class Chosen(Func<string, bool> which) : TestFilter
    {
        public override bool Match(ITest test) => !test.IsSuite && which(test.FullName);

        public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("names");
    }
}
