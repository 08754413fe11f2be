using FaceTests.Errors;

namespace LayersTests.Layers;

/// <summary>What a user reads who puts layers together in a wrong way: one error, at the call in the user's own code.</summary>
[TestFixture]
public class ErrorTests
{
    [Test]
    public void Mistakes_in_the_use_of_layers()
    {
        UserCompiler.Message[] messages = UserCompiler.Compile("""
            using TensorAot.Layers; using TensorAot.Optimizers;
            [TensorGraph]
            public sealed partial class A
            {
                readonly Dense<float> _hidden = new(64, 32), _output = new(30, 10);
                readonly Conv2D<float> _filters = new(3, 8, [3, 3]);
                readonly Lstm<float> _memory = new(5, 4);
                readonly MultiHeadAttention<float> _attention = new(6, 3);
                readonly BatchNorm<float> _norm = new(64);
                readonly Embedding<float> _letters = new(5, 3);
                readonly Sgd<float> _descent;
                readonly Sequential<float> _net = new(new Dense<float>(64, 32), new Dense<float>(30, 10));
                public A() => _descent = new([.. _hidden.Parameters, .. _output.Parameters], 0.1);

                [Function] Expr<float> F1([Dims("n", 64)] Matrix<float> x) =>
                    _output.Apply(_hidden.Apply(x));
                [Function] Expr<float> F2([Dims("n", 1, 28, 28)] Tensor4<float> x) =>
                    _filters.Apply(x);
                [Function] Expr<float> F3([Dims("n", 5)] Matrix<float> x) =>
                    _memory.Apply(x).State;
                [Function] Expr<float> F4([Dims("n", "t", 8)] Tensor3<float> x) =>
                    _attention.Apply(x);
                [Function] Expr<float> F5([Dims("n", 64)] Matrix<float> x) =>
                    _norm.Apply(_norm.Apply(x, training: true), training: true);
                [Function] void F6([Dims("n", 64)] Matrix<float> x) =>
                    _descent.Step(Sum(_hidden.Apply(x)));
                [Function] void F7([Dims("n", 64)] Matrix<float> x) =>
                    _descent.Step(_hidden.Apply(x));
                [Function] Expr<float> F8([Dims("n", 64)] Matrix<float> x) =>
                    _net.Apply(x);
                [Function] void F9([Dims("n", 64)] Matrix<float> x) =>
                    _descent.Step([x]);
                [Function] Expr<float> G1([Dims("n", 32)] Matrix<float> x) =>
                    _norm.Apply(x);
                [Function] Expr<double> G2([Dims("n", 64)] Matrix<double> x) =>
                    new Dense<double>(64, 10).Apply(x);
            }
            [TensorGraph]
            public sealed partial class B
            {
                readonly MultiHeadAttention<float> _attention = new(6, 4);
                [Function] Expr<float> F([Dims("n", "t", 6)] Tensor3<float> x) => _attention.Apply(x);
            }
            [TensorGraph]
            public sealed partial class C
            {
                readonly Conv2D<float> _filters = new(3, 8, [3]);
                [Function] Expr<float> F(Tensor4<float> x) => _filters.Apply(x);
            }
            [TensorGraph]
            public sealed partial class D
            {
                readonly Dense<float> _w = new(3, 8);
                readonly Adam<float> _adam;
                public D() => _adam = new(_w.Parameters, new Warmup(0, 0.1));
                [Function] void F(Matrix<float> x) => _adam.Step(Sum(_w.Apply(x)));
            }
            [TensorGraph]
            public sealed partial class E
            {
                Dense<float> W { get; set; } = new(3, 8);
                [Function] Expr<float> F(Matrix<float> x) => W.Apply(x);
            }
            [TensorGraph]
            public sealed partial class H
            {
                readonly Dense<int> _w = new(3, 8);
                [Function] Expr<int> F(Matrix<int> x) => _w.Apply(x);
            }
            [TensorGraph]
            public sealed partial class I
            {
                readonly Dropout<float> _drop = new(0);
                [Function] Expr<float> F(Matrix<float> x) => _drop.Apply(x, training: true);
            }
            """);
        (int Line, string Id, string Text)[] expected =
        [
            (16, "TAOT2002", "Dense.Apply of _output: 'Dot(x, Weights)' of [n, 32] and [30, 10]"),
            (18, "TAOT2051", "Conv2D.Apply of _filters: 'Conv2d(x, Weights"),
            (20, "TAOT1117", "Lstm.Apply of _memory: The cast to Tensor3<float> asserts 3 axes, but the value is [n, 5], which has 2"),
            (22, "TAOT2064", "MultiHeadAttention.Apply, in Dense.Apply of _attention.Query: 'Dot(x, Weights)': axis 2 of shape [n, t, 8] is 8"),
            (24, "TAOT1120", "BatchNorm.Apply of _norm: _norm.RunningMean is updated twice"),
            (26, "TAOT3004", "Optimizer.Step of _descent: 'Grad(cost, Parameters)': the cost does not depend on _output.Weights"),
            (28, "TAOT3001", "Optimizer.Step of _descent: 'Grad(cost, Parameters)': the cost has shape [n, 32]"),
            (30, "TAOT2002", "Sequential.Apply, in Dense.Apply of _net._layers[1]: 'Dot(x, Weights)' of [n, 32] and [30, 10]"),
            (32, "TAOT1113", "Optimizer.Step of _descent: ArgumentException: The optimizer has 4 parameters and needs as many gradients, but the list has 1. (Parameter 'gradients')"),
            (34, "TAOT2001", "BatchNorm.Apply of _norm: 'BatchNormInference(x, Scale, Shift, RunningMean, RunningVariance, epsilon)': the shapes [n, 32] and [64] do not broadcast"),
            (36, "TAOT1123", "Dense.Weights, in VarianceScaling.Make: Shared.Uniform makes shared state"),
            (41, "TAOT1113", "MultiHeadAttention._heads: ArgumentException: 4 heads do not divide 6 features. (Parameter 'heads')"),
            (47, "TAOT1113", "Conv2D.Weights, in Filters.Make: ArgumentException: A convolution over 2 axes has 2 kernel sizes, but 1 were given. (Parameter 'kernel')"),
            (55, "TAOT1113", "Warmup.constructor: ArgumentOutOfRangeException: 0 is not positive. (Parameter 'steps')"),
            (62, "TAOT1119", "Dense.Apply: This state is not reached"),
            (67, "TAOT2004", "Dense.Weights, in VarianceScaling.Make: 'Shared.Uniform<T>(-Math.Sqrt(3 * variance), Math.Sqrt(3 * variance), sizes)' is not defined for int"),
            (73, "TAOT1113", "Dropout.constructor: ArgumentOutOfRangeException: 0 is no probability above 0 and at most 1. (Parameter 'keep')"),
        ];
        Assert.That(messages.Select(m => (m.Line, m.Id)), Is.EqualTo(expected.Select(e => (e.Line, e.Id))), string.Join("\n", (object[])messages));
        foreach ((UserCompiler.Message message, (_, _, string text)) in messages.Zip(expected))
            Assert.That(message.Text, Does.StartWith(text));
    }
}
