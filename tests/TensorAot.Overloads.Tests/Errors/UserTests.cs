using FaceTests.Errors;

namespace OverloadTests.Errors;

/// <summary>What a user's compiler says of a project that references System.Numerics.Tensors.</summary>
[TestFixture]
public class UserTests
{
    [Test]
    public void A_function_with_an_error_leaves_its_calls_with_tensors_without_one()
    {
        UserCompiler.Message[] messages = UserCompiler.Compile("""
            using System.Numerics.Tensors;
            [TensorGraph]
            public static partial class G
            {
                [Function] static Expr<double> F(Matrix<double> x) => Transpose(x, 0, 0);
                [Function] static (Expr<double> total, Vector<int> best) Two(Matrix<double> x, [Default(1.0)] Scalar<double> a) => (Sum(x), (Vector<int>)ArgMax(Transpose(x, 0, 0), axis: 0));
                [Function(nameof(F))] public static partial double[] Mine(double[] anything);
            }
            static class User
            {
                static void Call(Tensor<double> x, Tensor<int> best)
                {
                    Tensor<double> y = G.F(x);
                    G.F(x, y);
                    var (total, second) = G.Two(x);
                    G.Two(x, 1, out double sum, best);
                    G.F(new double[1, 1]);
                    G.Mine([1]);
                }
            }
            """);
        Assert.That(messages.Select(m => (m.Line, m.Id)), Is.EqualTo(new[] { (5, "TAOT2013"), (6, "TAOT2013") }));
    }

    [Test]
    public void A_form_that_does_not_fit_is_one_error()
    {
        UserCompiler.Message[] messages = UserCompiler.Compile("""

            [TensorGraph]
            public static partial class G
            {
                [Function] static Expr<double> F(Matrix<double> x) => 2 * x;
                [Function(nameof(F))] public static partial double[] Mine(double[] y);
                [Function("H")] public static partial void Other<T>(scoped ReadOnlySpan<T> y, params int[] z) where T : struct;
            }
            """);
        Assert.That(messages.Select(m => (m.Line, m.Id)), Is.EquivalentTo(new[] { (6, "TAOT0025"), (6, "TAOT0025"), (7, "TAOT0023"), (7, "TAOT0025") }));
    }

    [Test]
    public void Good_code_has_no_warning() => Assert.That(UserCompiler.Compile("""
        using System.Numerics.Tensors;
        [TensorGraph]
        public static partial class G
        {
            [Function] static Expr<double> F(Matrix<double> x) => 2 * x;
            /// <summary>Mine.</summary>
            [Function(nameof(F))] public static partial double[] Mine(double[]? x, int xDim0, int xDim1);
            [Function(nameof(F))] static partial void Private(scoped ReadOnlySpan<double> x, int xDim0, int xDim1, scoped in TensorSpan<double> result);
            public static void Call(double[] x, Span<double> y)
            {
                Private(x, 1, x.Length, new TensorSpan<double>(y, [1, y.Length], []));
                Tensor<double> z = F(Tensor.Create(x, [1, x.Length]));
            }
        }
        """), Is.Empty);
}
