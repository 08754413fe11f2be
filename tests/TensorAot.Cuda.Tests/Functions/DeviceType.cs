namespace TensorAot.Cuda.Tests.Functions;

/// <summary>A scalar type of device functions: its C++ name, its C# twin, and how its values lie in memory.</summary>
internal sealed record DeviceType(string Name, Type Managed, int Size)
{
    private static readonly DeviceType[] All =
    [
        new("float", typeof(float), 4), new("double", typeof(double), 8), new("int", typeof(int), 4),
        new("long long", typeof(long), 8), new("bool", typeof(bool), 1),
    ];

    /// <summary>The type with this C++ name.</summary>
    public static DeviceType Of(string name) => All.First(type => type.Name == name);

    /// <summary>Arguments: special values, usual ones and random bit patterns; another sequence for each seed.</summary>
    public object[] Samples(int seed)
    {
        var random = new Random(seed);
        object[] values = Name switch
        {
            "float" => [.. SampleValues.Singles(random)],
            "double" => [.. SampleValues.Doubles(random)],
            "int" => [.. SampleValues.Integers(random).Select(value => (int)value)],
            "long long" => [.. SampleValues.Integers(random)],
            _ => [.. SampleValues.Integers(random).Select(value => (value & 1) != 0)],
        };
        random.Shuffle(values);
        return values[..SampleValues.Count];
    }

    /// <summary>The bytes of values in memory.</summary>
    public byte[] ToBytes(object[] values) => [.. values.SelectMany(ToBytes)];

    /// <summary>The values that lie in memory.</summary>
    public object[] FromBytes(byte[] bytes) =>
        [.. Enumerable.Range(0, bytes.Length / Size).Select(i => FromBytes(bytes.AsSpan(i * Size, Size)))];

    /// <summary>Whether two values have the same bits, or both are NaN.</summary>
    public bool SameBits(object a, object b) =>
        (a, b) is (float.NaN, float.NaN) or (double.NaN, double.NaN) || ToBytes(a).AsSpan().SequenceEqual(ToBytes(b));

    private static byte[] ToBytes(object value) => value switch
    {
        float single => BitConverter.GetBytes(single),
        double number => BitConverter.GetBytes(number),
        int integer => BitConverter.GetBytes(integer),
        long wide => BitConverter.GetBytes(wide),
        _ => [(bool)value ? (byte)1 : (byte)0],
    };

    private object FromBytes(ReadOnlySpan<byte> bytes) => Name switch
    {
        "float" => BitConverter.ToSingle(bytes),
        "double" => BitConverter.ToDouble(bytes),
        "int" => BitConverter.ToInt32(bytes),
        "long long" => BitConverter.ToInt64(bytes),
        _ => bytes[0] != 0,
    };
}
