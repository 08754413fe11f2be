namespace FaceTests.Errors;

/// <summary>What saves and copies models compiles beside mistakes elsewhere, and says what is wrong where it is.</summary>
[TestFixture]
public class SavingErrorTests
{
    [Test]
    public void A_mistake_beside_saving_is_one_error()
    {
        UserCompiler.Message[] messages = UserCompiler.Compile("""

            [TensorGraph]
            public sealed partial class BadFunction
            {
                readonly Shared<double> W = Shared.Ones<double>(3);
                [Function]
                Expr<double> Bad([Dims(2)] Vector<double> x) => x + W;                 // line 7
            }

            [TensorGraph]
            public sealed partial class BadConstructor
            {
                readonly Shared<double> W = Shared.Ones<double>(3);
                readonly Shared<double> B = Shared.ZerosLike(Shared.From(Environment.GetCommandLineArgs().Length > 3 ? new double[3] : null!, default));   // line 14
                [Function]
                Expr<double> F() => Sum(W);
            }

            [TensorGraph]
            public sealed partial class Sized(int n)
            {
                [Dims("n")] readonly Shared<double> W = Shared.Ones<double>(n);
                [Function]
                Expr<double> F() => Sum(W);
            }

            public static class Calls
            {
                public static void All(BadFunction a, BadConstructor b, Sized c)
                {
                    a.Save("a.npz");
                    a.Clone().Load("a.npz");
                    b.Save("b.npz");
                    b.CopyStateFrom(a);
                    c.Clone(() => new Sized(3)).Save("c.npz");
                    c.Clone();                                                          // line 36
                }
            }
            """);
        Assert.That(messages.Select(m => m.Line), Is.EqualTo((int[])[7, 14, 36]), string.Join("\n", (object[])messages));
        Assert.That(messages[2].Id, Is.EqualTo("CS0310"), "a public parameterless constructor is needed");
    }
}
