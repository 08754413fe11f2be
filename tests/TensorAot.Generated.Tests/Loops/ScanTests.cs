using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Generated.Tests.Loops;

/// <summary>Loops of every form, against both evaluators: forward and reverse, with no, one and several steps.</summary>
public class ScanTests
{
    private static IEnumerable<string> Names => ScanFunctions.All.Names;

    [TestCaseSource(nameof(Names))]
    public void IsTheReference(string name)
    {
        foreach (int steps in new[] { 0, 1, 2, 7 })
            ScanFunctions.All.Check(name, 64, ("t", steps), ("n", 5));
    }
}
