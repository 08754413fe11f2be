namespace TensorAot.FileFuzz;

/// <summary>The formats that are read.</summary>
public enum FileFormat
{
    Npy,
    Npz,
    SafeTensors,
    Csv,
    Idx,
}
