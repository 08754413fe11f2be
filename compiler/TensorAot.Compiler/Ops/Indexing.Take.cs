using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>What an index that is out of range means: the values of <c>TensorAot.IndexMode</c>.</summary>
internal enum IndexMode
{
    /// <summary>An exception; a negative index counts from the end.</summary>
    Throw,

    /// <summary>The first or the last element.</summary>
    Clip,

    /// <summary>The remainder.</summary>
    Wrap,
}

/// <summary>The attribute of <see cref="Indexing.CheckedChoice"/>: how many values there are to choose from.</summary>
internal sealed record ChoiceAttribute(int Count)
{
    public override string ToString() => $"of {Count}";
}

// Elements at indices, as functions.
public static partial class Indexing
{
    public static readonly Op Take = Calls.Macro("Take",
        "The elements of x at indices along an axis, whose place the shape of the indices takes; without an axis, of x as a vector. A negative index counts from the end, and one out of range throws before anything is written; with IndexMode.Clip it means the first or the last element, with IndexMode.Wrap its remainder (as NumPy).",
        c =>
        {
            Node x = c.Node("x"), flat = c.Has("axis") ? x : Reshape(x, Shape.Of(x.Shape.ElementCount));
            return Taken(flat, c.Node("indices"), c.Axes("axis", x.Rank)?[0] ?? 0, (IndexMode)(c["mode"] as int? ?? 0));
        },
        s =>
        [
            s.Expect(Taken(s.Input(4), Evens(s, 3) - 4, 0, IndexMode.Throw), v => new NdArray([3], [v[0].Values[0], v[0].Values[2], v[0].Values[0]])),
            s.Expect(Taken(s.Input(2, 3), Evens(s, 3) - 1, 1, IndexMode.Clip), v => new NdArray([2, 3], [v[0][0, 0], v[0][0, 1], v[0][0, 2], v[0][1, 0], v[0][1, 1], v[0][1, 2]])),
            s.Expect(Taken(s.Input(3), (2 * Sources.NewIota(s.Graph, DType.Int64, 4)) - 2, 0, IndexMode.Wrap), v => new NdArray([4], [v[0].Values[1], v[0].Values[0], v[0].Values[2], v[0].Values[1]])),
        ], DTypes.All.ToEquatableArray());

    public static readonly Op TakeAlongAxis = Calls.Macro("TakeAlongAxis",
        "The elements of each row of x along an axis at that row's own indices: [..., i, ...] of x at [..., indices[..., i, ...], ...]. Indices have the rank of x and its sizes besides the axis, or 1. A negative index counts from the end; one out of range throws before anything is written.",
        c => Along(c.Node("x"), c.Node("indices"), c.Axes("axis", c.Node("x").Rank)![0]),
        s =>
        [
            s.Expect(Along(s.Input(3), Evens(s, 2), 0), v => new NdArray([2], [v[0].Values[0], v[0].Values[2]])),
            s.Expect(Along(s.Input(2, 3), ExpandDims(Sources.NewIota(s.Graph, DType.Int32, 2), 1) - 2, 1), v => new NdArray([2, 1], [v[0][0, 1], v[0][1, 2]])),
            s.Expect(Along(s.Input(3, 2), ExpandDims(Evens(s, 2), 1), 0), v => new NdArray([2, 2], [v[0][0, 0], v[0][0, 1], v[0][2, 0], v[0][2, 1]])),
        ], DTypes.All.ToEquatableArray());

    public static readonly Op Choose = Calls.Macro("Choose",
        "Element by element, that of the tensor whose number the index says; shapes broadcast. All tensors are computed. An index that is negative or too large throws before anything is written. The gradient goes to the tensor that was chosen.",
        c => Chosen(c.Graph, c.Node("indices"), c.Nodes("xs"), Calls.Subject(c.Graph, c.Op)),
        s => [s.Expect(Chosen(s.Graph, Sources.NewIota(s.Graph, DType.Int32, 3), [s.Input(3), s.Input(2, 1), s.Input()], "Choose"), v => NdArray.Generate([2, 3], i => v[i[1]].AtBroadcast(i)))],
        DTypes.All.ToEquatableArray());

