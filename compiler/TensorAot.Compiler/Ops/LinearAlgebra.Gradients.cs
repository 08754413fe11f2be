using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// Gradients. In their comments G(x) is the gradient of the cost with respect to x.
public static partial class LinearAlgebra
{
    private static Node Lower(Node x, int offset = 0) => Diagonals.Triangle(x, offset, lower: true);

    private static Node Upper(Node x, int offset = 0) => Diagonals.Triangle(x, offset, lower: false);

    private static Node Symmetric(Node x) => 0.5 * (x + TransposeLast(x));

    /// <summary>b·a^-T for a triangular a: (a^-1·bᵀ)ᵀ.</summary>
    private static Node DividedByTransposed(Node b, Node a, TriangularAttribute how) => TransposeLast(Triangular(a, TransposeLast(b), how));

    /// <summary>S = L^-T·P·L^-1 where P is the lower triangle of Lᵀ·G(L) with half its diagonal; the gradient is (S + Sᵀ) / 2.</summary>
    private static Node?[] CholeskyGradient(GradientRequest request)
    {
        Node l = request.Output, product = Product(TransposeLast(l), Lower(request.Gradient));
        Node p = 0.5 * (Lower(product) + Lower(product, -1));
        var transposed = new TriangularAttribute(Lower: true, Transposed: true, UnitDiagonal: false);
        return [Symmetric(DividedByTransposed(Triangular(l, p, transposed), l, transposed))];
    }

    private static Node?[] TriangularGradient(GradientRequest request)
    {
        var how = (TriangularAttribute)request.Output.Attribute!;
        Node x = request.Output, b = Triangular(request.Inputs[0], request.Gradient, how with { Transposed = !how.Transposed });
        Node full = how.Transposed ? Product(x, TransposeLast(b)) : Product(b, TransposeLast(x));
        int strict = how.UnitDiagonal ? 1 : 0;
        return [-(how.Lower ? Lower(full, -strict) : Upper(full, strict)), b];
    }

    private static Node?[] SolveGradient(GradientRequest request)
    {
        var how = (SystemAttribute)request.Output.Attribute!;
        Node x = request.Output, b = LinearSystem(request.Inputs[0], request.Gradient, how with { Transposed = !how.PositiveDefinite && !how.Transposed });
        Node a = how.Transposed ? Product(x, TransposeLast(b)) : Product(b, TransposeLast(x));
        return [-(how.PositiveDefinite ? Symmetric(a) : a), b];
    }

    private static Node?[] LuGradient(GradientRequest request)
    {
        if (request.PartGradients[0] is not { } gradient)
            return [Constant(request.Inputs[0], 0)];
        Node packed = Tuples.Of(request.Output, 0), rows = Tuples.Of(request.Output, 1);
        Node l = LowerOf(packed), u = Upper(packed);
        Node inner = Lower(Product(TransposeLast(l), Lower(gradient, -1)), -1) + Upper(Product(Upper(gradient), TransposeLast(u)));
        Node left = Triangular(l, inner, new TriangularAttribute(Lower: true, Transposed: true, UnitDiagonal: true));
        Node permuted = DividedByTransposed(left, u, new TriangularAttribute(Lower: false, Transposed: false, UnitDiagonal: false));
        Node places = Sources.NewIota(request.Graph, DType.Int32, Last(packed));
        Node permutation = Cast(Equal(ExpandDims(rows, rows.Rank), places), packed.DType);
        return [Product(TransposeLast(permutation), permuted)];
    }

    private static Node?[] QrGradient(GradientRequest request)
    {
        Node x = request.Inputs[0], q = Tuples.Of(request.Output, 0), r = Tuples.Of(request.Output, 1);
        (Dim m, Dim n) = (request.Graph.Constraints.Resolve(x.Shape[x.Rank - 2]), request.Graph.Constraints.Resolve(Last(x)));
        bool isTall = (m - n).LowerBound >= 0, isWide = (n - m).LowerBound >= 0;
        if (!isTall && !isWide && !request.Graph.Constraints.TryRequireAtLeast(m - n, 0, request.Graph.Source))
            throw NoGradient(request, "it is not known whether the matrix has more rows or more columns");
        if (((FactorsAttribute)request.Output.Attribute!).Complete && !isWide && m != n)
            throw NoGradient(request, "the last columns of the complete q are not unique: ask for the reduced one");
        Node? gq = request.PartGradients[0], gr = request.PartGradients[1] is { } g ? Upper(g) : null;
        if (!isWide || m == n)
            return [TallQrGradient(q, r, gq, gr)];
        // x = [y, z] and r = [u, v] with y = q·u and z = q·v: v = qᵀ·z adds z·G(v)ᵀ to G(q), and G(z) = q·G(v).
        Node y = LastAxis(r, Dim.Zero, m), z = LastAxis(x, m, n - m);
        if (gr is null)
            return [Concatenate([TallQrGradient(q, y, gq, null), BroadcastTo(Constant(z, 0), z.Shape)], x.Rank - 1)];
        Node gv = LastAxis(gr, m, n - m), extra = Product(z, TransposeLast(gv));
        return [Concatenate([TallQrGradient(q, y, gq is null ? extra : gq + extra, LastAxis(gr, Dim.Zero, m)), Product(q, gv)], x.Rank - 1)];
    }

