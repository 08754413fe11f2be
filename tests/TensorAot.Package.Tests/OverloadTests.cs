namespace TensorAot.Package.Tests;

/// <summary>The package beside those of System.Numerics.Tensors and MathNet, whose types its functions then take.</summary>
[TestFixture]
public class OverloadTests
{
    // In a file of its own: 'Matrix' of MathNet and of graph classes do not go together.
    private const string Formulas = """
        using TensorAot;
        using static TensorAot.Ops;

        [TensorGraph]
        public static partial class G
        {
            [Function]
            static Expr<double> Scaled(Matrix<double> x, Scalar<double> by) => by * x;

            [Function]
            static Expr<double> Gram(Matrix<double> x) => Dot(x, Transpose(x));
        }
        """;

    private const string Code = """
        using System.Numerics.Tensors;
        using MathNet.Numerics.LinearAlgebra;

        // Every other column of two rows of four.
        double[] memory = [1, 2, 3, 4, 5, 6, 7, 8];
        var x = new ReadOnlyTensorSpan<double>(memory, [2, 2], [4, 2]);
        Tensor<double> y = G.Scaled(x, 10);
        Console.WriteLine(string.Join(" ", y.ToArray()));
        Matrix<double> a = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Console.WriteLine(string.Join(" ", G.Gram(a).ToRowMajorArray()) + " | " + string.Join(" ", (a * a.Transpose()).ToRowMajorArray()));
        """;

    [Test]
    public void Tensors_and_matrices_of_other_packages_are_taken()
    {
        Consumer consumer = PackageFixture.NewConnectedConsumer("overloads");
        consumer.Write("Formulas.cs", Formulas);
        CommandResult built = consumer.Build(Code, "", Restore.Reference("System.Numerics.Tensors") + Restore.Reference("MathNet.Numerics"));
        Restore.Require(built);
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(consumer.Run().Output.ReplaceLineEndings("\n"), Is.EqualTo("10 30 50 70\n14 32 32 77 | 14 32 32 77\n"));
    }

    [Test]
    public void Without_the_package_of_tensors_nothing_of_it_is_asked_for()
    {
        Consumer consumer = PackageFixture.NewConsumer("no overloads");
        CommandResult built = consumer.Build("""
            using TensorAot;
            using static TensorAot.Ops;

            Console.WriteLine(G.Doubled(new double[,] { { 1, 2 } })[0, 1]);

            [TensorGraph]
            public static partial class G
            {
                [Function]
                static Expr<double> Doubled(Matrix<double> x) => 2 * x;
            }
            """);
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(consumer.Run().Output.Trim(), Is.EqualTo("4"));
        Assert.That(Directory.GetFiles(consumer.PathOf(Path.Combine("bin", "Debug", "net10.0")), "*.dll").Select(Path.GetFileName), Has.None.StartsWith("System.Numerics"), "MathNet is a dependency of the runtime, tensors are not");
    }
}
