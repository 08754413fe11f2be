using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// Derivatives of the determinant. It is a polynomial, so that it has all of them at every matrix, singular ones included.
public static partial class LinearAlgebra
{
    public static readonly Op Cofactors = new("Cofactors", OpKind.Routine)
    {
        Doc = "The cofactors of square matrices [..., n, n]: det(x)·Inverse(x)ᵀ, and its limit where x is singular (of rank 1 for rank n - 1, zero below); 1 for [1, 1]. The gradient of Det. By LU with complete pivoting: with P·x·Q = L·U the transpose is det(P)·det(Q)·Q·adj(U)·L^-1·P, which divides by all pivots but the last one. A matrix with NaN gives NaN.",
        Type = LinearAlgebraTypes.Square,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.Map(r, MatrixReference.Cofactors),
        Gradient = r => [SecondDeterminant(r.Inputs[0], r.Gradient)],
        Routine = new RoutineCode("CofactorMatrix.Run", n => [BatchOf(n.Inputs[0]), Last(n.Inputs[0])],
            n => [n.Type with { Shape = Shape.Of(2 * BatchOf(n.Inputs[0]), Last(n), Last(n)) }, new TensorType(DType.Int32, Shape.Of(2 * BatchOf(n.Inputs[0]), Last(n)))]) { Flops = n => RoutineWork.Cubic(n.Inputs[0].Shape, 8, 3) },
        Domain = [(-1, 1)],
        UlpBound = 128,
        Samples = s => [Apply(Cofactors!, s.Input(3, 3)), Apply(Cofactors!, Dominant(s, 2, 2, 2)), Apply(Cofactors!, s.Input(1, 1)), Apply(Cofactors!, s.Input(0, 0))],
    };

    public static readonly Op CofactorDerivative = new("CofactorDerivative", OpKind.Composite)
    {
        Doc = "The derivative of the cofactors of square matrices x [..., n, n] in the direction y: for x = u·diag(s)·v it is det(u)·det(v)·u·(diag(p·diag(h)) - (p∘h)ᵀ)·v with h = uᵀ·y·vᵀ and p[i, j] the product of the singular values other than s[i] and s[j], 0 for i = j. Symmetric in its two directions: it is the second derivative of Det. A third derivative is taken of det(x)·Inverse(x)ᵀ, so it throws for a singular matrix and loses accuracy near one.",
        Type = LinearAlgebraTypes.Square,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.Stack(r.Shape, MatrixReference.Of(r.Inputs[0]).Zip(MatrixReference.Of(r.Inputs[1]), MatrixReference.CofactorDerivative)),
        Gradient = r => [ThirdDeterminant(r.Inputs[0], r.Inputs[1], r.Gradient), SecondDeterminant(r.Inputs[0], r.Gradient)],
        Batch = r => SecondDeterminant(r.Batched(0), r.Batched(1)),
        Expand = ExpandCofactorDerivative,
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 256,
        Samples = s => [SecondDeterminant(Dominant(s, 3, 3), s.Input(3, 3)), SecondDeterminant(Dominant(s, 2, 2, 2), s.Input(2, 2, 2)), SecondDeterminant(s.Input(1, 1), s.Input(1, 1)), SecondDeterminant(s.Input(0, 0), s.Input(0, 0))],
    };

    private static Node SecondDeterminant(Node x, Node direction) => Apply(CofactorDerivative, x, direction);

    private static Node ExpandCofactorDerivative(Node node)
    {
        Node[] parts = SvdParts(node.Inputs[0], full: false);
        (Node u, Node s, Node vh) = (parts[0], parts[1], parts[2]);
        Node h = Product(Product(TransposeLast(u), node.Inputs[1]), TransposeLast(vh)), p = ProductsOfOthers(s);
        Node onDiagonal = Sum(p * ExpandDims(Diagonals.OfMatrices(h), h.Rank - 2), [p.Rank - 1]);
        Node middle = Diagonals.ToMatrices(onDiagonal) - TransposeLast(p * h);
        return Column(Apply(DetSign, u) * Apply(DetSign, vh)) * Product(Product(u, middle), vh);
    }

    /// <summary>For numbers s [..., n] the products of all but two of them: [..., n, n], 0 on the diagonal.</summary>
    private static Node ProductsOfOthers(Node s)
    {
        Node place = Sources.NewIota(s.Graph, DType.Int32, Last(s));
        Node row = ExpandDims(place, 1, 2), column = ExpandDims(place, 0, 2), other = ExpandDims(place, 0, 1);
        Node factors = Where(Or(Equal(other, row), Equal(other, column)), Constant(s, 1), ExpandDims(s, s.Rank - 1, s.Rank));
        return Prod(factors, [factors.Rank - 1]) * (1 - Diagonals.Identity(s.Graph, Last(s), s.DType));
    }

    /// <summary>
    /// The gradient by x of the second derivative in the directions a and b: d·((⟨y, a⟩⟨y, b⟩ - ⟨z, b⟩)·y - ⟨y, b⟩·z - ⟨y, a⟩·w + z·bᵀ·y + y·bᵀ·z)
    /// with y = x^-T, d = det(x), z = y·aᵀ·y and w = y·bᵀ·y.
    /// </summary>
    private static Node ThirdDeterminant(Node x, Node a, Node b)
    {
        Node y = TransposeLast(Apply(Inverse, x)), toA = Product(TransposeLast(a), y), toB = Product(TransposeLast(b), y);
        Node z = Product(y, toA), w = Product(y, toB), alongA = Inner(y, a), alongB = Inner(y, b);
        Node sum = ((alongA * alongB) - Inner(z, b)) * y - (alongB * z) - (alongA * w) + Product(z, toB) + Product(w, toA);
        return Column(Apply(Det, x)) * sum;
    }

    /// <summary>The sum of all products of elements, for each matrix.</summary>
    private static Node Inner(Node a, Node b) => Sum(a * b, [a.Rank - 2, a.Rank - 1], keepDims: true);
}