    /// <summary>(G(q) + q·C)·r^-T where C is the symmetric matrix with the lower triangle of M = r·G(r)ᵀ - G(q)ᵀ·q.</summary>
    private static Node TallQrGradient(Node q, Node r, Node? gq, Node? gr)
    {
        Node? fromR = gr is null ? null : Product(r, TransposeLast(gr)), fromQ = gq is null ? null : Product(TransposeLast(gq), q);
        Node m = fromQ is null ? fromR! : fromR is null ? -fromQ : fromR - fromQ;
        Node inner = Product(q, Lower(m) + TransposeLast(Lower(m, -1)));
        return DividedByTransposed(gq is null ? inner : gq + inner, r, new TriangularAttribute(Lower: false, Transposed: false, UnitDiagonal: false));
    }

    private static Node?[] SvdGradient(GradientRequest request)
    {
        Node x = request.Inputs[0], u = Tuples.Of(request.Output, 0), s = Tuples.Of(request.Output, 1), v = TransposeLast(Tuples.Of(request.Output, 2));
        Node? gu = request.PartGradients[0], gs = request.PartGradients[1], gv = request.PartGradients[2] is { } g ? TransposeLast(g) : null;
        Dim m = request.Graph.Constraints.Resolve(x.Shape[x.Rank - 2]), n = request.Graph.Constraints.Resolve(Last(x)), k = Last(s);
        if (((FactorsAttribute)request.Output.Attribute!).Complete && m != n)
        {
            if (gu is not null || gv is not null)
                throw NoGradient(request, "the last columns of full matrices are not unique: leave fullMatrices out");
            Node[] reduced = SvdParts(x, full: false);
            (u, s, v) = (reduced[0], reduced[1], TransposeLast(reduced[2]));
        }
        Node? inner = gs is null ? null : Diagonals.ToMatrices(gs);
        Node row = ExpandDims(s, s.Rank - 1), column = ExpandDims(s, s.Rank);
        if (gu is not null || gv is not null)
        {
            Node f = SafeReciprocal((row - column) * (row + column));
            if (gu is not null)
                inner = Add(inner, f * Skew(Product(TransposeLast(u), gu)) * row);
            if (gv is not null)
                inner = Add(inner, column * (f * Skew(Product(TransposeLast(v), gv))));
        }
        Node result = Product(Product(u, inner!), TransposeLast(v));
        if (gu is not null && m != k)
            result += Product(Outside(u, gu) * SafeReciprocal(row), TransposeLast(v));
        if (gv is not null && n != k)
            result += Product(u, TransposeLast(Outside(v, gv) * SafeReciprocal(row)));
        return [result];
    }

    private static Node?[] EighGradient(GradientRequest request)
    {
        Node w = Tuples.Of(request.Output, 0), v = Tuples.Of(request.Output, 1);
        Node? inner = request.PartGradients[0] is { } gw ? Diagonals.ToMatrices(gw) : null;
        if (request.PartGradients[1] is { } gv)
            inner = Add(inner, SafeReciprocal(ExpandDims(w, w.Rank - 1) - ExpandDims(w, w.Rank)) * Product(TransposeLast(v), gv));
        return [Symmetric(Product(Product(v, inner!), TransposeLast(v)))];
    }

