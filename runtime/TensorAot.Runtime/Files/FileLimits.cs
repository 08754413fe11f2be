namespace TensorAot.Files;

/// <summary>
/// How much a reader believes a file. A file beyond a limit is refused before memory is taken for what it claims; sizes are compared with the bytes
/// that are really there in any case.
/// </summary>
public sealed record FileLimits
{
    /// <summary>The limits of readers that are given none.</summary>
    public static FileLimits Default { get; } = new();

    /// <summary>The longest header of a .npy file or of an entry of an .npz file, in bytes: 64 KiB.</summary>
    public int NpyHeaderBytes { get; init; } = 64 << 10;

    /// <summary>The longest header of a .safetensors file, in bytes: 16 MiB.</summary>
    public int SafeTensorsHeaderBytes { get; init; } = 16 << 20;

    /// <summary>The most tensors in one .safetensors file: 65,536.</summary>
    public int SafeTensorsCount { get; init; } = 65_536;

    /// <summary>The most entries of an .npz file: 4,096.</summary>
    public int ArchiveEntries { get; init; } = 4096;

    /// <summary>The most axes of one array: 32.</summary>
    public int Rank { get; init; } = 32;

    /// <summary>The most bytes that a compressed file or a stream of unknown length may hold, all entries of an archive together: 4 GiB.</summary>
    public long UncompressedBytes { get; init; } = 4L << 30;

    /// <summary>The longest line of a CSV file, in characters: 16 Mi.</summary>
    public int CsvLineLength { get; init; } = 16 << 20;
}
