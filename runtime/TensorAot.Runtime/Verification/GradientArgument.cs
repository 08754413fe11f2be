using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Verification;

/// <summary>A number or an array of any rank, seen as a list of numbers.</summary>
/// <param name="value">The number or array.</param>
/// <param name="name">What the call wrote for it.</param>
internal sealed class GradientArgument<T>(object value, string name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <exception cref="ArgumentException">It is neither a number nor an array of the element type.</exception>
    public static GradientArgument<T> Of(object? value, string name) => value switch
    {
        T => new(value, name),
        Array array when array.GetType().GetElementType() == typeof(T) => new(array, name),
        null => throw new ArgumentNullException(name),
        _ => throw new ArgumentException($"{name} is {value.GetType().Name}: expected {typeof(T).Name} or an array of it.", name),
    };

    public string Name => name;

    public int Count => value is Array array ? array.Length : 1;

    public string Shape => value is Array array ? $"[{string.Join(", ", Enumerable.Range(0, array.Rank).Select(array.GetLength))}]" : "[]";

    public double this[int place] => double.CreateChecked(value is T number ? number : Elements((Array)value)[place]);

    /// <summary>The index of an element, as C# writes it.</summary>
    public string IndexOf(int place)
    {
        if (value is not Array array)
            return "";
        var index = new string[array.Rank];
        for (int axis = array.Rank - 1; axis >= 0; axis--)
        {
            index[axis] = (place % array.GetLength(axis)).ToString(CultureInfo.InvariantCulture);
            place /= array.GetLength(axis);
        }
        return $"[{string.Join(", ", index)}]";
    }

    /// <summary>A copy in which some elements have other values.</summary>
    public object With(Func<int, T, T> element)
    {
        if (value is T number)
            return element(0, number);
        var copy = (Array)((Array)value).Clone();
        Span<T> elements = Elements(copy);
        for (int i = 0; i < elements.Length; i++)
            elements[i] = element(i, elements[i]);
        return copy;
    }

    private static Span<T> Elements(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
}
