using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Reports;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Reports;

/// <summary>Operations and bytes of functions, against counts by hand.</summary>
public class WorkTests
{
    private const string Matrix = """[Dims("n", "m")] Matrix<float> x""";

    // Formulas as they are shown: factors in the order of their names.
    [TestCase("static Expr<double> F(Vector<double> x) => 2 * x;", "xDim0", "16*xDim0", TestName = "Elementwise")]
    [TestCase($"static Expr<float> F({Matrix}) => Exp(x) * Tanh(x) - x;", "4*m*n", "8*m*n", TestName = "A fused formula reads once what it uses three times")]
    [TestCase($"static Expr<float> F({Matrix}) => 1 / (1 + Exp(-x));", "m*n", "8*m*n", TestName = "W1, which is one sigmoid")]
    [TestCase("static Expr<double> F(Vector<double> x) => Sum(x);", "xDim0", "8*xDim0", TestName = "A sum")]
    [TestCase($"static Expr<float> F({Matrix}) => Sum(x, 0);", "m*n", "4*m*n + 4*m", TestName = "Sums of columns")]
    [TestCase("""static Expr<float> F([Dims("n", "k")] Matrix<float> x, [Dims("k", "m")] Matrix<float> w) => Dot(x, w);""", "2*k*m*n", "4*k*m + 4*k*n + 4*m*n", TestName = "A product is 2 m n k")]
    [TestCase("""static Expr<double> F([Dims("b", "n", "k")] Tensor3<double> x, [Dims("b", "k", "m")] Tensor3<double> w) => MatMul(x, w);""", "2*b*k*m*n", "8*b*k*m + 8*b*k*n + 8*b*m*n", TestName = "A batch of products")]
    [TestCase($"static Expr<int> F({Matrix}) => Cast<int>(x) + 1;", "0", "8*m*n", TestName = "Conversions and integers count nothing")]
    [TestCase($"static Expr<float> F({Matrix}) => Transpose(x) + 1;", "m*n", "8*m*n", TestName = "A view is no work")]
    [TestCase($"static Expr<float> F({Matrix}) => Softmax(x);", "5*m*n + 3*n", "8*m*n", TestName = "Softmax: maximum, difference, exponential, sum, quotient, and for each row whether its maximum is infinite; its exponentials lie in the result")]
    [TestCase("""static Expr<float> F([Dims("n", 16)] Matrix<float> table, [Dims("k")] Vector<int> places) => table[places];""", "0", "136*k", TestName = "A gather reads the rows that it takes and the places twice, once to check them")]
    [TestCase("""static Expr<double> F([Dims("n", "n")] Matrix<double> x) => Cholesky(x);""", "n*n*n / 3", "32*n*n", TestName = "Cholesky, which may fail, is computed aside and copied")]
    [TestCase("""static Expr<double> F([Dims("t", "n")] Matrix<double> x, [Dims("n")] Vector<double> start) => Scan((h, v) => Tanh(h) + v, start, x);""", "2*n*t", null, TestName = "A loop is its body as often as it runs")]
    public void Formulas(string function, string flops, string? bytes)
    {
        FunctionReport report = Report($"[Function] {function}");
        Assert.That(report.Work.Flops.ToString(), Is.EqualTo(flops));
        if (bytes is not null)
            Assert.That(report.Work.Bytes.ToString(), Is.EqualTo(bytes));
    }

    // By the textbook: a correlation is two operations for each output, channel and place; LU 2/3 n^3, then n^2 twice for each column; QR
    // 2 m n k - 2/3 k^3, and as much as 4 m p k - 2 (m + p) k^2 + 4/3 k^3 for its q.
    [TestCase("""static Expr<float> F([Dims(2, 3, 10, 10)] Tensor4<float> x, [Dims(8, 3, 3, 3)] Tensor4<float> w) => Conv2d(x, w);""", 2L * (2 * 8 * 8 * 8) * 27, TestName = "A convolution")]
    [TestCase("""static Expr<double> F([Dims(30, 30)] Matrix<double> a, [Dims(30, 5)] Matrix<double> b) => Solve(a, b);""", (2L * 30 * 30 * 30 / 3) + (2 * 30 * 30 * 5), TestName = "A linear system")]
    [TestCase("""static Expr<double> F([Dims(60, 30)] Matrix<double> x) { var (q, r) = Qr(x); return Sum(q); }""", (2L * 60 * 30 * 30) - (2 * 27000 / 3) + (4L * 60 * 30 * 30) - (2 * 90 * 900) + (4 * 27000 / 3) + 1800, TestName = "A QR factorisation and the sum of its q")]
    [TestCase("""static Expr<double> F([Dims(100)] Vector<double> x) => Sort(x);""", 0L, TestName = "A sort computes nothing")]
    [TestCase("""static Expr<double> F([Dims(100)] Vector<double> x) => CumSum(x);""", 100L, TestName = "A cumulative sum")]
    public void Routines(string function, long flops) =>
        Assert.That(Report($"[Function] {function}").Work.Flops.Constant, Is.EqualTo(flops));

    [Test]
    public void AsWrittenTheLogisticFunctionIsFourOperations() =>
        Assert.That(Report($"[Function(Rewrites = Rewrites.Off)] static Expr<float> F({Matrix}) => 1 / (1 + Exp(-x));").Work.Flops.ToString(), Is.EqualTo("4*m*n"));

