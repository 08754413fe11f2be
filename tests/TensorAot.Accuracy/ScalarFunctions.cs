using System.Reflection;

namespace TensorAot.Accuracy;

/// <summary>The runtime's functions of one element.</summary>
internal static class ScalarFunctions
{
    public static Func<T[], T> Of<T>(string name, int arguments)
    {
        MethodInfo method = typeof(Runtime.Functions).GetMethod(name, [.. Enumerable.Repeat(typeof(T), arguments)])
            ?? throw new MissingMethodException($"Functions.{name} of {arguments} values of {typeof(T).Name}");
        switch (arguments)
        {
            case 1:
                var one = method.CreateDelegate<Func<T, T>>();
                return x => one(x[0]);
            case 2:
                var two = method.CreateDelegate<Func<T, T, T>>();
                return x => two(x[0], x[1]);
            default:
                var three = method.CreateDelegate<Func<T, T, T, T>>();
                return x => three(x[0], x[1], x[2]);
        }
    }
}
