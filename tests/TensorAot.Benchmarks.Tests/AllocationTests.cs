using TensorAot.Benchmarks.Workloads;

namespace TensorAot.Benchmarks.Tests;

/// <summary>No workload allocates, and what is known of workspaces at build time is what is used.</summary>
public sealed class AllocationTests
{
    private static IEnumerable<int> Numbers => Enumerable.Range(0, AllWorkloads.Makers.Count());

    [TestCaseSource(nameof(Numbers))]
    public void CallsAllocateNothing(int number)
    {
        Workload workload = AllWorkloads.Makers.ElementAt(number)();
        Assert.That(Allocation.Of(workload), Is.Zero, workload.Row);
    }

    [TestCaseSource(nameof(Numbers))]
    public void WorkspaceIsAsLargeAsKnownAtBuildTime(int number)
    {
        Workload workload = AllWorkloads.Makers.ElementAt(number)();
        workload.Step(0);
        Assert.Multiple(() =>
        {
            foreach (FunctionWorkspace used in FunctionWorkspace.All.Where(w => w.Known is not null && w.Reserved > 0))
                Assert.That(used.Reserved, Is.EqualTo(used.Known), used.Function);
        });
    }

    /// <summary>These have sizes that are all constants.</summary>
    [TestCase("RecurrentNetwork_Train")]
    [TestCase("LeNet_Train")]
    [TestCase("Slopes_HessianVector")]
    [TestCase("Chains_Layers200")]
    public void WorkspaceIsKnownWhereSizesAre(string function) =>
        Assert.That(FunctionWorkspace.All.Where(w => w.Function.EndsWith(function, StringComparison.Ordinal)).Select(w => w.Known), Is.All.Positive.And.Exactly(1).Items);
}
