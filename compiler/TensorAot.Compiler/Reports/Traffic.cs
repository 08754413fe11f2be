using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Reports;

/// <summary>What one pass over memory reads and writes. What it writes first and reads then is in the cache; scalars are no memory.</summary>
/// <param name="hosts">The results in whose memory temporaries lie.</param>
/// <param name="cached">Storage that never leaves the cache.</param>
internal sealed class Traffic(IReadOnlyDictionary<Storage, Storage> hosts, HashSet<Storage> cached)
{
    private readonly Dictionary<Storage, Access> _reads = [];
    private readonly Dictionary<Storage, Access> _writes = [];

    private sealed class Access(Dim elements)
    {
        public Dim Elements { get; set; } = elements;

        public HashSet<object> Places { get; } = [];
    }

    /// <summary>Notes that elements are read.</summary>
    /// <param name="storage">Of what.</param>
    /// <param name="elements">How many.</param>
    /// <param name="place">Which: the same place is read once.</param>
    public void Read(Storage storage, Dim elements, object place)
    {
        if (!_writes.ContainsKey(HostOf(storage)))
            Note(_reads, storage, elements, place);
    }

    /// <summary>Notes that elements are written.</summary>
    /// <param name="storage">Of what.</param>
    /// <param name="elements">How many.</param>
    /// <param name="place">Which: the same place is written once.</param>
    public void Write(Storage storage, Dim elements, object place) => Note(_writes, storage, elements, place);

    /// <summary>All of a tensor is read.</summary>
    public void Read(Storage storage) => Read(storage, storage.Type.Shape.ElementCount, storage);

    /// <summary>All of a tensor is written.</summary>
    public void Write(Storage storage) => Write(storage, storage.Type.Shape.ElementCount, storage);

    /// <summary>The bytes of all that was noted.</summary>
    public Dim Bytes => _reads.Concat(_writes).Aggregate(Dim.Zero, (sum, access) => sum + (access.Value.Elements * access.Key.DType.ByteSize()));

    private Storage HostOf(Storage storage) => hosts.TryGetValue(storage, out Storage? host) ? host : storage;

    // Parts of one tensor at several places (the neighbours of a stencil, the gates of a cell) are together no more than all of it.
    private void Note(Dictionary<Storage, Access> accesses, Storage storage, Dim elements, object place)
    {
        if (storage.IsScalar || cached.Contains(storage))
            return;
        storage = HostOf(storage);
        if (!accesses.TryGetValue(storage, out Access? access))
            accesses[storage] = access = new Access(elements);
        if (access.Places.Add(place) && access.Places.Count > 1)
            access.Elements = storage.Type.Shape.ElementCount;
    }
}
