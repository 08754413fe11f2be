using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Compare;

/// <summary>All comparisons of one case by itself.</summary>
internal static class CaseCheck
{
    /// <summary>What is wrong with a case, or null.</summary>
    /// <param name="test">The case.</param>
    /// <param name="compiled">Whether to compile it too.</param>
    public static Mismatch? Run(FuzzCase test, bool compiled = true)
    {
        var check = new GraphCheck(test, new Tally());
        return check.Run() is { } mismatch ? mismatch
            : check.IsDropped || !compiled ? null
            : BatchCheck.Run([(test, check)], new Tally(), portable: false).FirstOrDefault();
    }
}
