using System.Diagnostics;
using System.Globalization;

namespace TensorAot.Compiler;

/// <summary>
/// How long each stage of compiling a class took, for each of its functions. All times are equal to all others: they say nothing about
/// what was compiled, so they wake no later step of the incremental pipeline.
/// </summary>
public sealed class CompileTimes : IEquatable<CompileTimes>
{
    /// <summary>The part that is for the class: its object and its state are made before the functions, its text after them.</summary>
    public const string WholeClass = "class";

    private readonly List<(string Part, string Stage, long Ticks)> _ended = [];
    private (string Part, string Stage, long Start)? _open;

    /// <summary>Every stage that has ended, in order: of which function, its name, and its time in milliseconds.</summary>
    public IEnumerable<(string Part, string Stage, double Milliseconds)> Stages =>
        _ended.Select(e => (e.Part, e.Stage, Milliseconds(e.Ticks)));

    /// <summary>The time of all stages, in milliseconds.</summary>
    public double Total => Milliseconds(_ended.Sum(e => e.Ticks));

    /// <summary>Ends the stage before and starts one.</summary>
    public void Start(string part, string stage)
    {
        End();
        _open = (part, stage, Stopwatch.GetTimestamp());
    }

    /// <summary>Ends the last stage.</summary>
    public void End()
    {
        if (_open is { } open)
            _ended.Add((open.Part, open.Stage, Stopwatch.GetTimestamp() - open.Start));
        _open = null;
    }

    /// <summary>As a line: <c>Train 41.5 (evaluate 8.1, rewrite 17.0, ...), class 6.3 (construct 1.1, emit 5.2)</c>, in milliseconds.</summary>
    public override string ToString() => string.Join(", ", _ended.GroupBy(e => e.Part, StringComparer.Ordinal).Select(part =>
        $"{part.Key} {Text(part.Sum(e => e.Ticks))} ({string.Join(", ", part.GroupBy(e => e.Stage, StringComparer.Ordinal).Select(s => $"{s.Key} {Text(s.Sum(e => e.Ticks))}"))})"));

    public bool Equals(CompileTimes? other) => other is not null;

    public override bool Equals(object? obj) => Equals(obj as CompileTimes);

    public override int GetHashCode() => 0;

    private static string Text(long ticks) => Milliseconds(ticks).ToString("F1", CultureInfo.InvariantCulture);

    private static double Milliseconds(long ticks) => ticks * 1e3 / Stopwatch.Frequency;
}
