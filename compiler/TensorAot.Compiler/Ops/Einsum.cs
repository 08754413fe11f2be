using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Sums of products by subscripts. What a letter means is known at build time, so a call becomes diagonals, sums, transposes, matrix
/// products and multiplications.
/// </summary>
public static class Summations
{
    /// <summary>What an unknown size counts as when the order of products is chosen.</summary>
    private const double UnknownSize = 100;

    /// <summary>A tensor whose axes have labels.</summary>
    private sealed record Term(Node Node, string[] Labels)
    {
        public int this[string label] => Array.IndexOf(Labels, label);

        public bool Has(string label) => Array.IndexOf(Labels, label) >= 0;
    }

    public static readonly Op Einsum = Calls.Macro("Einsum", "The sum of products that subscripts say: \"ij,jk->ik\" is the matrix product. Letters that the result lacks are summed; a letter twice in a term is a diagonal; an ellipsis stands for further axes, which broadcast; without -> the result has the letters that occur once, in alphabetical order. Several operands are multiplied in pairs, the pair with the least work first; pairs become matrix products where one is summed.",
        c => Build(c.Graph, (string)c["subscripts"]!, c.Nodes("xs"), Calls.Subject(c.Graph, c.Op)), EinsumSamples, DTypes.Signed);

    private static IEnumerable<Node> EinsumSamples(OpSamples s)
    {
        Node Of(string subscripts, Func<NdArray[], NdArray> formula, params Node[] xs) => s.Expect(Build(s.Graph, subscripts, xs, "Einsum"), formula);
        double Sum(int n, Func<int, double> term) => Enumerable.Range(0, n).Sum(term);
        yield return Of("ij,jk", v => NdArray.Generate([2, 4], i => Sum(3, j => v[0][i[0], j] * v[1][j, i[1]])), s.Input(2, 3), s.Input(3, 4));
        yield return Of("bij,bkj->bki", v => NdArray.Generate([2, 4, 3], i => Sum(2, j => v[0][i[0], i[2], j] * v[1][i[0], i[1], j])), s.Input(2, 3, 2), s.Input(2, 4, 2));
        yield return Of("ii->i", v => NdArray.Generate([3], i => v[0][i[0], i[0]]), s.Input(3, 3));
        yield return Of("ii", v => NdArray.Scalar(Sum(3, i => v[0][i, i])), s.Input(3, 3));
        yield return Of("ba", v => NdArray.Generate([3, 2], i => v[0][i[1], i[0]]), s.Input(2, 3));
        yield return Of("...ij,...j->...i", v => NdArray.Generate([2, 3], i => Sum(2, j => v[0][i[0], i[1], j] * v[1][0, j])), s.Input(2, 3, 2), s.Input(1, 2));
        yield return Of("i,j,k->kji", v => NdArray.Generate([2, 3, 2], i => v[0][i[2]] * v[1][i[1]] * v[2][i[0]]), s.Input(2), s.Input(3), s.Input(2));
        yield return Of("ij,jk,kl,l->i", v => NdArray.Generate([2], i => Sum(3, j => Sum(2, k => Sum(3, l => v[0][i[0], j] * v[1][j, k] * v[2][k, l] * v[3][l])))), s.Input(2, 3), s.Input(3, 2), s.Input(2, 3), s.Input(3));
        yield return Of("ij,ij->", v => NdArray.Scalar(Sum(2, i => Sum(3, j => v[0][i, j] * v[1][i, j]))), s.Input(2, 3), s.Input(2, 3));
        yield return Of("ij,ij->i", v => NdArray.Generate([2], i => Sum(3, j => v[0][i[0], j] * v[1][i[0], j])), s.Input(2, 3), s.Input(2, 3));
        yield return Of("abcd,cdae->be", v => NdArray.Generate([3, 2], i => Sum(2, a => Sum(2, c => Sum(2, d => v[0][a, i[0], c, d] * v[1][c, d, a, i[1]])))), s.Input(2, 3, 2, 2), s.Input(2, 2, 2, 2));
        yield return Of("ij,k->k", v => NdArray.Generate([2], i => Sum(2, a => Sum(3, b => v[0][a, b])) * v[1][i[0]]), s.Input(2, 3), s.Input(2));
        yield return Of(",i->i", v => NdArray.Generate([0], _ => 0), s.Input(), s.Input(0));
    }

