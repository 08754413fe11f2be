namespace TensorAot.Runtime;

/// <summary>What a checked call knows of the elements of a value that are not finite.</summary>
internal unsafe struct NonFinite()
{
    /// <summary>Came with the arguments, the state or the definition.</summary>
    public const int Given = -1;

    /// <summary>Where the first NaN is; -1 for none.</summary>
    public long NaN = -1;

    /// <summary>Where the first infinity is; -1 for none.</summary>
    public long Infinity = -1;

    /// <summary>Where NaN come from: 0 nowhere, <see cref="Given"/>, or the number of an <see cref="Appearance"/> counted from 1.</summary>
    public int NaNFrom;

    /// <summary>The same for infinities.</summary>
    public int InfinityFrom;

    /// <summary>The elements.</summary>
    public void* Elements;

    /// <summary>Their number.</summary>
    public long Count;

    /// <summary>Whether they are double, not float.</summary>
    public bool IsDouble;

    /// <summary>An element as a number.</summary>
    public readonly double At(long index) => IsDouble ? ((double*)Elements)[index] : ((float*)Elements)[index];

    /// <summary>Looks at elements.</summary>
    public static NonFinite Of<T>(T* elements, long count)
        where T : unmanaged
    {
        var facts = new NonFinite { Elements = elements, Count = count, IsDouble = typeof(T) == typeof(double) };
        if (typeof(T) != typeof(double) && typeof(T) != typeof(float))
            return facts with { Count = 0 };
        for (long i = 0; i < count; i++)
        {
            double value = facts.At(i);
            if (double.IsFinite(value))
                continue;
            if (double.IsNaN(value) && facts.NaN < 0)
                facts.NaN = i;
            else if (!double.IsNaN(value) && facts.Infinity < 0)
                facts.Infinity = i;
            if (facts.NaN >= 0 && facts.Infinity >= 0)
                break;
        }
        return facts;
    }
}

/// <summary>A value that is not finite appeared where none was before.</summary>
/// <param name="Write">What computed it.</param>
/// <param name="Index">Its place.</param>
/// <param name="Value">NaN or an infinity.</param>
/// <param name="Count">How many there were.</param>
/// <param name="InputsAreFinite">Whether everything that it was computed from was finite.</param>
/// <param name="Inputs">What it was computed from, in words.</param>
/// <param name="Steps">In which steps of loops, in words; empty outside of loops.</param>
internal sealed record Appearance(CheckedWrite Write, int[] Index, double Value, long Count, bool InputsAreFinite, string Inputs, string Steps);
