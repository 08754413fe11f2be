using System.Globalization;

namespace TensorAot.Fuzz.Generate;

/// <summary>What a graph may hold besides the expression of its rule.</summary>
internal enum Growth
{
    /// <summary>Values grown before and after; the expression may have them as operands; any sizes, element types and inputs.</summary>
    Free,

    /// <summary>Values grown after; the expression is as in the tests, of float64 at sizes of 3 and 4, with inputs that have no corners.</summary>
    Gentle,

    /// <summary>The expression alone.</summary>
    None,
}

/// <summary>All that a case is made of; the same number, the same case.</summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Index">The place in the run.</param>
/// <param name="Rule">The rule whose expression the graph holds; null: none.</param>
/// <param name="Growth">What else it may hold.</param>
internal sealed record CaseNumber(int Seed, int Index, string? Rule = null, Growth Growth = Growth.Free)
{
    public override string ToString() => Rule is null ? $"{Seed}:{Index}" : $"{Seed}:{Index}:{Rule}:{(int)Growth}";

    public static CaseNumber Parse(string text)
    {
        string[] parts = text.Split(':');
        int Number(int part) => int.Parse(parts[part], CultureInfo.InvariantCulture);
        return parts.Length < 4 ? new CaseNumber(Number(0), Number(1)) : new CaseNumber(Number(0), Number(1), parts[2], (Growth)Number(3));
    }
}
