using System.Runtime.CompilerServices;

namespace TensorAot.Build;

/// <summary>The program behind the targets: <c>TensorAot.Build report|baseline|verify|kernels options.txt ...</c>. Errors are lines that MSBuild understands.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [var command, _, ..] || !arguments.Skip(1).All(File.Exists))
        {
            Console.Error.WriteLine("usage: TensorAot.Build report|baseline|verify|kernels options.txt ...");
            return 2;
        }
        var options = new Options(arguments.Skip(1).SelectMany(File.ReadAllLines));
        Assemblies.Resolve(options);
        return Run(command, options);
    }

    // In a method of its own: what it names can only be found after Main has said where.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string command, Options options) => Commands.Run(command, options, Console.Out);
}
