using System.Globalization;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// The kernels that sort few long rows, whose tiles are blocks': one that makes keys, and three for each byte of them
/// (gpu-kernels/sort.cuh). Sorted keys and their positions then lie in the first or the second of the routine's buffers.
/// </summary>
/// <param name="routine">The routine.</param>
/// <param name="key">The type of keys.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="length">Their length.</param>
/// <param name="inner">How far apart neighbours of a row lie.</param>
internal sealed class CudaLongSort(CudaRoutine routine, string key, Dim rows, Dim length, Dim inner)
{
    private readonly Dim _tiles = CudaSorts.Tiles(length);
    private readonly ScratchParameter _counts = routine.Shared(DType.Int32, rows * CudaSorts.Tiles(length) * 256);
    private readonly ScratchParameter _moved = routine.Shared(DType.Int32, rows * (Passes(routine) + 1));

    /// <summary>Prints them.</summary>
    /// <param name="isDescending">The order.</param>
    public void Print(Func<CudaSignature, string> isDescending)
    {
        string type = CudaSyntax.TypeName(routine.Inputs[0].DType);
        Dim outer = routine.Sizes[0];
        routine.Launch(rows * length, signature =>
            $"MakeKeys<{key}, {type}, {signature.IndexType}>({signature.Pointer(routine.Inputs[0])}, ({key}*){signature.Pointer(routine.Scratch[0])}, {signature.Pointer(routine.Scratch[2])}, "
            + $"{signature.Scratch(_moved)}, {signature.Size(outer)}, {signature.Size(length)}, {signature.Size(inner)}, {isDescending(signature)})");
        for (int pass = 0; pass < Passes(routine); pass++)
            PrintPass(pass);
    }

    /// <summary>The two buffers of positions.</summary>
    public string Orders(CudaSignature signature) => $"{signature.Pointer(routine.Scratch[2])}, {signature.Pointer(routine.Scratch[3])}";

    /// <summary>Which of the buffers each row lies in at the end.</summary>
    public string Moved(CudaSignature signature) => $"{signature.Scratch(_moved)} + {signature.Size(rows * Passes(routine))}";

    private void PrintPass(int pass)
    {
        string number = pass.ToString(CultureInfo.InvariantCulture);
        string Cut(CudaSignature signature) => $"{signature.Size(rows)}, {signature.Size(length)}, {signature.Size(_tiles)}, {number}";
        routine.Launch(CudaSorts.Rows(rows * _tiles), signature =>
            $"CountBytes<{key}, {signature.IndexType}>(({key}*){signature.Pointer(routine.Scratch[0])}, ({key}*){signature.Pointer(routine.Scratch[1])}, "
            + $"{signature.Scratch(_moved)}, {signature.Scratch(_counts)}, {Cut(signature)})");
        routine.Launch(CudaSorts.Rows(rows), signature => $"PlaceBytes<{signature.IndexType}>({signature.Scratch(_counts)}, {signature.Scratch(_moved)}, {Cut(signature)})");
        routine.Launch(CudaSorts.Rows(rows * _tiles), signature =>
            $"MoveTile<{key}, {signature.IndexType}>({CudaSorts.Scratch(routine, signature)}, {signature.Scratch(_moved)}, {signature.Scratch(_counts)}, {Cut(signature)})");
    }

    /// <summary>A pass for each byte of the elements: keys of bytes and truth values have no others.</summary>
    private static int Passes(CudaRoutine routine) => routine.Inputs[0].DType.ByteSize();
}
