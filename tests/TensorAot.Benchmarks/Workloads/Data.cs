using System.Globalization;
using System.Numerics;
using System.Text;

namespace TensorAot.Benchmarks.Workloads;

/// <summary>An array of a workload: an input, a result or state.</summary>
/// <param name="name">Its name in the peers' script.</param>
internal abstract class Data(string name)
{
    public string Name { get; } = name;

    public abstract int Length { get; }

    /// <summary>Writes it as NumPy's .npy file, version 1.0.</summary>
    public abstract void Write(string folder);

    /// <summary>Returns it to what it started with.</summary>
    public abstract void Reset();

    public abstract double[] ToDoubles();

    /// <summary>The magic number, the version and a dictionary that is padded so that the data start on a multiple of 64.</summary>
    protected static byte[] Header(string type, ReadOnlySpan<int> lengths)
    {
        string shape = string.Concat(lengths.ToArray().Select(length => length.ToString(CultureInfo.InvariantCulture) + ","));
        string dictionary = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}";
        const int Prefix = 10;
        string padded = dictionary.PadRight((Prefix + dictionary.Length + 64) / 64 * 64 - Prefix - 1) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)(padded.Length & 255), (byte)(padded.Length >> 8), .. Encoding.ASCII.GetBytes(padded)];
    }
}

/// <inheritdoc/>
/// <typeparam name="T">float, double or int.</typeparam>
internal sealed class Data<T> : Data
    where T : unmanaged, INumber<T>
{
    private readonly int[] _lengths;
    private readonly Func<Span<T>> _memory;
    private readonly T[] _initial;

    /// <summary>An array, by default a vector.</summary>
    public Data(string name, T[] values, params ReadOnlySpan<int> lengths)
        : this(name, () => values, values, lengths)
    {
        Values = values;
    }

    /// <summary>State of a model.</summary>
    public Data(string name, Shared<T> state)
        : this(name, () => state.Span, state.Value, state.Lengths)
    {
        Values = _initial;
    }

    private Data(string name, Func<Span<T>> memory, T[] initial, ReadOnlySpan<int> lengths)
        : base(name)
    {
        _memory = memory;
        _initial = [.. initial];
        _lengths = lengths.Length == 0 ? [initial.Length] : lengths.ToArray();
        Values = initial;
    }

    /// <summary>The array itself; of state, what it started with.</summary>
    public T[] Values { get; }

    public override int Length => _initial.Length;

    public override void Write(string folder)
    {
        using FileStream file = File.Create(Path.Combine(folder, Name + ".npy"));
        string kind = typeof(T) == typeof(int) ? "i" : "f";
        file.Write(Header($"<{kind}{System.Runtime.CompilerServices.Unsafe.SizeOf<T>()}", _lengths));
        file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes((ReadOnlySpan<T>)_initial));
    }

    public override void Reset() => _initial.CopyTo(_memory());

    public override double[] ToDoubles()
    {
        ReadOnlySpan<T> values = _memory();
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
            wide[i] = double.CreateChecked(values[i]);
        return wide;
    }
}
