namespace TensorAot.Package.Tests;

/// <summary>A test project of a user: graph classes and tests in one assembly, run by <c>dotnet test</c>.</summary>
[TestFixture]
public class TestProjectTests
{
    // In a file of its own: 'Assert' of Ops and of NUnit do not go together.
    private const string Formulas = """
        using TensorAot;
        using static TensorAot.Ops;

        [TensorGraph]
        public static partial class Formulas
        {
            [Function]
            internal static Expr<double> Length(Vector<double> x) => Sqrt(Sum(x * x));

            [Function]
            internal static Expr<double> Direction(Vector<double> x) => Grad(Sqrt(Sum(x * x)), x);
        }
        """;

    private const string Code = """
        using NUnit.Framework;
        using TensorAot.Verification;

        public class FormulaTests
        {
            [Test]
            public void The_length_is_that_of_Pythagoras() => Assert.That(Formulas.Length([3, 4]), Is.EqualTo(5));

            [Test]
            public void Its_gradient_is_the_direction() => GradientCheck.Run(x => Formulas.Length(x), x => Formulas.Direction(x), new double[] { 3, 4 }).Require();
        }
        """;

    [Test]
    public void Tests_of_a_user_run()
    {
        Consumer consumer = PackageFixture.NewConnectedConsumer("user tests");
        string items = string.Concat(((string[])["NUnit", "NUnit3TestAdapter", "Microsoft.NET.Test.Sdk"]).Select(Restore.Reference));
        consumer.WriteProject(Code, "<IsTestProject>true</IsTestProject><IsPackable>false</IsPackable>", items);
        consumer.Write("Formulas.cs", Formulas);
        CommandResult tested = consumer.Dotnet("test", "-nologo", "-v", "quiet", "-p:UseSharedCompilation=false");
        Restore.Require(tested);
        Assert.That(tested.ExitCode, Is.Zero, tested.Output);
        Assert.That(tested.Output, Does.Match(@"Failed: +0, Passed: +2, Skipped: +0"));
    }
}