    /// <summary>Not a check of the index itself: choices that turn out to be the same value need no index, and the check stays all the same.</summary>
    public static readonly Op CheckedChoice = new("CheckedChoice", OpKind.View)
    {
        Doc = "x itself, after a check that every element of an index lies from 0 to the number of choices, exclusive; otherwise it throws before anything is written. The gradient passes unchanged, after the same check.",
        Type = r =>
        {
            TypeRules.RequireDType(r, r.Inputs[1].DType, DTypes.Indices);
            return r.Inputs[0];
        },
        Reference = r => r.Inputs[0],
        Gradient = r => [r.Graph.Add(CheckedChoice!, r.Output.Attribute, r.Gradient, r.Inputs[1]), null],
        Batch = r => r.Graph.Add(CheckedChoice!, r.Output.Attribute, r.Batched(0), r.Inputs[1]),
        View = (_, index) => index,
        CanFail = true,
        Check = new CheckCode(CheckKind.LabelInRange, 1, n => ((ChoiceAttribute)n.Attribute!).Count),
        Samples = s =>
        [
            .. new[] { s.Input(2, 3), s.Input(), s.Input(0, 3) }.Select(x => s.Graph.Add(CheckedChoice!, new ChoiceAttribute(3), x, Sources.NewIota(s.Graph, DType.Int32, 3))),
        ],
    };

    public static readonly Op OneHot = Calls.Macro("OneHot",
        "1 at each label along a new last axis of a given size, 0 elsewhere: [...] gives [..., classes]. A label out of range has a row of zeros.",
        c => Hot(c.Node("labels"), Calls.SizeOf(c, "classes"), c.TypeArgument!.Value),
        s => [s.Expect(Hot(Evens(s, 3), 4, s.DType), _ => NdArray.Generate([3, 4], i => i[1] == 2 * i[0] ? 1 : 0)), s.Expect(Hot(Squeeze(Evens(s, 1), 0), 2, s.DType), _ => new NdArray([2], [1, 0]))],
        DTypes.All.ToEquatableArray());

    /// <summary>Refuses indices that do not have one axis for each of the tensor's.</summary>
    internal static void RequireSameRank(Node x, Node indices)
    {
        string subject = Calls.Subject(x.Graph, TakeAlongAxis);
        if (!DTypes.Indices.Contains(indices.DType))
            throw new GraphException(DiagnosticRules.IndexNotInteger, subject, indices.DType.CSharpName());
        if (indices.Rank != x.Rank || x.Rank == 0)
            throw new GraphException(DiagnosticRules.RankNotSupported, subject, indices.Shape, indices.Rank, $"{x.Rank}, as the tensor has, and at least 1");
    }

    private static Node Taken(Node x, Node indices, int axis, IndexMode mode)
    {
        if (mode == IndexMode.Throw)
            return Gather(x, indices, axis);
        Node size = Size(x.Graph, x.Shape[axis], indices.DType), zero = Constant(indices, 0);
        return Gather(x, mode == IndexMode.Clip ? Clip(indices, zero, size - 1) : Remainder(Remainder(indices, size) + size, size), axis);
    }

    private static Node Along(Node x, Node indices, int axis)
    {
        RequireSameRank(x, indices);
        return x.Rank == 1 ? Gather(x, indices, 0) : NodeOperators.TakeAlongAxis(x, MergedPlaces.Checked(indices, x.Shape[axis]), axis);
    }

    private static Node Chosen(Graph graph, Node indices, Node[] xs, string subject)
    {
        if (xs.Length == 0)
            throw new GraphException(DiagnosticRules.NothingToJoin, subject);
        Node result = xs[xs.Length - 1];
        for (int k = xs.Length - 2; k >= 0; k--)
            result = Where(Equal(indices, Constant(indices, k)), xs[k], result);
        result = BroadcastTo(result, Broadcasting.Join(new TypeRequest(graph, Choose, [], null), indices.Shape, result.Shape));
        return graph.Add(CheckedChoice, new ChoiceAttribute(xs.Length), result, indices);
    }

    private static Node Hot(Node labels, Dim classes, DType dtype)
    {
        if (!DTypes.Indices.Contains(labels.DType))
            throw new GraphException(DiagnosticRules.IndexNotInteger, Calls.Subject(labels.Graph, OneHot), labels.DType.CSharpName());
        return Cast(Equal(ExpandDims(labels, labels.Rank), Sources.NewIota(labels.Graph, labels.DType, classes)), dtype);
    }

    /// <summary>For samples: 0, 2, 4, ...</summary>
    private static Node Evens(OpSamples s, int count) => 2 * Sources.NewIota(s.Graph, DType.Int32, count);
}