    private static Node Build(Graph graph, string subscripts, Node[] xs, string subject)
    {
        EinsumSubscripts read = EinsumSubscripts.Parse(subscripts, xs, subject);
        Dictionary<string, Dim> sizes = Sizes(graph, read, xs, subscripts, subject);
        List<Term> terms = [.. xs.Select((x, i) => WithoutOnes(sizes, TakeDiagonals(new Term(x, read.Terms[i]))))];
        while (terms.Count > 1)
        {
            (int i, int j) = Cheapest(terms, read.Result, sizes);
            (Term a, Term b) = (terms[i], terms[j]);
            terms.RemoveAt(j);
            terms.RemoveAt(i);
            HashSet<string> needed = [.. read.Result, .. terms.SelectMany(t => t.Labels)];
            // In the place of the first: a chain of matrices stays in order, and its result needs no transpose.
            terms.Insert(i, Multiply(SumOut(a, l => needed.Contains(l) || b.Has(l)), SumOut(b, l => needed.Contains(l) || a.Has(l)), needed));
        }
        return InOrder(SumOut(terms[0], read.Result.Contains), read.Result, sizes);
    }

    /// <summary>The size of each label; a size of 1 gives way.</summary>
    private static Dictionary<string, Dim> Sizes(Graph graph, EinsumSubscripts read, Node[] xs, string subscripts, string subject)
    {
        var sizes = new Dictionary<string, Dim>(StringComparer.Ordinal);
        var from = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < xs.Length; i++)
            for (int axis = 0; axis < xs[i].Rank; axis++)
            {
                string label = read.Terms[i][axis];
                Dim size = graph.Constraints.Resolve(xs[i].Shape[axis]);
                // A letter twice in one term is a diagonal, where nothing broadcasts.
                int twin = Array.IndexOf(read.Terms[i], label, 0, axis);
                if (twin >= 0 && !graph.Constraints.TryRequireEqual(xs[i].Shape[twin], size, graph.Source))
                    throw new GraphException(DiagnosticRules.EinsumSizesDiffer, subject, label, subscripts, xs[i].Shape[twin], i + 1, xs[i].Shape, size, i + 1, xs[i].Shape);
                bool isFirst = !sizes.TryGetValue(label, out Dim? known);
                if (isFirst || graph.Constraints.Resolve(known!).IsOne)
                    (sizes[label], from[label]) = (size, i);
                else if (!size.IsOne && !graph.Constraints.TryRequireEqual(known!, size, graph.Source))
                    throw new GraphException(DiagnosticRules.EinsumSizesDiffer, subject, EinsumSubscripts.IsDots(label) ? "..." : label, subscripts, known!, from[label] + 1, xs[from[label]].Shape, size, i + 1, xs[i].Shape);
            }
        return sizes;
    }

    /// <summary>A letter that a term has twice takes a diagonal.</summary>
    private static Term TakeDiagonals(Term term)
    {
        while (term.Labels.GroupBy(l => l).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice)
        {
            int first = Array.IndexOf(term.Labels, twice), second = Array.IndexOf(term.Labels, twice, first + 1);
            Node diagonal = term.Node.Graph.Add(Diagonals.Diagonal, new DiagonalAttribute(0, first, second), term.Node);
            term = new Term(diagonal, [.. term.Labels.Where((_, axis) => axis != first && axis != second), twice]);
        }
        return term;
    }

    /// <summary>Axes of size 1 whose label is larger elsewhere broadcast: they leave the term.</summary>
    private static Term WithoutOnes(Dictionary<string, Dim> sizes, Term term)
    {
        DimConstraints constraints = term.Node.Graph.Constraints;
        int[] ones = [.. Enumerable.Range(0, term.Labels.Length).Where(axis => constraints.Resolve(term.Node.Shape[axis]).IsOne && !constraints.Resolve(sizes[term.Labels[axis]]).IsOne)];
        return ones.Length == 0 ? term : new Term(Squeeze(term.Node, ones), [.. term.Labels.Where((_, axis) => !ones.Contains(axis))]);
    }

    private static Term SumOut(Term term, Func<string, bool> keeps)
    {
        int[] summed = [.. Enumerable.Range(0, term.Labels.Length).Where(axis => !keeps(term.Labels[axis]))];
        return summed.Length == 0 ? term : new Term(Sum(term.Node, summed), [.. term.Labels.Where(keeps)]);
    }

    /// <summary>The pair whose product is the least work; of equals the one that leaves the smaller result.</summary>
    private static (int, int) Cheapest(List<Term> terms, string[] result, Dictionary<string, Dim> sizes)
    {
        double Volume(IEnumerable<string> labels) => labels.Aggregate(1.0, (volume, label) => volume * (sizes[label].Constant ?? UnknownSize));
        (int, int) best = (0, 1);
        (double Work, double Size) least = (double.PositiveInfinity, 0);
        for (int j = 1; j < terms.Count; j++)
            for (int i = 0; i < j; i++)
            {
                string[] all = [.. terms[i].Labels.Union(terms[j].Labels)];
                double work = Volume(all), size = Volume(all.Where(l => result.Contains(l) || terms.Where((_, k) => k != i && k != j).Any(t => t.Has(l))));
                if (work < least.Work || (work == least.Work && size < least.Size))
                    (best, least) = ((i, j), (work, size));
            }
        return best;
    }

    /// <summary>The product of two terms, summed over the labels that both have and nothing else needs.</summary>
    private static Term Multiply(Term a, Term b, HashSet<string> needed)
    {
        string[] common = [.. a.Labels.Where(b.Has)], summed = [.. common.Where(l => !needed.Contains(l))], batch = [.. common.Where(needed.Contains)];
        string[] left = [.. a.Labels.Where(l => !b.Has(l))], right = [.. b.Labels.Where(l => !a.Has(l))];
        bool isPairing = left.Length == 0 && right.Length == 0, isInStep = batch.Length == 0 && a.Labels.SequenceEqual(b.Labels);
        if (summed.Length == 0 || (isPairing && !isInStep))
            return SumOut(new Term(Aligned(a, [.. batch, .. left, .. right, .. summed]) * Aligned(b, [.. batch, .. left, .. right, .. summed]), [.. batch, .. left, .. right, .. summed]), l => !summed.Contains(l));
        if (batch.Length == 0)
            return new Term(TensorProducts.Contract(a.Node, [.. summed.Select(l => a[l])], b.Node, [.. summed.Select(l => b[l])]), [.. left, .. right]);
        Node product = MatMul(AsMatrices(a, batch, left, summed), AsMatrices(b, batch, summed, right));
        Shape shape = Shape.Of([.. batch.Select(l => a.Node.Shape[a[l]]), .. left.Select(l => a.Node.Shape[a[l]]), .. right.Select(l => b.Node.Shape[b[l]])]);
        return new Term(Reshape(product, shape), [.. batch, .. left, .. right]);
    }

    /// <summary>[batch..., rows, columns], where rows and columns are several axes as one.</summary>
    private static Node AsMatrices(Term term, string[] batch, string[] rows, string[] columns)
    {
        Node moved = Transpose(term.Node, [.. batch.Concat(rows).Concat(columns).Select(l => term[l])]);
        Dim Count(string[] labels) => labels.Aggregate(Dim.One, (count, l) => count * term.Node.Shape[term[l]]);
        return Reshape(moved, Shape.Of([.. moved.Shape.Dims.Take(batch.Length), Count(rows), Count(columns)]));
    }

    /// <summary>The axes in the order of labels, with an axis of size 1 for those that the term lacks.</summary>
    private static Node Aligned(Term term, string[] labels)
    {
        string[] own = [.. labels.Where(term.Has)];
        return ExpandDims(Transpose(term.Node, own.Select(l => term[l])), Enumerable.Range(0, labels.Length).Where(k => !term.Has(labels[k])));
    }

    private static Node InOrder(Term term, string[] result, Dictionary<string, Dim> sizes)
    {
        Node aligned = Aligned(term, result);
        return result.All(term.Has) ? aligned : BroadcastTo(aligned, Shape.Of(result.Select(l => sizes[l])));
    }
}
