namespace TensorAot.Runtime;

/// <summary>Fills rows, each from a stream of its own, in parts of whole groups.</summary>
internal unsafe struct RandomFill<T>
    where T : unmanaged
{
    /// <summary>Groups in a part: about ten microseconds.</summary>
    private const int GroupsPerPart = 256;

    public int* Streams;

    public T* Result;

    public nint Count, Number, First;

    public int Range;

    public void Run(nint rows)
    {
        fixed (RandomFill<T>* self = &this)
            if (Count > 0)
                Loop.Run(rows * Parts, PartsPerCall, &Fill, self);
    }

    private readonly nint PartLength => (nint)GroupsPerPart * RandomGroup.Length<T>();

    /// <summary>Parts of a row: cut where groups begin, wherever the row does.</summary>
    private readonly nint Parts => (First + Count - 1) / PartLength - First / PartLength + 1;

    /// <summary>Short rows are worth no thread of their own.</summary>
    private readonly nint PartsPerCall => Math.Max(1, PartLength / Math.Max(1, Count + RandomGroup.Length<T>()));

    private static void Fill(void* frame, nint start, nint end)
    {
        var fill = (RandomFill<T>*)frame;
        nint parts = fill->Parts;
        for (nint part = start; part < end; part++)
            fill->Part(part / parts, part % parts);
    }

    private readonly void Part(nint row, nint part)
    {
        var key = new RandomKey(Streams + row * 4, Number);
        nint from = Math.Max(First, (First / PartLength + part) * PartLength), to = Math.Min(First + Count, (First / PartLength + part + 1) * PartLength);
        int length = RandomGroup.Length<T>();
        T* result = Result + row * Count - First;
        T* whole = stackalloc T[length];
        for (nint at = from; at < to;)
        {
            nint group = at / length, next = Math.Min(to, (group + 1) * length);
            if (next - at == length)
            {
                RandomGroup.Fill(key, group, Range, result + at);
            }
            else
            {
                RandomGroup.Fill(key, group, Range, whole);
                for (nint i = at; i < next; i++)
                    result[i] = whole[i - group * length];
            }
            at = next;
        }
    }
}
