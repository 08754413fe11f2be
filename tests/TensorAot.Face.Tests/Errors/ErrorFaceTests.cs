namespace FaceTests.Errors;

/// <summary>One mistake is one error: what calls a function with an error, and everything beside it, compiles.</summary>
[TestFixture]
public class ErrorFaceTests
{
    [Test]
    public void A_mistake_is_one_error_at_its_expression_whatever_form_calls_have()
    {
        UserCompiler.Message[] messages = UserCompiler.Compile("""

            [TensorGraph]
            public sealed partial class Model
            {
                readonly Shared<double> W = Shared.Ones<double>(3);

                [Function]
                Expr<double> Bad([Dims("n", 2)] Matrix<double> x, [Default(0.5)] Scalar<double> rate) => rate * Dot(x, W);   // line 8

                [Function]
                static (Expr<double> total, Expr<double> rows) BadPair(Matrix<double> x, Vector<double> y) =>
                    (Sum(x), Sum(x, axis: 2) + Sum(y));                                                                     // line 12

                [Function]
                static void Nothing(Vector<int> x) => throw new InvalidOperationException($"not {nameof(x)} and {1 + 1}");   // line 15

                [Function]
                static Vector<double> Branch(Vector<double> x) => (Vector<double>)(Any(x > 0) ? x : -x);                  // line 18

                [Function]
                Expr<double> Good([Dims(3)] Vector<double> x) => x + W;
            }

            public static class Calls
            {
                public static void All(Model model, double[,] x, double[] y, Span<double> result)
                {
                    double[] arrays = model.Bad(x, 1);
                    double[] withDefault = model.Bad(x);
                    double scalar = model.Bad(y, 1);
                    model.Bad(y, 1, result);
                    model.Bad(y, result);
                    var (total, rows) = Model.BadPair(x, y);
                    double sum = Model.BadPair(x, y).total;
                    Model.BadPair(y, y, 2, 3, out double core, result);
                    Model.BadPair(y, y, xDim0: 2, xDim1: 3, total: out core, rows: result);
                    Model.Nothing([1, 2]);
                    Model.Nothing(new int[2]);
                    Console.WriteLine(Model.Branch(y).Select(v => v + 1).Sum());
                    Model.Branch(y, result);
                    double[] good = model.Good(y);
                    model.Good(y, result);
                }
            }
            """);
        Assert.That(messages.Select(m => (m.Line, m.Id)), Is.EqualTo(((int, string)[])
            [(8, "TAOT2002"), (12, "TAOT2005"), (15, "TAOT1113"), (18, "TAOT1101")]), string.Join("\n", (object[])messages));
        Assert.That(messages[2].Text, Does.Contain("not x and 2"));
    }

    [Test]
    public void Mistakes_of_declaration_are_one_error_each()
    {
        UserCompiler.Message[] messages = UserCompiler.Compile("""

            [TensorGraph]
            public static partial class Declared
            {
                [Function]
                static Expr<double> DefaultFirst([Default(1.0)] Scalar<double> rate, Vector<double> x) => rate * x;   // line 6

                [Function]
                static Expr<double> WrongDefault(Vector<double> x, [Default(true)] Scalar<double> rate) => rate * x;  // line 9

                [Function]
                static Expr<double> Good(Vector<double> x) => -x;
            }

            [TensorGraph]
            public static class NotPartial                                                                            // line 16
            {
                [Function]
                static Expr<double> Twice(Vector<double> x) => 2 * x;
            }

            public static class Calls
            {
                public static void All(double[] x, Span<double> result)
                {
                    double[] first = Declared.DefaultFirst(1, x);
                    double[] wrong = Declared.WrongDefault(x, 2);
                    double[] good = Declared.Good(x);
                }
            }
            """);
        Assert.That(messages.Select(m => (m.Line, m.Id)), Is.EquivalentTo(((int, string)[])
            [(6, "TAOT0010"), (9, "TAOT0019"), (16, "TAOT0001")]), string.Join("\n", (object[])messages));
    }
}
