using System.Runtime.InteropServices;

namespace TensorAot.Cuda.Tests.Emulation;

/// <summary>CUDA text compiled for the CPU: what a loaded module is on a device.</summary>
internal sealed unsafe class EmulatedModule(nint library) : IDisposable
{
    /// <summary>Launches a kernel and waits for its end.</summary>
    /// <exception cref="KernelException">The kernel broke a rule of CUDA.</exception>
    public void Launch(
        string kernel, Extent grid, Extent block, ThreadOrder order, params ReadOnlySpan<KernelArgument> arguments)
    {
        var launch = (delegate* unmanaged<uint, uint, uint, uint, uint, uint, int, void**, byte*>)
            NativeLibrary.GetExport(library, "emu_launch_" + kernel);
        var pointers = stackalloc void*[arguments.Length + 1];
        byte* failure;
        fixed (KernelArgument* values = arguments)
        {
            for (var i = 0; i < arguments.Length; i++)
                pointers[i] = values + i;
            failure = launch(grid.X, grid.Y, grid.Z, block.X, block.Y, block.Z, (int)order, pointers);
        }
        if (failure != null)
            throw new KernelException(Marshal.PtrToStringUTF8((nint)failure)!);
    }

    /// <summary>Unloads the library.</summary>
    public void Dispose() => NativeLibrary.Free(library);
}
