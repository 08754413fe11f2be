using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace TensorAot.Runtime;

/// <summary>Prints values of a graph. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class DataPrint
{
    private static readonly Lock s_lock = new();

    /// <summary>One line: the label, the type, minimum, maximum and mean; then the elements, if asked. The same text in every culture.</summary>
    /// <param name="data">The elements, dense and row-major.</param>
    /// <param name="label">What stands before them.</param>
    /// <param name="elements">Whether the elements are printed.</param>
    /// <param name="shape">The sizes.</param>
    public static void Write<T>(T* data, string label, bool elements, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        nint count = 1;
        foreach (int size in shape)
            count *= size;
        var text = new StringBuilder(label).Append(": ").Append(TypeName<T>());
        if (shape.Length > 0)
            text.Append('[').AppendJoin(", ", shape.ToArray()).Append(']');
        if (shape.Length == 0)
            text.Append(" = ").Append(Text(data[0]));
        else
            AppendFacts(text, data, count);
        if (elements && shape.Length > 0)
            AppendElements(text.Append('\n'), data, shape);
        lock (s_lock)
            GraphPrint.Output.WriteLine(text.ToString());
    }

    private static void AppendFacts<T>(StringBuilder text, T* data, nint count)
        where T : unmanaged
    {
        if (count == 0)
        {
            text.Append(", empty");
            return;
        }
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity, sum = 0;
        for (nint i = 0; i < count; i++)
        {
            double value = Number(data[i]);
            (least, greatest, sum) = (Math.Min(least, value), Math.Max(greatest, value), sum + value);
        }
        text.Append(CultureInfo.InvariantCulture, $", min {least}, max {greatest}, mean {sum / count}");
    }

    private static void AppendElements<T>(StringBuilder text, T* data, ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        text.Append('[');
        nint stride = 1;
        foreach (int size in shape[1..])
            stride *= size;
        for (int i = 0; i < shape[0]; i++)
        {
            if (i > 0)
                text.Append(shape.Length == 1 ? ", " : ",\n");
            if (shape.Length == 1)
                text.Append(Text(data[i]));
            else
                AppendElements(text, data + (i * stride), shape[1..]);
        }
        text.Append(']');
    }

    private static string Text<T>(T value)
        where T : unmanaged => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value is true ? "true" : "false";

    private static double Number<T>(T value)
        where T : unmanaged => value is bool flag ? (flag ? 1 : 0) : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string TypeName<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Byte => "byte",
        TypeCode.Boolean => "bool",
        _ => typeof(T).Name,
    };
}
