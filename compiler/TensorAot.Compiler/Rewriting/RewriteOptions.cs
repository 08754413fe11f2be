namespace TensorAot.Compiler.Rewriting;

/// <summary>Which rules may be used on a function.</summary>
/// <param name="IsOn">Whether the function may be computed in another way than written; else only what lowering needs is done.</param>
/// <param name="IsStrict">Whether NaN and infinity stay those of the arithmetic as written.</param>
/// <param name="IsFast">Whether rules may be used that are less accurate than the arithmetic as written.</param>
public sealed record RewriteOptions(bool IsOn = true, bool IsStrict = false, bool IsFast = false)
{
    /// <summary>Every rule that is as accurate as the arithmetic as written.</summary>
    public static RewriteOptions Default { get; } = new();

    /// <summary>Whether a rule may be used.</summary>
    public bool Allows(Rule rule) => rule.IsRequired || (Allows(rule.MayChange) && (IsFast || !rule.IsLessAccurate));

    /// <summary>Whether a rule for loops may be used.</summary>
    internal bool Allows(Scans.LoopRule rule) => Allows(rule.MayChange);

    /// <summary>Whether a rule with these deviations may be used.</summary>
    private bool Allows(Deviations deviations) => IsOn && !(IsStrict && (deviations & (Deviations.NonFinite | Deviations.Failure)) != 0);
}
