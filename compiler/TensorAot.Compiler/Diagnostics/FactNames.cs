namespace TensorAot.Compiler.Diagnostics;

/// <summary>The names of facts that diagnostics have as properties. The code fixes are compiled with this file too.</summary>
internal static class FactNames
{
    /// <summary>The expression, in quotes.</summary>
    public const string Call = "call";

    /// <summary>The shape of the left operand: its sizes, separated by semicolons.</summary>
    public const string Left = "left";

    /// <summary>The shape of the right operand.</summary>
    public const string Right = "right";

    /// <summary>The type that something has, in C#.</summary>
    public const string Type = "type";

    /// <summary>The element types that an op takes, in C#, separated by commas.</summary>
    public const string Takes = "takes";

    /// <summary>The name of the parameter or of the state.</summary>
    public const string Name = "name";

    /// <summary>The number of axes.</summary>
    public const string Rank = "rank";

    /// <summary>The shape that [Dims] says.</summary>
    public const string Declared = "declared";

    /// <summary>The shape that an initializer makes.</summary>
    public const string Made = "made";
}
