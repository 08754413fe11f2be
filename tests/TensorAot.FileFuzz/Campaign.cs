namespace TensorAot.FileFuzz;

/// <summary>Reads the mutants of one format and keeps what was worst.</summary>
public sealed class Campaign(FileFormat format, int seed)
{
    private const long FreeAllocation = 64 << 20;
    private const double HangMilliseconds = 1000;
    private const double QuickMilliseconds = 5;
    private const int Repeats = 3;
    private const int MaxShown = 5;

    private readonly Mutator _mutator = new(Seeds.Of(format));

    public FileFormat Format => format;

    public int Count { get; private set; }

    public int Accepted { get; private set; }

    public long MostAllocated { get; private set; }

    public double Longest { get; private set; }

    /// <summary>How many files were read wrongly: by a crash, a hang, too much memory, or in two ways with two results.</summary>
    public int Failures { get; private set; }

    /// <summary>The first failures, each with the number that makes the file again.</summary>
    public List<string> Shown { get; } = [];

    /// <summary>Reads so many mutants.</summary>
    public void Run(int count)
    {
        for (int i = 0; i < count; i++)
            Run(_mutator.Make(seed, Count), Count++);
    }

    private void Run(byte[] bytes, int number)
    {
        try
        {
            Outcome whole = Read(bytes, canSeek: true);
            Check(whole, bytes, number);
            // A stream that cannot seek is neither unpacked nor known to end too early before it is read.
            if (!IsCompressed(bytes))
            {
                Outcome piecewise = Read(bytes, canSeek: false);
                Check(piecewise, bytes, number);
                if (!Reading.AreSame(whole, piecewise))
                    Fail(number, "is another one when the stream cannot seek");
            }
            Accepted += whole.Arrays is null ? 0 : 1;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(number, $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
        }
    }

    // On a busy machine a thread may wait for others: what takes long because of the file takes long again.
    private Outcome Read(byte[] bytes, bool canSeek)
    {
        Outcome outcome = Reading.Run(format, bytes, canSeek);
        for (int again = 0; again < Repeats && outcome.Milliseconds > QuickMilliseconds; again++)
            outcome = outcome with { Milliseconds = Math.Min(outcome.Milliseconds, Reading.Run(format, bytes, canSeek).Milliseconds) };
        return outcome;
    }

    private void Check(Outcome outcome, byte[] bytes, int number)
    {
        MostAllocated = Math.Max(MostAllocated, outcome.Allocated);
        Longest = Math.Max(Longest, outcome.Milliseconds);
        if (outcome.Allocated > (2L * bytes.Length) + FreeAllocation)
            Fail(number, $"takes {outcome.Allocated} bytes of memory for {bytes.Length}");
        if (outcome.Milliseconds > HangMilliseconds)
            Fail(number, $"takes {outcome.Milliseconds:F0} ms");
    }

    private bool IsCompressed(byte[] bytes) => format is FileFormat.Csv or FileFormat.Idx && bytes is [0x1F, 0x8B, ..];

    private void Fail(int number, string what)
    {
        Failures++;
        if (Shown.Count < MaxShown)
            Shown.Add($"{format} seed {seed} number {number}: {what}");
    }
}
