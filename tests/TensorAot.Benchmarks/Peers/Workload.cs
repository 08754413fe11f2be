using System.Runtime.InteropServices;

namespace TensorAot.Benchmarks.Peers;

/// <summary>A piece of work that TensorAot and its peers do on the same inputs.</summary>
/// <param name="name">Its name in the peers' script, such as <c>W1</c>.</param>
/// <param name="elementType"><c>float32</c> or <c>float64</c>.</param>
/// <param name="title">What it does.</param>
internal abstract class Workload(string name, string elementType, string title)
{
    public string Name { get; } = name;

    public string ElementType { get; } = elementType;

    public string Title { get; } = title;

    public string Row => $"{Name} {ElementType}";

    /// <summary>How far two right results may differ, relative to the largest value of an array.</summary>
    public double Tolerance => ElementType == "float32" ? 2e-5 : 1e-12;

    /// <summary>Writes what the peers start from: one file of raw values for each array.</summary>
    public abstract void WriteInputs(string folder);

    /// <summary>Returns all state to where it started.</summary>
    public abstract void Reset();

    /// <summary>Does the work once.</summary>
    /// <param name="rate">The learning rate of a training step.</param>
    public abstract void Step(double rate);

    /// <summary>The arrays that a peer must reproduce.</summary>
    public abstract IReadOnlyList<double[]> Results();

    protected static void Write<T>(string folder, string array, ReadOnlySpan<T> values)
        where T : unmanaged =>
        File.WriteAllBytes(Path.Combine(folder, array + ".bin"), MemoryMarshal.AsBytes(values));

    protected static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
            wide[i] = values[i];
        return wide;
    }

    /// <summary>Independent draws from 0 to <paramref name="classes"/> - 1.</summary>
    protected static int[] Labels(int count, int classes)
    {
        Random random = new(1);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
            labels[i] = random.Next(classes);
        return labels;
    }
}
