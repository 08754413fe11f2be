using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Generator.Tests.Plans;

/// <summary>Nothing is computed for its shape alone, what is repeated is stored once, and what is not read is not computed.</summary>
public class ShapePlanTests
{
    private const string Matrices = "[Dims(\"n\", \"k\")] Matrix<double> a, [Dims(\"k\", \"m\")] Matrix<double> b, [Dims(\"m\")] Vector<double> v, [Dims(\"n\")] Vector<int> i";

    private static readonly (string, long)[] s_sizes = [("n", 5), ("k", 7), ("m", 11)];

    [TestCase("Cast<double>(Exp(Dot(a, b)).Size(0))")]
    [TestCase("Cast<double>(Dot(a, b).Size(1)) * 2")]
    [TestCase("Cast<double>(Sort(Dot(a, b)).Size(0) + Concatenate([a, a]).Size(0))")]
    [TestCase("Cast<double>(Cholesky(Dot(a, Transpose(a))).Size(0))")]
    public void A_size_computes_nothing(string size)
    {
        Plan plan = Plan.Of($"[Function] static Expr<double> F({Matrices}) => {size};", s_sizes);
        Assert.That(plan.Kernels, Is.Empty);
        Assert.That(plan.Products, Is.Empty);
        Assert.That(plan.Function.Schedule.AllSteps, Has.All.InstanceOf<ScalarStep>());
        Assert.That(plan.Stored, Is.Empty);
    }

    [TestCase("Zeros<double>(Dot(a, b).Size(0), a.Size(1))")]
    [TestCase("ZerosLike(Exp(Dot(a, b)))")]
    [TestCase("Ones<double>(Sort(Dot(a, b)).Size(1))")]
    [TestCase("FullLike(Dot(a, b), Sum(v))")]
    public void A_tensor_of_a_shape_needs_only_the_shape(string value)
    {
        Plan plan = Plan.Of($"[Function] static Expr<double> F({Matrices}) => {value};", s_sizes);
        Assert.That(plan.Products, Is.Empty);
        Assert.That(plan.Stored, Is.Empty);
        Assert.That(plan.Calls("Exp"), Is.Zero);
    }

    /// <summary>Elementwise ops, reductions, normalisations, gathers, joins and scatters read what is repeated where it lies.</summary>
    [TestCase("a + BroadcastTo(Exp(a[0]), a.Size(0), a.Size(1))")]
    [TestCase("Sum(BroadcastTo(v, 1000, v.Size(0)), axis: 0)")]
    [TestCase("Max(BroadcastTo(v, 1000, v.Size(0)), axis: 0)")]
    [TestCase("Transpose(BroadcastTo(v, 1000, v.Size(0)))[.., 2]")]
    [TestCase("BroadcastTo(v, 1000, v.Size(0))[3..5] * 2")]
    [TestCase("Concatenate([BroadcastTo(v, 1000, v.Size(0)), BroadcastTo(v * 2, 1000, v.Size(0))], axis: 1)[0]")]
    [TestCase("Flip(BroadcastTo(v, 1000, v.Size(0)))[1]")]
    [TestCase("Where(BroadcastTo(v, 1000, v.Size(0)) > 0, 1, Exp(BroadcastTo(v, 1000, v.Size(0))))[7]")]
    public void A_broadcast_is_not_stored(string value)
    {
        Plan plan = Plan.Of($"[Function] static Expr<double> F({Matrices}) => {value};", s_sizes);
        Assert.That(plan.StoredElements, Has.All.AtMost(11));
        Assert.That(plan.Sweeps, Has.All.AtMost(11 * 5));
    }

    /// <summary>A product reads a repeated operand through strides; routines, reshapes and loops read memory in which it must lie.</summary>
    [TestCase("MatMul(BroadcastTo(Exp(a), 3, a.Size(0), a.Size(1)), BroadcastTo(b, 3, b.Size(0), b.Size(1)))", 35)]
    [TestCase("BroadcastTo(v * 2, 3, v.Size(0))[.., i]", 11)]
    [TestCase("Sort(BroadcastTo(v, 3, v.Size(0)))", 33)]
    [TestCase("Reshape(BroadcastTo(v, 3, v.Size(0)), 3 * v.Size(0))", 33)]
    public void What_a_repeated_operand_needs_in_memory(string value, int elements)
    {
        Plan plan = Plan.Of($"[Function] static Expr<double> F({Matrices}) => {value};", s_sizes);
        Assert.That(plan.StoredElements, Has.All.AtMost(elements));
    }

    [TestCase("Exp(a)[2]", 7)]
    [TestCase("Exp(a)[.., 1]", 5)]
    [TestCase("Softmax(a, axis: 1)[3]", 7)]
    [TestCase("Sum(Exp(a), axis: 1)[..2]", 14)]
    [TestCase("Concatenate([Exp(a), Sin(a)])[1]", 7)]
    [TestCase("Where(a > 0, Exp(a), a)[0]", 7)]
    [TestCase("SetSlice(a, Exp(a[1]), 2)[2]", 7)]
    [TestCase("Diagonal(Exp(a))", 5)]
    public void Only_what_is_read_is_computed(string value, int elements)
    {
        Plan plan = Plan.Of($"[Function] static Expr<double> F([Dims(5, 7)] Matrix<double> a) => {value};");
        Assert.That(plan.Sweeps, Is.Not.Empty.And.All.AtMost(elements));
        Assert.That(plan.StoredElements, Has.All.AtMost(elements));
    }
}
