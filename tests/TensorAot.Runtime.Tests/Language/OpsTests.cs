using System.Reflection;

namespace TensorAot.Runtime.Tests.Language;

/// <summary>The language never runs, and documents every member.</summary>
public sealed class OpsTests
{
    private static readonly MethodInfo[] Methods = typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    [TestCase("Minimum", 5)]
    [TestCase("Maximum", 5)]
    [TestCase("Pow", 5)]
    [TestCase("Arctan2", 5)]
    [TestCase("Where", 6)]
    [TestCase("Clip", 3)]
    [TestCase("Sum", 3)]
    [TestCase("Any", 3)]
    [TestCase("ArgMax", 2)]
    [TestCase("Grad", 9)]
    [TestCase("Vjp", 5)]
    [TestCase("Jvp", 6)]
    [TestCase("Vmap", 12)]
    [TestCase("Scan", 64)]
    [TestCase("ScanUntil", 36)]
    [TestCase("While", 3)]
    [TestCase("Switch", 3)]
    [TestCase("Map", 9)]
    [TestCase("Fold", 9)]
    [TestCase("Reduce", 4)]
    [TestCase("IfElse", 3)]
    public void HasItsForms(string name, int count) =>
        Assert.That(Methods.Count(method => method.Name == name), Is.EqualTo(count));

    [Test]
    public void EveryOperatorHasItsForms()
    {
        string[] five =
        [
            "op_Addition", "op_Subtraction", "op_Multiply", "op_Division", "op_Modulus", "op_LessThan", "op_GreaterThan",
            "op_LessThanOrEqual", "op_GreaterThanOrEqual", "op_Equality", "op_Inequality",
        ];
        var operators = typeof(Expr<float>).GetMethods(BindingFlags.Public | BindingFlags.Static);
        foreach (string name in five)
        {
            var forms = operators.Where(method => method.Name == name).Select(method => string.Join(",", method.GetParameters().Select(parameter => Short(parameter.ParameterType))));
            Assert.That(forms, Is.EquivalentTo(new[] { "E,E", "E,T", "T,E", "E,double", "double,E" }), name);
        }
    }

    // Reflection cannot call a method that takes a span, so those are left to the tests below.
    [Test]
    public void EveryBodyThrowsThatItIsADefinition()
    {
        var callable = Methods.Where(method => !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike));
        foreach (var method in callable)
        {
            var closed = method.IsGenericMethodDefinition ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(float))]) : method;
            var arguments = closed.GetParameters().Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null).ToArray();
            var thrown = Assert.Throws<TargetInvocationException>(() => closed.Invoke(null, arguments), method.Name);
            Assert.That(thrown!.InnerException, Is.TypeOf<GraphDefinitionException>(), method.Name);
        }
    }

    [Test]
    public void ExpressionsThrowOutsideADefinition()
    {
        var w = Shared.Zeros<float>(2, 2);
        Assert.Multiple(() =>
        {
            Assert.That(() => w + 1, Throws.TypeOf<GraphDefinitionException>());
            Assert.That(() => w[0], Throws.TypeOf<GraphDefinitionException>());
            Assert.That(() => w.Transposed, Throws.TypeOf<GraphDefinitionException>());
            Assert.That(() => w.Size(0), Throws.TypeOf<GraphDefinitionException>());
            Assert.That(() => Ops.Sum(w, axis: [0, 1]), Throws.TypeOf<GraphDefinitionException>());
            Assert.That(() => Ops.Zeros<float>(), Throws.TypeOf<GraphDefinitionException>());
            Assert.That(() => w ? 1 : 0, Throws.TypeOf<GraphDefinitionException>());
        });
    }

    [Test]
    public void StateIsAKeyByIdentity()
    {
        var (first, second) = (Shared.Zeros<float>(2), Shared.Zeros<float>(2));
        var names = new Dictionary<Shared<float>, string> { [first] = "first", [second] = "second" };
        Assert.That(names[first], Is.EqualTo("first"));
    }

    [Test]
    public void DimsKeepNamesAndSizes() =>
        Assert.That(new DimsAttribute("n", 784).Dims, Is.EqualTo(new object[] { "n", 784 }));

    [Test]
    public void InputsOfFixedRankCannotBeMade()
    {
        Type[] inputs = [typeof(Scalar<>), typeof(Vector<>), typeof(Matrix<>), typeof(Tensor3<>), typeof(Tensor4<>), typeof(Tensor5<>), typeof(Tensor6<>)];
        Assert.That(inputs, Is.All.Matches<Type>(type => type.IsSealed && type.GetConstructors().Length == 0));
    }

    private static string Short(Type type) =>
        type == typeof(float) ? "T" : type == typeof(double) ? "double" : type == typeof(Expr<float>) ? "E" : type.Name;
}
