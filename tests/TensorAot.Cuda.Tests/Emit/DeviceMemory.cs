using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emit;

/// <summary>The memory of one call of a <see cref="DeviceProgram"/>: a buffer for each storage, garbage until it is written.</summary>
internal sealed class DeviceMemory(Func<DimSymbol, long> sizes) : IDisposable
{
    private readonly Dictionary<Storage, DeviceBuffer<byte>> _storages = [];
    private readonly List<DeviceBuffer<byte>> _scratch = [];

    /// <summary>Copies values in.</summary>
    public void Write(Storage storage, object[] values) => Elements.ToBytes(storage.DType, values).CopyTo(Buffer(storage).Span);

    /// <summary>Copies values out.</summary>
    public object[] Read(Storage storage) => Elements.FromBytes(storage.DType, Buffer(storage).Span);

    /// <summary>The address of the first element.</summary>
    public nint Pointer(Storage storage) => Buffer(storage).Pointer;

    /// <summary>What is passed for a parameter of a kernel.</summary>
    public KernelArgument Argument(CudaParameter parameter) => parameter switch
    {
        StorageParameter storage => Buffer(storage.Storage),
        SizeParameter size => sizes(size.Size),
        PartialsParameter partials => Scratch(partials.Count.Evaluate(sizes) * partials.DType.ByteSize(), 0xA5),
        _ => Scratch(sizeof(uint), 0),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in _storages.Values.Concat(_scratch))
            buffer.Dispose();
    }

    private DeviceBuffer<byte> Buffer(Storage storage)
    {
        if (!_storages.TryGetValue(storage, out var buffer))
        {
            var bytes = storage.Type.Shape.ElementCount.Evaluate(sizes) * storage.DType.ByteSize();
            _storages.Add(storage, buffer = new DeviceBuffer<byte>((int)bytes));
        }
        return buffer;
    }

    private KernelArgument Scratch(long bytes, byte fill)
    {
        var buffer = new DeviceBuffer<byte>((int)bytes);
        buffer.Span.Fill(fill);
        _scratch.Add(buffer);
        return buffer;
    }
}
