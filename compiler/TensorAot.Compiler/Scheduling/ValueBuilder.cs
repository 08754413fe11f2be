using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Computes a node at an index: walks down through elementwise ops and views until it meets storage.</summary>
/// <param name="rank">The number of loop counters.</param>
/// <param name="stored">The value of a stored node at an index; null when the node is not stored.</param>
/// <param name="storageOf">The storage of a stored node or an input.</param>
internal sealed class ValueBuilder(int rank, Func<Node, IReadOnlyList<AffineIndex>, Value?> stored, Func<Node, Storage> storageOf)
{
    private readonly Dictionary<(Node, EquatableArray<AffineIndex>), Value> _known = [];
    private readonly List<(Node, EquatableArray<AffineIndex>)> _added = [];

    /// <summary>The value of a node at an index, one affine index for each axis. <paramref name="compute"/>: compute it even if it is stored.</summary>
    public Value Build(Node node, IReadOnlyList<AffineIndex> index, bool compute = false)
    {
        // Chains of views may be as long as the program.
        while (node.Op.Kind == OpKind.View && !compute && stored(node, index) is null)
        {
            index = node.Op.View!(node, index);
            node = node.Inputs[0];
        }
        (Node, EquatableArray<AffineIndex>) key = (node, index is EquatableArray<AffineIndex> array ? array : index.ToEquatableArray());
        if (_known.TryGetValue(key, out Value? value))
            return value;
        value = (compute ? null : stored(node, index)) ?? Compute(node, index);
        _known[key] = value;
        _added.Add(key);
        return value;
    }

    /// <summary>Keeps what was built since the last end for later values to share, or forgets it.</summary>
    public void End(bool keep)
    {
        if (!keep)
            foreach ((Node, EquatableArray<AffineIndex>) key in _added)
                _known.Remove(key);
        _added.Clear();
    }

    private Value Compute(Node node, IReadOnlyList<AffineIndex> index) => node.Op.Kind switch
    {
        OpKind.Source => Source(node, index),
        OpKind.Elementwise when node.Attribute is IotaAttribute iota => new IndexTerm(iota.DType, index[0]),
        OpKind.Elementwise => new CallTerm(node, Operands(node, index)) { Name = node.Graph.NameOf(node) },
        OpKind.View => Build(node.Inputs[0], node.Op.View!(node, index)),
        OpKind.Reshape => Load(storageOf(node.Inputs[0]), Storage.RowMajorStrides(node.Shape), index),
        OpKind.Gather => Gather(node, index),
        _ => throw new InvalidOperationException($"{node} has no storage"),
    };

    private Value[] Operands(Node node, IReadOnlyList<AffineIndex> index)
    {
        var operands = new Value[node.Inputs.Count];
        for (int i = 0; i < operands.Length; i++)
            operands[i] = Build(node.Inputs[i], Broadcast(index, node.Inputs[i].Shape));
        return operands;
    }

    private Value Source(Node node, IReadOnlyList<AffineIndex> index) => node.Attribute switch
    {
        ConstantAttribute constant => new ConstantTerm(constant.Value),
        SizeAttribute size => new SizeTerm(size.DType, size.Dim),
        _ => Load(storageOf(node), index),
    };

    /// <summary>An element of storage.</summary>
    public LoadTerm Load(Storage storage, IReadOnlyList<AffineIndex> index) => Load(storage, storage.Strides, index);

    /// <summary>An element of storage in loops of some counters.</summary>
    public static LoadTerm Load(Storage storage, IReadOnlyList<AffineIndex> index, int rank) => new(storage, At(storage.Strides, index, rank), []);

    private LoadTerm Load(Storage storage, EquatableArray<Dim> strides, IReadOnlyList<AffineIndex> index) => new(storage, At(strides, index, rank), []);

    /// <summary>The element number at an index.</summary>
    public static AffineIndex At(EquatableArray<Dim> strides, IReadOnlyList<AffineIndex> index, int rank)
    {
        AffineIndex at = AffineIndex.Fixed(Dim.Zero, rank);
        for (int axis = 0; axis < index.Count; axis++)
            at += index[axis] * strides[axis];
        return at;
    }

    /// <summary>The index in an operand of an elementwise op: right-aligned, sizes of 1 repeat.</summary>
    private IReadOnlyList<AffineIndex> Broadcast(IReadOnlyList<AffineIndex> index, Shape shape)
    {
        bool repeats = index.Count != shape.Rank;
        foreach (Dim size in shape.Dims)
            repeats |= size.IsOne;
        if (!repeats)
            return index;
        var own = new AffineIndex[shape.Rank];
        for (int axis = 0; axis < own.Length; axis++)
            own[axis] = shape.Dims[axis].IsOne ? AffineIndex.Fixed(Dim.Zero, rank) : index[index.Count - shape.Rank + axis];
        return own;
    }

    /// <summary>
    /// An element of the first input at places that the second gives along one axis. Views and reshapes of stored values are read
    /// through, without a copy.
    /// </summary>
    private Value Gather(Node node, IReadOnlyList<AffineIndex> index)
    {
        (Node data, Node places) = (node.Inputs[0], node.Inputs[1]);
        int axis = ((AxesAttribute)node.Attribute!).Axes[0];
        Node whole = Materialization.Gathered(data);
        Storage storage = storageOf(whole);
        AffineIndex through = Through(data, whole, storage);
        Value place = Build(places, [.. index.Skip(axis).Take(places.Rank)]);
        IReadOnlyList<AffineIndex> fixedIndex = [.. index.Take(axis), AffineIndex.Fixed(Dim.Zero, rank), .. index.Skip(axis + places.Rank)];
        return new LoadTerm(storage, At(through.Strides, fixedIndex, rank) + through.Offset, [new DynamicIndex(place, data.Shape[axis], through.Strides[axis])]);
    }

    /// <summary>Where an element of a view lies in what is below it: the strides are those of the view's axes.</summary>
    private static AffineIndex Through(Node view, Node whole, Storage storage)
    {
        IReadOnlyList<AffineIndex> index = [.. Enumerable.Range(0, view.Rank).Select(axis => AffineIndex.Counter(axis, view.Rank))];
        Node node = view;
        for (; node != whole && node.Op.Kind == OpKind.View; node = node.Inputs[0])
            index = node.Op.View!(node, index);
        return At(node == whole ? storage.Strides : Storage.RowMajorStrides(node.Shape), index, view.Rank);
    }
}
