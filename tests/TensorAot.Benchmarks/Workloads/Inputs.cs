using System.Numerics;

namespace TensorAot.Benchmarks.Workloads;

/// <summary>Random inputs, the same in every run.</summary>
internal static class Inputs
{
    public static Data<T> Normal<T>(string name, ulong seed, params ReadOnlySpan<int> lengths)
        where T : unmanaged, INumber<T> => new(name, Shared.Normal<T>(1, lengths, seed).Value, lengths);

    public static Data<T> Uniform<T>(string name, int seed, double low, double high, int length)
        where T : unmanaged, INumber<T>
    {
        Random random = new(seed);
        T[] values = new T[length];
        for (int i = 0; i < length; i++)
            values[i] = T.CreateChecked(low + (high - low) * random.NextDouble());
        return new(name, values);
    }

    /// <summary>Independent draws from 0 to <paramref name="classes"/> - 1.</summary>
    public static Data<T> Labels<T>(string name, int length, int classes)
        where T : unmanaged, INumber<T>
    {
        Random random = new(1);
        T[] labels = new T[length];
        for (int i = 0; i < length; i++)
            labels[i] = T.CreateChecked(random.Next(classes));
        return new(name, labels);
    }

    /// <summary>A place for results.</summary>
    public static Data<T> Room<T>(string name, int length)
        where T : unmanaged, INumber<T> => new(name, new T[length]);

    /// <summary><c>float32</c> or <c>float64</c>.</summary>
    public static string NameOf<T>() => typeof(T) == typeof(float) ? "float32" : "float64";
}
