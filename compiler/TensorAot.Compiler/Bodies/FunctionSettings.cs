using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>What the user's project says of all its functions, for those that do not say so themselves.</summary>
/// <param name="Checks">What they check while they run.</param>
/// <param name="Profiles">Whether they measure their steps.</param>
/// <param name="Explains">Whether classes say what they compute and how.</param>
public sealed record FunctionSettings(FunctionChecks Checks = FunctionChecks.None, bool Profiles = false, bool Explains = true)
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

    /// <summary>What the property for checks says that is no check; null where all is well.</summary>
    public string? Unknown { get; init; }

    /// <summary>Settings with checks as a property names them: <c>true</c> or 1 for those that never complain about a right function, or names.</summary>
    public FunctionSettings WithChecks(string text)
    {
        (FunctionChecks checks, string? unknown) = (FunctionChecks.None, null);
        foreach (string name in text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (name is "1" || name.Equals("true", StringComparison.OrdinalIgnoreCase))
                checks |= FunctionChecks.Usual;
            else if (char.IsLetter(name[0]) && Enum.TryParse(name, ignoreCase: true, out FunctionChecks check))
                checks |= check;
            else if (name is not "0" && !name.Equals("false", StringComparison.OrdinalIgnoreCase))
                unknown ??= name;
        }
        return this with { Checks = checks, Unknown = unknown };
    }
}
