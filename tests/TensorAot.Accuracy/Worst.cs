namespace TensorAot.Accuracy;

/// <summary>The largest error so far, and where.</summary>
internal readonly record struct Worst(double Error, double[] At)
{
    public static Worst None => new(0, []);

    public static Worst Of(Worst a, Worst b) => b.Error > a.Error ? b : a;

    public override string ToString() => At.Length == 0 ? "" : string.Join(", ", At.Select(x => x.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
}
