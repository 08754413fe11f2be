namespace TensorAot.CodeFixes;

/// <summary>Shapes as lists of printed sizes.</summary>
internal static class Shapes
{
    /// <summary>The sizes of a shape among the facts of a diagnostic.</summary>
    public static string[] Parse(string sizes) => sizes.Length == 0 ? [] : sizes.Split(';');

    /// <summary>Whether two shapes surely broadcast: each pair of sizes is the same, or one of them is 1.</summary>
    public static bool Broadcast(string[] a, string[] b)
    {
        for (int i = 1; i <= a.Length && i <= b.Length; i++)
            if (a[a.Length - i] is var x && b[b.Length - i] is var y && x != y && x != "1" && y != "1")
                return false;
        return true;
    }

    /// <summary>A shape with an axis of size 1 more.</summary>
    public static string[] Expanded(string[] shape, int axis) => [.. shape.Take(axis), "1", .. shape.Skip(axis)];

    /// <summary>A shape with its last two axes exchanged.</summary>
    public static string[] Transposed(string[] shape) => [.. shape.Take(shape.Length - 2), shape[shape.Length - 1], shape[shape.Length - 2]];
}