    /// <summary>Re(V^-H·(diag(G(w)) + conj(F)∘(V^H·G(V)))·V^H) with F[i, j] = 1 / (w[j] - w[i]), in real arithmetic.</summary>
    private static Node?[] EigGradient(GradientRequest request)
    {
        Node[] parts = Parts(request.Output);
        Node Given(int part) => request.PartGradients[part] ?? BroadcastTo(Constant(parts[part], 0), parts[part].Shape);
        var transposed = new ComplexNode(TransposeLast(parts[2]), -TransposeLast(parts[3]));
        var inner = new ComplexNode(Diagonals.ToMatrices(Given(0)), Diagonals.ToMatrices(Given(1)));
        if (request.PartGradients[2] is not null || request.PartGradients[3] is not null)
        {
            Node Difference(Node w) => ExpandDims(w, w.Rank - 1) - ExpandDims(w, w.Rank);
            Node real = Difference(parts[0]), imaginary = Difference(parts[1]), scale = SafeReciprocal(Square(real) + Square(imaginary));
            ComplexNode mixed = transposed.Product(new ComplexNode(Given(2), Given(3)));
            inner = new ComplexNode(inner.Real + (scale * ((real * mixed.Real) - (imaginary * mixed.Imaginary))), inner.Imaginary + (scale * ((real * mixed.Imaginary) + (imaginary * mixed.Real))));
        }
        return [transposed.RealSolution(inner.Product(transposed))];
    }

    /// <summary>-Pᵀ·g·Pᵀ + (I - x·P)·gᵀ·P·Pᵀ + Pᵀ·P·gᵀ·(I - P·x).</summary>
    private static Node?[] PinvGradient(GradientRequest request)
    {
        Node x = request.Inputs[0], p = request.Output, g = TransposeLast(request.Gradient), pt = TransposeLast(p);
        Node rows = Product(g, Product(p, pt)), columns = Product(Product(pt, p), g);
        return [-Product(Product(pt, request.Gradient), pt) + (rows - Product(Product(x, p), rows)) + (columns - Product(columns, Product(p, x)))];
    }

    /// <summary>The derivative of the exponential at x in a direction: the upper right block of exp([[x, direction], [0, x]]).</summary>
    private static Node ExpmDerivative(Node x, Node direction)
    {
        Node zero = BroadcastTo(Constant(x, 0), x.Shape);
        Dim n = Last(x);
        Node block = Concatenate([Concatenate([x, direction], x.Rank - 1), Concatenate([zero, x], x.Rank - 1)], x.Rank - 2);
        return LastAxis(Indexing.Part(Apply(Expm, block), x.Rank - 2, Dim.Zero, n), n, n);
    }

    private static Node LastAxis(Node x, Dim start, Dim length) => Indexing.Part(x, x.Rank - 1, start, length);

    /// <summary>1 / x, and 0 where x is 0.</summary>
    private static Node SafeReciprocal(Node x)
    {
        Node isZero = Equal(x, 0);
        return Where(isZero, Constant(x, 0), 1 / Where(isZero, Constant(x, 1), x));
    }

    private static Node Skew(Node x) => x - TransposeLast(x);

    private static Node Add(Node? sum, Node x) => sum is null ? x : sum + x;

    /// <summary>The part of g outside the space of the columns of q.</summary>
    private static Node Outside(Node q, Node g) => g - Product(q, Product(TransposeLast(q), g));

    private static GraphException NoGradient(GradientRequest request, string reason) => new(DiagnosticRules.OpHasNoGradient,
        request.Graph.Source is { } source ? $"'{source}'" : "Grad", request.Output.Op.Name, reason);

    /// <summary>A complex matrix as two real ones.</summary>
    private readonly record struct ComplexNode(Node Real, Node Imaginary)
    {
        public ComplexNode Product(ComplexNode other) => new(
            LinearAlgebra.Product(Real, other.Real) - LinearAlgebra.Product(Imaginary, other.Imaginary),
            LinearAlgebra.Product(Real, other.Imaginary) + LinearAlgebra.Product(Imaginary, other.Real));

        /// <summary>The real part of the y with this·y = right: a real system of twice the size.</summary>
        public Node RealSolution(ComplexNode right)
        {
            int rows = Real.Rank - 2, columns = Real.Rank - 1;
            Node matrix = Concatenate([Concatenate([Real, -Imaginary], columns), Concatenate([Imaginary, Real], columns)], rows);
            Node solution = LinearSystem(matrix, Concatenate([right.Real, right.Imaginary], rows), new SystemAttribute(false, false));
            return Indexing.Part(solution, rows, Dim.Zero, Real.Shape[rows]);
        }
    }
}
