using System.Reflection;
using TensorAot.Compiler.Programs;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>The printed functions of a program as delegates, found by name: over single values and over pairs.</summary>
internal static class FunctionTable
{
    public static IEnumerable<TestCaseData> Programs(LaneType type) =>
        Library.All.Where(p => p.LaneType == type).Select(p => new TestCaseData(p).SetArgDisplayNames(p.Name));

    public static Func<T[], T> Scalar<T>(Program program)
    {
        if (program.Parameters.Count == 1)
        {
            var unary = Find<T>(program).CreateDelegate<Func<T, T>>();
            return a => unary(a[0]);
        }

        var binary = Find<T>(program).CreateDelegate<Func<T, T, T>>();
        return a => binary(a[0], a[1]);
    }

    public static Func<Pair<T>[], Pair<T>> OverPairs<T>(Program program)
        where T : unmanaged => Scalar<Pair<T>>(program);

    private static MethodInfo Find<T>(Program program) =>
        typeof(Runtime.Functions).GetMethod(program.Name, [.. program.Parameters.Select(_ => typeof(T))])
        ?? throw new MissingMethodException($"Functions.{program.Name}({typeof(T)})");
}
