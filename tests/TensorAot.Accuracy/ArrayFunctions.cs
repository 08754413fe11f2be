using System.Reflection;

namespace TensorAot.Accuracy;

/// <summary>The runtime's functions over pairs, applied to arrays.</summary>
internal static class ArrayFunctions
{
    public static Action<T[][], T[]> Of<T>(string name, int arguments)
        where T : unmanaged
    {
        MethodInfo method = typeof(Runtime.Functions).GetMethod(name, [.. Enumerable.Repeat(typeof(Runtime.Pair<T>), arguments)])
            ?? throw new MissingMethodException($"Functions.{name} over {typeof(T).Name}");
        return arguments == 1 ? Unary(method.CreateDelegate<Func<Runtime.Pair<T>, Runtime.Pair<T>>>()) : Binary(method.CreateDelegate<Func<Runtime.Pair<T>, Runtime.Pair<T>, Runtime.Pair<T>>>());
    }

    private static Action<T[][], T[]> Unary<T>(Func<Runtime.Pair<T>, Runtime.Pair<T>> function)
        where T : unmanaged => (x, y) =>
        {
            for (int i = 0; i + Runtime.Pair<T>.Count <= y.Length; i += Runtime.Pair<T>.Count)
                function(Runtime.Pair<T>.Load(ref x[0][0], i)).Store(ref y[0], i);
        };

    private static Action<T[][], T[]> Binary<T>(Func<Runtime.Pair<T>, Runtime.Pair<T>, Runtime.Pair<T>> function)
        where T : unmanaged => (x, y) =>
        {
            for (int i = 0; i + Runtime.Pair<T>.Count <= y.Length; i += Runtime.Pair<T>.Count)
                function(Runtime.Pair<T>.Load(ref x[0][0], i), Runtime.Pair<T>.Load(ref x[1][0], i)).Store(ref y[0], i);
        };
}
