namespace TensorAot.Compiler.Bodies;

/// <summary>What a function checks while it runs: the members of the user's <c>Checks</c>, with their values.</summary>
[Flags]
public enum FunctionChecks
{
    /// <summary>Nothing beyond what every function checks.</summary>
    None = 0,

    /// <summary>That no NaN appears.</summary>
    NaN = 1,

    /// <summary>That no infinity appears.</summary>
    Infinity = 2,

    /// <summary>Who writes where, and who uses what at the same time.</summary>
    Bounds = 4,

    /// <summary>The results against those of the function as written.</summary>
    Reference = 8,

    /// <summary>All that never complain about a function that is right.</summary>
    Usual = NaN | Bounds | Reference,

    /// <summary>All.</summary>
    All = Usual | Infinity,
}

/// <summary>The names of checks.</summary>
public static class FunctionChecksExtensions
{
    private static readonly FunctionChecks[] s_single = [FunctionChecks.NaN, FunctionChecks.Infinity, FunctionChecks.Bounds, FunctionChecks.Reference];

    /// <summary>The members, one for each check.</summary>
    public static IEnumerable<string> Names(this FunctionChecks checks) => s_single.Where(c => (checks & c) != 0).Select(c => c.ToString());
}
