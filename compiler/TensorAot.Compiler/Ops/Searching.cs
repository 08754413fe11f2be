using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Places in sorted vectors, counts between them, and distinct elements.</summary>
public static class Searching
{
    public static readonly Op SearchSorted = new("SearchSorted", OpKind.Routine)
    {
        Doc = "Where values belong in a vector that is sorted in ascending order, as int from 0 to its size: before equal elements, or after them with right (as NumPy). NaN counts as the largest value. If the vector is not sorted, the places are of no use, but within it.",
        Type = SearchType,
        DTypes = DTypes.Numbers,
        Reference = ReferenceSearch,
        NoGradient = "its result is a position, which does not vary",
        Build = c => Search(c.Graph, [.. c.Operands("sorted", "values")], c.Flag("right")),
        Batch = BatchSearch,
        Routine = new RoutineCode("Sorting.Search", SearchSizes) { Flops = RoutineWork.None },
        Samples = s =>
        [
            Search(s.Graph, [Steps(s, 4), s.Input(6)], right: false),
            Search(s.Graph, [Steps(s, 4), s.Input(2, 3)], right: true),
            Search(s.Graph, [Steps(s, 1), s.Input()], right: false),
            Search(s.Graph, [Steps(s, 0), s.Input(2)], right: true),
            Search(s.Graph, [BroadcastTo(Steps(s, 3), Shape.Of(2, 3)), s.Input(2, 5)], right: true, batchRank: 1),
        ],
    };

    public static readonly Op Digitize = Calls.Macro("Digitize",
        "The number of the interval of ascending bins in which each element lies, as int: i with bins[i - 1] <= x < bins[i], or bins[i - 1] < x <= bins[i] with right; 0 before the first and their number after the last (as NumPy). NaN lies after the last.",
        c =>
        {
            Node[] operands = c.Operands("x", "bins");
            return Search(c.Graph, [operands[1], operands[0]], !c.Flag("right"));
        },
        s =>
        [
            s.Expect(Search(s.Graph, [Steps(s, 3), s.Input(6)], right: true), v => NdArray.Generate([6], i => Enumerable.Range(0, 3).Count(k => k <= v[0].Values[i[0]]))),
            s.Expect(Search(s.Graph, [Steps(s, 3), s.Input(2, 2)], right: false), v => NdArray.Generate([2, 2], i => Enumerable.Range(0, 3).Count(k => k < v[0][i]))),
        ], DTypes.Numbers);

    public static readonly Op Histogram = Calls.Macro("Histogram",
        "How many elements of x lie between neighbouring edges, which ascend, as int: edges[i] <= x < edges[i + 1], the last interval with its end (as NumPy). Elements outside and NaN are not counted.",
        c =>
        {
            Node[] operands = c.Operands("x", "edges");
            return Count(operands[0], operands[1], Calls.Subject(c.Graph, c.Op));
        },
        s => [s.Expect(Count(s.Input(9), Steps(s, 4), "Histogram"), v => NdArray.Generate([3], i => v[0].Values.Count(x => x >= i[0] && (x < i[0] + 1 || (i[0] == 2 && x == 3)))))],
        DTypes.Numbers);

    private static SearchAttribute Attribute(Node search) => (SearchAttribute)search.Attribute!;

    private static Node Search(Graph graph, Node[] operands, bool right, int batchRank = 0) =>
        graph.Add(SearchSorted, new SearchAttribute(batchRank, right), operands);

    private static TensorType SearchType(TypeRequest request)
    {
        (TensorType sorted, TensorType values) = (request.Inputs[0], request.Inputs[1]);
        TypeRules.SameDType(request);
        int batch = ((SearchAttribute)request.Attribute!).BatchRank;
        TypeRules.RequireRank(request, sorted, sorted.Rank == batch + 1, $"{batch + 1}");
        TypeRules.RequireRank(request, values, values.Rank >= batch, $"at least {batch}");
        for (int axis = 0; axis < batch; axis++)
            if (Broadcasting.TryUnify(request, sorted.Shape[axis], values.Shape[axis]) is null)
                throw new GraphException(DiagnosticRules.JoinShapesDiffer, request.Subject, sorted.Shape, values.Shape, axis, sorted.Shape[axis], values.Shape[axis]);
        return values with { DType = DType.Int32 };
    }

    /// <summary>Outer, length, count, right: [outer, count] values in [outer, length].</summary>
    private static EquatableArray<Dim> SearchSizes(Node search)
    {
        (Shape sorted, Shape values, int batch) = (search.Inputs[0].Shape, search.Inputs[1].Shape, Attribute(search).BatchRank);
        return [Shape.Of(sorted.Dims.Take(batch)).ElementCount, sorted[batch], Shape.Of(values.Dims.Skip(batch)).ElementCount, Attribute(search).Right ? 1 : 0];
    }

    /// <summary>One vector for all examples may be searched for values of any shape.</summary>
    private static Node BatchSearch(BatchRequest request)
    {
        SearchAttribute attribute = Attribute(request.Output);
        return !request.IsBatched[0] && attribute.BatchRank == 0
            ? request.Graph.Add(SearchSorted, attribute, request.Inputs)
            : request.Graph.Add(SearchSorted, attribute with { BatchRank = attribute.BatchRank + 1 }, request.Batched(0), request.Batched(1));
    }

    private static NdArray ReferenceSearch(ReferenceRequest request)
    {
        (NdArray sorted, NdArray values, SearchAttribute attribute) = (request.Inputs[0], request.Inputs[1], Attribute(request.Node));
        return NdArray.Generate(request.Shape, index =>
        {
            double value = values[index];
            int[] row = [.. index.Take(attribute.BatchRank)];
            return Enumerable.Range(0, sorted.Shape[attribute.BatchRank]).Select(k => sorted[[.. row, k]])
                .Count(s => s < value || (double.IsNaN(value) && !double.IsNaN(s)) || (attribute.Right && (s == value || double.IsNaN(value))));
        });
    }

    private static Node Count(Node x, Node edges, string subject)
    {
        if (edges.Rank != 1)
            throw new GraphException(DiagnosticRules.RankNotSupported, subject, edges.Shape, edges.Rank, "1, the edges");
        Calls.RequireNotEmpty(x.Graph, Histogram, edges, [0]);
        Node sorted = Tuples.Of(SortWithPositions(Reshape(x, Shape.Of(x.Shape.ElementCount)), 0, descending: false), 0);
        Dim intervals = edges.Shape[0] - 1;
        Node starts = Search(x.Graph, [sorted, Indexing.Part(edges, 0, 0, intervals)], right: false);
        Node end = Search(x.Graph, [sorted, Indexing.Part(edges, 0, intervals, 1)], right: true);
        Node below = Concatenate([starts, end], 0);
        return Indexing.Part(below, 0, 1, intervals) - Indexing.Part(below, 0, 0, intervals);
    }

    /// <summary>For samples: 0, 1, 2, ... as the element type under test.</summary>
    private static Node Steps(OpSamples s, int count) => Sources.NewIota(s.Graph, s.DType, count);
}