    [Test]
    public void W2()
    {
        const string Vectors = "[Dims(\"n\")] Vector<float> a, [Dims(\"n\")] Vector<float> b, [Dims(\"n\")] Vector<float> c, [Dims(\"n\")] Vector<float> d";
        FunctionReport report = Report($"[Function] static Expr<float> F({Vectors}) => Log(1 + Exp(a * b + c)) * Tanh(d) - a;");
        Assert.That(report.Work.Bytes.ToString(), Is.EqualTo("20*n"), "four inputs and the result");
        // Softplus, tanh, and two products with two sums, which may be one fused operation each.
        Assert.That(report.Work.Flops.Evaluate(_ => 1), Is.InRange(4, 6));
    }

    [Test]
    public void W3ReadsItsDataOnceForTheTwoProducts()
    {
        FunctionReport report = Report("""
            private readonly Shared<float> _w = Shared.Zeros<float>(784);
            private readonly Shared<float> _b = Shared.Scalar(0f);

            [Function]
            Expr<float> Train([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<float> y, Scalar<float> rate)
            {
                var p = 1 / (1 + Exp(-Dot(x, _w) - _b));
                var cost = Mean(-y * Log(p) - (1 - y) * Log(1 - p)) + 0.01 * Sum(_w * _w);
                var (gw, gb) = Grad(cost, _w, _b);
                Update(_w, _w - rate * gw);
                Update(_b, _b - rate * gb);
                return cost;
            }
            """, isStatic: false);
        const long N = 400;
        (long flops, long bytes) = (report.Work.Flops.Evaluate(_ => N), report.Work.Bytes.Evaluate(_ => N));
        Assert.That(flops, Is.InRange(4 * N * 784, (4 * N * 784) + (30 * N) + (8 * 784)), "x w and x^T r, and little for each row and weight");
        Assert.That(bytes, Is.InRange(4 * N * 784, (4 * N * 784) + (40 * N) + (40 * 784)), "x comes from memory once");
    }

    [Test]
    public void W4IsItsProducts()
    {
        FunctionReport report = Report("""
            public readonly Shared<float> W1 = Shared.Zeros<float>(784, 512);
            public readonly Shared<float> B1 = Shared.Zeros<float>(512);
            public readonly Shared<float> W2 = Shared.Zeros<float>(512, 256);
            public readonly Shared<float> B2 = Shared.Zeros<float>(256);
            public readonly Shared<float> W3 = Shared.Zeros<float>(256, 10);
            public readonly Shared<float> B3 = Shared.Zeros<float>(10);

            [Function]
            Expr<float> Train([Dims("n", 784)] Matrix<float> x, [Dims("n")] Vector<int> labels, Scalar<float> rate)
            {
                var hidden1 = Tanh(Dot(x, W1) + B1);
                var hidden2 = Tanh(Dot(hidden1, W2) + B2);
                var cost = Mean(CrossEntropy(Dot(hidden2, W3) + B3, labels));
                Shared<float>[] parameters = [W1, B1, W2, B2, W3, B3];
                foreach (var (parameter, gradient) in parameters.Zip(Grad(cost, parameters)))
                    Update(parameter, parameter - rate * gradient);
                return cost;
            }
            """, isStatic: false);
        // Forward and the gradients of weights: two products a layer; the gradients of the activations: one more for all but the first.
        const long Products = 128L * 2 * ((2 * 784 * 512) + (3 * 512 * 256) + (3 * 256 * 10));
        const long Weights = (784 * 512) + (512 * 256) + (256 * 10);
        long flops = report.Work.Flops.Evaluate(_ => 128);
        // Besides: for each weight a product with the rate and a sum, for each activation some ten operations.
        Assert.That(flops, Is.InRange(Products + Weights, Products + (3 * Weights) + (128 * (512 + 256 + 10) * 12)));
    }

    [Test]
    public void TheWorkspaceIsThatOfTheHeader()
    {
        FunctionReport report = Report("[Function] static Expr<float> F([Dims(64, 32)] Matrix<float> x, [Dims(32, 32)] Matrix<float> w) => Sum(Sort(Dot(x, w))) + Sum(x);");
        long bytes = report.WorkspaceBytes(_ => throw new InvalidOperationException("all sizes are known"));
        Assert.That(bytes, Is.GreaterThan(64 * 32 * 4));
        Assert.That(report.CSharp, Does.Contain($"workspace   {bytes} bytes"));
    }

    [Test]
    public void AFunctionNamesTheSizesThatItsNumbersDependOn()
    {
        FunctionReport report = Report("""[Function] static Expr<float> F([Dims("n", 3)] Matrix<float> x, Vector<float> w) => Dot(x, w);""");
        Assert.That(report.Sizes, Is.EqualTo((string[])["n"]), "w has the 3 elements that its product asks for");
    }

    private static FunctionReport Report(string members, bool isStatic = true)
    {
        GraphClass model = Source.Lower($"[TensorGraph] public {(isStatic ? "static" : "sealed")} partial class G\n{{\n{members}\n}}");
        EvaluatedClass evaluated = BodyEvaluator.Evaluate(model, Compilation.NewGraph);
        Assert.That(evaluated.Errors, Is.Empty);
        CompiledFunction function = Compilation.Functions(evaluated).Single();
        return new FunctionReport("G." + function.Declaration.Name, model, function);
    }
}
