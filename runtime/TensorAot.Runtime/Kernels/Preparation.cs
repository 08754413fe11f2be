using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime;

/// <summary>Compiles generated code, and what it uses of the runtime, before it is called. Under NativeAOT everything is compiled already.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Preparation
{
    /// <summary>Rows and columns of a product that is packed, and of one that is not.</summary>
    private const int PackedSize = 264, DirectSize = 40;

    private const DynamicallyAccessedMemberTypes Methods = DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods;

    /// <summary>Compiles the methods of a call frame, and its wide loops instead of those of the same names where the machine takes them.</summary>
    public static void Of([DynamicallyAccessedMembers(Methods)] Type frame, [DynamicallyAccessedMembers(Methods)] Type? wideLoops = null)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
            return;
        MethodInfo[] wide = wideLoops is not null && Vector512.IsHardwareAccelerated ? MethodsOf(wideLoops) : [];
        foreach (MethodInfo method in MethodsOf(frame).Where(m => wide.All(w => w.Name != m.Name)).Concat(wide))
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
    }

    /// <summary>All but generic ones, which are compiled for each type argument.</summary>
    private static MethodInfo[] MethodsOf([DynamicallyAccessedMembers(Methods)] Type type) =>
        [.. type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(m => !m.IsGenericMethodDefinition)];

    /// <summary>
    /// Computes small and large matrix products of an element type, with every order of the operands, on memory of its own: products
    /// are many methods, chosen by the processor and by the sizes, and threads to start.
    /// </summary>
    public static void Products<T>()
        where T : unmanaged
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
            return;
        nint elements = PackedSize * PackedSize;
        var memory = (T*)NativeMemory.AllocZeroed((nuint)(3 * elements), (nuint)sizeof(T));
        foreach (nint size in (ReadOnlySpan<nint>)[1, DirectSize, PackedSize])
            for (int order = 0; order < 4; order++)
                Multiply(memory, memory + elements, memory + (2 * elements), size, (order & 1) != 0, (order & 2) != 0);
        NativeMemory.Free(memory);
    }

    private static void Multiply<T>(T* a, T* b, T* c, nint rows, bool left, bool right)
        where T : unmanaged
    {
        nint n = rows == 1 ? PackedSize : rows;
        (nint ar, nint ac) = left ? (1, rows) : (n, (nint)1);
        (nint br, nint bc) = right ? (1, n) : (n, (nint)1);
        if (typeof(T) == typeof(float))
            Gemm.Multiply(rows, n, n, (float*)a, ar, ac, (float*)b, br, bc, (float*)c, n);
        else if (typeof(T) == typeof(double))
            Gemm.Multiply(rows, n, n, (double*)a, ar, ac, (double*)b, br, bc, (double*)c, n);
    }
}
