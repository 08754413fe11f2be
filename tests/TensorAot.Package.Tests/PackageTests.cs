namespace TensorAot.Package.Tests;

[TestFixture]
public class PackageTests
{
    [Test]
    public void The_example_of_the_readme_compiles_in_a_project_outside_the_repository_and_learns()
    {
        Consumer consumer = PackageFixture.NewConsumer("readme");
        CommandResult built = consumer.Build(Repository.ReadmeExample());
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        CommandResult run = consumer.Run();
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        // 1000 steps of gradient descent in float64, computed with NumPy.
        Assert.That(run.Output.ReplaceLineEndings("\n"), Is.EqualTo("0.04  0.98  0.98  1.00\n"));
    }

    [Test]
    public void Layers_and_an_optimizer_of_the_package_learn_in_a_project_outside_the_repository()
    {
        const string Code = """
            using TensorAot;
            using TensorAot.Layers;
            using TensorAot.Optimizers;
            using static TensorAot.Ops;

            var model = new Model();
            double[,] x = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
            double[] y = [0, 1, 1, 0];
            for (int i = 0; i < 500; i++)
                model.Train(x, y);
            Console.WriteLine(string.Join(" ", model.Predict(x).Select(p => Math.Round(p))));

            [TensorGraph]
            public sealed partial class Model
            {
                private readonly Sequential<double> _net = new(new Dense<double>(2, 8, Tanh), new Dense<double>(8, 1));
                private readonly Adam<double> _adam;

                public Model() => _adam = new(_net.Parameters, 0.05);

                [Function]
                Expr<double> Train([Dims("n", 2)] Matrix<double> x, [Dims("n")] Vector<double> y)
                {
                    var cost = Mean(Square(Values(x) - y));
                    _adam.Step(cost);
                    return cost;
                }

                [Function]
                Expr<double> Predict([Dims("n", 2)] Matrix<double> x) => Abs(Values(x));

                private Expr<double> Values(Expr<double> x) => _net.Apply(x)[.., 0];
            }
            """;
        Consumer consumer = PackageFixture.NewConsumer("layers");
        CommandResult built = consumer.Build(Code);
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        CommandResult run = consumer.Run();
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output.ReplaceLineEndings("\n"), Is.EqualTo("0 1 1 0\n"));
    }

    [Test]
    public void Clashing_dimensions_are_one_error_under_the_call_with_both_shapes()
    {
        const string Code = """
            using TensorAot;
            using static TensorAot.Ops;

            Console.WriteLine(Clash.Product(new double[2, 3], new double[4, 5])[0, 0]);

            [TensorGraph]
            public static partial class Clash
            {
                [Function]
                static Expr<double> Product([Dims("n", "k")] Matrix<double> x, [Dims("rows", "columns")] Matrix<double> w) =>
                    Exp(Dot(x, w));
            }
            """;
        string[] errors = PackageFixture.NewConsumer("clash").Build(Code).Errors();
        Assert.That(errors, Has.Length.EqualTo(1), string.Join("\n", errors));
        int line = Array.FindIndex(Code.Split('\n'), text => text.Contains("Dot(x, w)", StringComparison.Ordinal));
        int column = Code.Split('\n')[line].IndexOf("Dot(x, w)", StringComparison.Ordinal);
        Assert.That(errors[0], Does.StartWith($"Program.cs({line + 1},{column + 1}): error TAOT2"));
        Assert.That(errors[0], Does.Contain("[n, k]").And.Contain("[rows, columns]"));
    }

    [Test]
    public void Generated_code_compiles_without_a_warning_in_a_strict_project_with_other_settings()
    {
        const string Code = """
            namespace Strict;

            [TensorAot.TensorGraph]
            public sealed partial class Model
            {
                private readonly TensorAot.Shared<double> _weights = TensorAot.Shared.Ones<double>(3);

                [TensorAot.Function]
                private TensorAot.Expr<double> Step([TensorAot.Dims("n", 3)] TensorAot.Matrix<double> x, TensorAot.Scalar<double> rate)
                {
                    var cost = TensorAot.Ops.Sum(TensorAot.Ops.Tanh(TensorAot.Ops.Dot(x, _weights)));
                    return cost;
                }

                public static int Main() => new Model().Step(new double[,] { { 0, 0, 0 } }, 0.5) == 0 ? 0 : 1;
            }
            """;
        Consumer consumer = PackageFixture.NewConsumer("strict");
        CommandResult built = consumer.Build(Code, """
            <ImplicitUsings>disable</ImplicitUsings>
            <Nullable>disable</Nullable>
            <LangVersion>13</LangVersion>
            <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <AnalysisLevel>latest-all</AnalysisLevel>
            <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
            <NoWarn>CS1591;CA1515;CA1814</NoWarn>
            """);
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(consumer.Run().ExitCode, Is.Zero);
    }

    [Test]
    public void A_project_that_refuses_unsafe_code_is_told_so_once()
    {
        const string Code = """
            using TensorAot;
            using static TensorAot.Ops;

            Console.WriteLine(Logistic.Sigmoid([0, 1])[0]);

            [TensorGraph]
            public static partial class Logistic
            {
                [Function]
                static Expr<double> Sigmoid(Vector<double> x) => 1 / (1 + Exp(-x));
            }
            """;
        string[] errors = PackageFixture.NewConsumer("safe").Build(Code, "<AllowUnsafeBlocks>false</AllowUnsafeBlocks>").Errors();
        Assert.That(errors, Has.Length.EqualTo(1), string.Join("\n", errors));
        Assert.That(errors[0], Does.Contain("error TAOT0015"));
    }
}
