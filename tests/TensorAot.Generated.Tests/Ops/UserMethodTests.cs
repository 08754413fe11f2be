using System.Reflection;
using TensorAot.Compiler.Ops;

namespace TensorAot.Generated.Tests.Ops;

/// <summary>The user's methods and the table of ops are the same list.</summary>
public class UserMethodTests
{
    // What the evaluator does itself: they are about definitions, not about values.
    private static readonly string[] s_intrinsics =
        [.. Compiler.Bodies.Evaluation.Intrinsics.Names.Where(name => name.StartsWith("Ops.", StringComparison.Ordinal)).Select(name => name["Ops.".Length..])];

    // A random stream's methods that draw: Random.Normal is RandomNormal.
    private static IEnumerable<MethodInfo> DrawMethods =>
        typeof(RandomStream).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.IsGenericMethodDefinition);

    [Test]
    public void Every_method_has_an_op_and_every_op_that_users_may_write_a_method()
    {
        IEnumerable<string> methods = typeof(global::TensorAot.Ops)
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(method => method.Name).Distinct().Except(s_intrinsics)
            .Concat(DrawMethods.Select(method => "Random" + method.Name).Distinct());
        IEnumerable<string> ops = OpTable.All.Where(op => op.IsCallable && op.Operator is null).Select(op => op.Name);
        // NumPy has names for the operators too.
        Assert.That(methods.Except(OpTable.All.Where(op => op.Operator is not null).Select(op => op.Name)), Is.EquivalentTo(ops));
    }

    [Test]
    public void Every_operator_of_an_expression_has_an_op()
    {
        IEnumerable<string> operators = typeof(Expr<float>).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Concat(typeof(Expr).GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Select(method => method.Name)
            .Where(name => name.StartsWith("op_", StringComparison.Ordinal) && name is not ("op_Implicit" or "op_Explicit" or "op_True" or "op_False"))
            .Distinct();
        Assert.That(operators.Where(name => OpTable.FindOperator(name) is null), Is.Empty);
    }
}
