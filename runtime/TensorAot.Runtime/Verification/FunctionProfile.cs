using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TensorAot;

/// <summary>
/// Where a function spends its time: calls, and for each of its steps the user's expressions, the time, and the rate of operations and
/// bytes. A function has one with <c>[Function(Profile = true)]</c> or the property <c>TensorAotProfile</c>; its class then has a static
/// property <c>FunctionProfile</c> for a function <c>Function</c> (<c>Model.TrainProfile</c>). All instances and threads count into it.
/// </summary>
/// <remarks>
/// Measuring costs about 50 ns a step and allocates nothing after the first call. Steps that compute one number are not measured: the
/// difference between the time of a call and that of its steps is theirs. Calls that throw are not counted as calls.
/// </remarks>
public sealed class FunctionProfile
{
    /// <summary>How many runs of steps are kept for <see cref="WriteTrace(Stream)"/>.</summary>
    public const int TraceCapacity = 8192;

    private const int CallEntry = -1;

    private static readonly List<FunctionProfile> s_all = [];

    private readonly ProfileEntry[] _entries;
    private readonly (int Entry, int Thread, long Start, long End)[] _trace = new (int, int, long, long)[TraceCapacity];
    private long _traced;
    private long _calls;
    private long _ticks;

    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public FunctionProfile(string function, ProfileEntry[] entries)
    {
        (Function, _entries) = (function, entries);
        lock (s_all)
            s_all.Add(this);
    }

    /// <summary>The profiles of all functions that have been called, in the order of their first calls.</summary>
    public static IReadOnlyList<FunctionProfile> All
    {
        get
        {
            lock (s_all)
                return [.. s_all];
        }
    }

    /// <summary>The function, as <c>Class.Function</c>.</summary>
    public string Function { get; }

    /// <summary>How often it was called.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>The time of all calls, from the first step to the last.</summary>
    public TimeSpan Total => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _ticks));

    /// <summary>Its steps, in the order in which they run; those inside a loop after the loop, which has their time too.</summary>
    public IReadOnlyList<ProfileEntry> Entries => _entries;

    /// <summary>Adds a run of a step. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Add(int entry, long start, long operations, long bytes)
    {
        long end = Stopwatch.GetTimestamp();
        _entries[entry].Add(end - start, operations, bytes);
        Trace(entry, start, end);
    }

    /// <summary>Adds a call. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AddCall(long start)
    {
        long end = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _ticks, end - start);
        Trace(CallEntry, start, end);
    }

    /// <summary>Forgets everything that was measured. Not while the function runs.</summary>
    public void Reset()
    {
        (_calls, _ticks, _traced) = (0, 0, 0);
        foreach (ProfileEntry entry in _entries)
            entry.Reset();
    }

    /// <summary>A table: one line for each step, with its share of the time, its time a run, and its rates.</summary>
    /// <returns>Text for people, in the invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Function}: {Calls} calls, {Time(Total.TotalMicroseconds)}, {Time(Total.TotalMicroseconds / Math.Max(1, Calls))} a call\n");
        text.Append("      time   share       runs      a run  GFLOP/s     GB/s  kind     expression\n");
        foreach (ProfileEntry entry in _entries)
        {
            double seconds = entry.Total.TotalSeconds, share = Total == TimeSpan.Zero ? 0 : entry.Total / Total;
            double time = entry.Total.TotalMicroseconds;
            text.Append(CultureInfo.InvariantCulture, $"{Time(time),10} {100 * share,5:F1} % {entry.Runs,10} {Time(time / Math.Max(1, entry.Runs)),10} {Rate(entry.Operations, seconds),8} {Rate(entry.Bytes, seconds),8}  ");
            text.Append(entry.Kind.PadRight(9)).Append(' ', 2 * entry.Depth).Append(entry.Expression).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>
    /// Writes the last runs (up to <see cref="TraceCapacity"/>) as a trace in Chrome's format, which Perfetto and the tracing pages of
    /// browsers show. Not while the function runs.
    /// </summary>
    /// <param name="stream">Where the JSON goes, in UTF-8; it stays open.</param>
    public void WriteTrace(Stream stream) => WriteTrace(stream, [this]);

    /// <summary>Writes the last runs of several functions as one trace.</summary>
    /// <param name="stream">Where the JSON goes, in UTF-8; it stays open.</param>
    /// <param name="profiles">The functions, as <see cref="All"/>.</param>
    public static void WriteTrace(Stream stream, IEnumerable<FunctionProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(profiles);
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteString("displayTimeUnit", "ns");
        writer.WriteStartArray("traceEvents");
        foreach (FunctionProfile profile in profiles)
            profile.WriteEvents(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Trace(int entry, long start, long end) =>
        _trace[(Interlocked.Increment(ref _traced) - 1) % TraceCapacity] = (entry, Environment.CurrentManagedThreadId, start, end);

    private void WriteEvents(Utf8JsonWriter writer)
    {
        for (long i = Math.Max(0, _traced - TraceCapacity); i < _traced; i++)
        {
            (int number, int thread, long start, long end) = _trace[i % TraceCapacity];
            ProfileEntry? entry = number == CallEntry ? null : _entries[number];
            writer.WriteStartObject();
            writer.WriteString("name", entry?.Expression ?? Function);
            writer.WriteString("cat", entry?.Kind ?? "call");
            writer.WriteString("ph", "X");
            writer.WriteNumber("ts", Stopwatch.GetElapsedTime(0, start).TotalMicroseconds);
            writer.WriteNumber("dur", Stopwatch.GetElapsedTime(start, end).TotalMicroseconds);
            writer.WriteNumber("pid", Environment.ProcessId);
            writer.WriteNumber("tid", thread);
            writer.WriteStartObject("args");
            writer.WriteString("function", Function);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    private static string Rate(long count, double seconds) =>
        count == 0 || seconds == 0 ? "" : (count / seconds / 1e9).ToString(count / seconds < 1e10 ? "F2" : "F1", CultureInfo.InvariantCulture);

    private static string Time(double microseconds) => microseconds switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds:F2} us"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1e3:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1e6:F2} s"),
    };
}
