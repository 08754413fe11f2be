using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>What the user's project says of all its functions, for those that do not say so themselves.</summary>
/// <param name="Checks">What they check while they run.</param>
/// <param name="Profiles">Whether they measure their steps.</param>
/// <param name="Explains">Whether classes say what they compute and how.</param>
public sealed record FunctionSettings(FunctionChecks Checks, bool Profiles = false, bool Explains = true)
{
    private static readonly char[] s_separators = [',', ';', '|', ' '];

    /// <summary>The class with the settings in its functions; the same where there are none.</summary>
    public GraphClass Of(GraphClass model)
    {
        if (!Explains)
            model = model with { Explains = false };
        return Checks == FunctionChecks.None && !Profiles ? model : model with
        {
            Functions = model.Functions.Select(f => f with { Checks = f.Checks ?? Checks, Profiles = f.Profiles ?? Profiles }).ToEquatableArray(),
        };
    }

    /// <summary>Checks as a property names them: <c>true</c> or 1 for those that never complain about a right function, or names; others are none.</summary>
    public static FunctionChecks ReadChecks(string text)
    {
        FunctionChecks checks = FunctionChecks.None;
        foreach (string name in text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
            checks |= name is "1" || name.Equals("true", StringComparison.OrdinalIgnoreCase) ? FunctionChecks.Usual
                : char.IsLetter(name[0]) && Enum.TryParse(name, ignoreCase: true, out FunctionChecks check) ? check
                : FunctionChecks.None;
        return checks;
    }
}
