using System.Globalization;
using System.Text;
using System.Text.Json;
using TensorAot.GpuRunner.Bench;

namespace TensorAot.GpuRunner;

/// <summary>The tables at the end, and the same as JSON.</summary>
internal sealed class Report(Machine machine, bool onEmulator, IReadOnlyList<TestRun> tests, IReadOnlyList<Measurement> measurements, TimeSpan time)
{
    /// <summary>The measurement that others are compared with.</summary>
    public const string CopyName = "copy within the device";

    /// <summary>What of the bandwidth of a copy a measurement reaches; null where memory is not what limits it.</summary>
    private double? PartOfCopy(Measurement m) =>
        m.Bytes > 0 && measurements.FirstOrDefault(c => c.Name == CopyName) is { } copy ? m.Bandwidth / copy.Bandwidth : null;

    public override string ToString()
    {
        var text = new StringBuilder();
        if (tests.Count > 0)
            Table(text, [["tests", "passed", "failed", "skipped", "seconds"], .. tests.Select(t => (string[])[t.Name, Number(t.Passed, "N0"), Number(t.Failed.Count, "N0"), Number(t.Skipped, "N0"), Number(t.Time.TotalSeconds, "F1")])]);
        foreach ((string reason, int count) in tests.SelectMany(t => t.SkippedFor))
            text.AppendLine($"skipped {count}: {reason}");
        if (measurements.Count > 0)
        {
            text.AppendLine();
            string device = onEmulator ? "emulator" : machine.Device!;
            Table(text,
            [
                ["benchmark", "size", device, "CPU", "CPU / device", "GB/s", "of a copy", "TFLOP/s"],
                .. measurements.Select(m => (string[])
                [
                    m.Name, m.Size, Time(m.DeviceSeconds), Time(m.CpuSeconds), Number(m.Ratio, "F1"), m.Bytes > 0 ? Number(m.Bandwidth / 1e9, "N0") : "",
                    PartOfCopy(m) is { } part ? Number(part, "P0") : "", m.Flops > 0 ? Number(m.Flops / m.DeviceSeconds / 1e12, "F2") : "",
                ]),
            ]);
        }
        text.AppendLine();
        text.AppendLine($"{tests.Sum(t => t.Passed)} passed, {tests.Sum(t => t.Failed.Count)} failed, {tests.Sum(t => t.Skipped)} skipped in {Number(time.TotalSeconds, "F0")} s on {(onEmulator ? "the emulator" : machine.Device)}");
        return text.ToString();
    }

    /// <summary>Everything, for other programs.</summary>
    public string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("device", onEmulator ? "the emulator" : machine.Device);
            json.WriteNumber("computeCapability", machine.ComputeCapability);
            json.WriteNumber("seconds", Math.Round(time.TotalSeconds, 1));
            Objects(json, "libraries", machine.Libraries, l =>
            {
                json.WriteString("name", l.Name);
                json.WriteString("path", l.Path);
                json.WriteString("version", l.Version);
            });
            Objects(json, "tests", tests, t =>
            {
                json.WriteString("name", t.Name);
                json.WriteNumber("passed", t.Passed);
                json.WriteNumber("failed", t.Failed.Count);
                json.WriteNumber("skipped", t.Skipped);
                json.WriteNumber("seconds", Math.Round(t.Time.TotalSeconds, 1));
                Objects(json, "failures", t.Failed, f =>
                {
                    json.WriteString("test", f.Test);
                    json.WriteString("message", f.Message);
                });
            });
            Objects(json, "benchmarks", measurements, m =>
            {
                json.WriteString("name", m.Name);
                json.WriteString("size", m.Size);
                json.WriteNumber("deviceSeconds", m.DeviceSeconds);
                if (double.IsFinite(m.CpuSeconds))
                    json.WriteNumber("cpuSeconds", m.CpuSeconds);
                if (m.Bytes > 0)
                    json.WriteNumber("bytesPerSecond", m.Bandwidth);
                if (PartOfCopy(m) is { } part)
                    json.WriteNumber("partOfCopy", part);
                if (m.Flops > 0)
                    json.WriteNumber("flopsPerSecond", m.Flops / m.DeviceSeconds);
            });
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Objects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Table(StringBuilder text, string[][] rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => column < 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }

    private static string Time(double seconds) => double.IsNaN(seconds) ? "" : seconds < 1e-3 ? Number(seconds * 1e6, "F1") + " us" : Number(seconds * 1e3, "F2") + " ms";

    private static string Number(double value, string format) => double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
}
