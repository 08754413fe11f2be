using System.Diagnostics;
using System.Globalization;

namespace TensorAot.Examples;

/// <summary>The progress of a training: one line that is redrawn in a terminal, ten plain lines elsewhere.</summary>
/// <param name="title">What is trained.</param>
/// <param name="total">The number of epochs.</param>
/// <param name="unit">What one row of the data is, in the plural.</param>
internal sealed class ProgressBar(string title, int total, string unit)
{
    private const int Width = 30;
    private const int PlainLines = 10;
    private const double RedrawSeconds = 0.05;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _rows;
    private double _lastDrawn = double.NegativeInfinity;

    /// <summary>Reports a finished epoch.</summary>
    /// <param name="epoch">How many are finished.</param>
    /// <param name="cost">Its mean cost.</param>
    /// <param name="rows">How many rows it trained on.</param>
    public void Report(int epoch, double cost, int rows)
    {
        _rows += rows;
        double seconds = _watch.Elapsed.TotalSeconds;
        if (Terminal.IsInteractive)
        {
            if (seconds - _lastDrawn < RedrawSeconds && epoch < total)
                return;
            Console.Write("\r" + Line(epoch, cost, seconds) + (epoch == total ? Environment.NewLine : ""));
            _lastDrawn = seconds;
        }
        else if (epoch % Math.Max(1, total / PlainLines) == 0 || epoch == total)
        {
            Console.WriteLine(Line(epoch, cost, seconds));
        }
    }

    private string Line(int epoch, double cost, double seconds)
    {
        int done = (int)((long)Width * epoch / total);
        string bar = new string('#', done) + new string('.', Width - done);
        double throughput = seconds > 0 ? _rows / seconds : 0;
        return string.Create(CultureInfo.InvariantCulture,
            $"{title,-20} [{bar}] {epoch,4}/{total}  cost {cost:F4}  {throughput,10:N0} {unit}/s");
    }
}
