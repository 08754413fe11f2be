using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>Random draws that cannot be: the span and why.</summary>
public class RandomRuleTests
{
    [TestCase("{|TAOT2004:Random.Normal<int>(0, 1, 3)|}", "Expr<int>", "float, double")]
    [TestCase("{|TAOT2004:Random.Integers<byte>(0, 6, 3)|}", "Expr<byte>", "int, long")]
    [TestCase("{|TAOT2030:Random.Bernoulli<float>(1.5, 3)|}", "Expr<float>", "between 0 and 1")]
    [TestCase("{|TAOT2030:Random.Dropout(x, 0)|}", "Expr<float>", "above 0 and at most 1")]
    [TestCase("{|TAOT2030:Random.TruncatedNormal<float>(0, 1, 2, -2, 3)|}", "Expr<float>", "above low, which is 2")]
    [TestCase("{|TAOT2001:Random.Normal<float>(x, 1, 3, 4)|}", "Expr<float>", "[3, 4]")]
    [TestCase("{|TAOT2006:Random.Categorical<int>(0.5, 3)|}", "Expr<int>", "categories along the last axis")]
    [TestCase("{|TAOT3006:Grad(Sum(Random.Gamma<float>(x, 1)), x)|}", "Expr<float>", "made by rejection")]
    public void Told(string value, string type, string says) =>
        Assert.That(Check.Diagnostics(Model("public readonly RandomStream Random = new(1);", $"{type} F([Dims(5)] Vector<float> x) => {value};"), compile: Evaluate)[0], Does.Contain(says));

    [TestCase("static readonly RandomStream {|TAOT0003:Random|} = new(1);", "Expr<float> F(Vector<float> x) => x;")]
    [TestCase("public RandomStream Random { get; set; } = new(1);", "Expr<float> F() => {|TAOT1119:Random.Uniform<float>(3)|};")]
    [TestCase("", "Expr<float> F() { var random = {|TAOT1123:new RandomStream(3)|}; return random.Uniform<float>(3); }")]
    public void AStreamIsState(string member, string function) => Check.Diagnostics(Model(member, function), compile: Evaluate);

    [Test]
    public void StreamsOfLayersAndListsAreReached() => Assert.That(Check.Diagnostics("""
        public sealed class Noise { private readonly RandomStream _random = new(7); public Expr<float> Of(Dim n) => _random.Normal<float>(0, 1, n); }
        [TensorGraph] public sealed partial class G
        {
            private readonly Noise[] _layers = [new(), new()];
            [Function] Expr<float> F(Vector<float> x) => _layers[0].Of(x.Size(0)) + _layers[1].Of(x.Size(0)) + x;
        }
        """, compile: Evaluate), Is.Empty);

    private static string Model(string member, string function) => $$"""
        [TensorGraph] public sealed partial class G
        {
            {{member}}
            [Function] {{function}}
        }
        """;

    /// <summary>Definitions are read and evaluated; nothing is generated.</summary>
    private static Compiler.CompilationResult Evaluate(Compiler.Bodies.GraphClass model, CancellationToken cancellation) =>
        new(null, Compiler.Bodies.Evaluation.BodyEvaluator.Evaluate(model).Errors);
}
