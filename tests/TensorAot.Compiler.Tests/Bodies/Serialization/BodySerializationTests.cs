using System.Reflection;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Serialization;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Tests.Bodies.BodyBuilder;

namespace TensorAot.Compiler.Tests.Bodies.Serialization;

public sealed class BodySerializationTests
{
    public static IEnumerable<Type> Nodes => typeof(Body).Assembly.GetTypes()
        .Where(t => typeof(Body).IsAssignableFrom(t) && !t.IsAbstract).OrderBy(t => t.Name, StringComparer.Ordinal);

    [TestCaseSource(nameof(Nodes))]
    public void EveryNodeSurvivesTheRoundTrip(Type type)
    {
        for (int variant = 0; variant < 4; variant++)
        {
            object node = new Maker(variant).Make(type, 3)!;
            object read = BodyReader.ReadRoot(BodyWriter.WriteRoot(node), type);
            Assert.That(read, Is.EqualTo(node));
            Assert.That(BodyWriter.WriteRoot(read), Is.EqualTo(BodyWriter.WriteRoot(node)));
        }
    }

    [Test]
    public void AClassSurvivesTheRoundTrip()
    {
        GraphClass graphClass = StaticClass(Function("F", FloatType, Return(Variable(0)), Input("x", 0, "Matrix", "n", 3)));
        Assert.That(BodyReader.ReadClass(BodyWriter.Write(graphClass)), Is.EqualTo(graphClass));
    }

    [TestCase(null), TestCase(true), TestCase('\ud800'), TestCase("half \udc00"), TestCase(1), TestCase(uint.MaxValue), TestCase(long.MinValue)]
    [TestCase(ulong.MaxValue), TestCase(float.NaN), TestCase(-0f), TestCase(double.Epsilon), TestCase((byte)7), TestCase((short)-7)]
    public void LiteralsKeepTypeAndBits(object? value)
    {
        MethodDeclaration method = Method("M:G.F", new TypeRef("G"), VoidType, Return(new LiteralExpression(value) { Type = ObjectType }));
        Assert.That(((LiteralExpression)((ReturnStatement)BodyReader.ReadCode(BodyWriter.Write(Code(method))).Methods[0].Body!).Value!).Value, Is.EqualTo(value));
    }

    [Test]
    public void ADamagedFileIsRefusedOrReadAsSomething()
    {
        byte[] bytes = BodyWriter.Write(Code(Method("M:G.F", new TypeRef("G"), VoidType, Return(Binary("+", Literal(1), Literal("text"))))));
        for (int i = 0; i < bytes.Length; i++)
            foreach (byte damage in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
            {
                byte[] damaged = [.. bytes];
                damaged[i] = damage;
                // Any other exception fails the test.
                try
                {
                    BodyReader.ReadCode(damaged);
                }
                catch (InvalidDataException)
                {
                }
            }
        for (int length = 0; length < bytes.Length; length++)
            Assert.That(() => BodyReader.ReadCode(bytes[..length]), Throws.InstanceOf<InvalidDataException>());
        Assert.That(() => BodyReader.ReadCode([.. bytes, 0]), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("left over"));
    }

    [Test]
    public void NestingIsLimited()
    {
        Expression deep = Literal(0);
        for (int i = 0; i < BodyReader.DepthLimit + 1; i++)
            deep = new FromEndExpression(deep) { Type = IntType };
        byte[] bytes = BodyWriter.Write(Code(Method("M:G.F", new TypeRef("G"), VoidType, Return(deep))));
        Assert.That(() => BodyReader.ReadCode(bytes), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("deep"));
    }

    [Test]
    public void ReferencesAreWrittenOnce()
    {
        static GraphCode With(int count) =>
            Code(Method("M:G.F", new TypeRef("G"), VoidType, Block([.. Enumerable.Repeat<Statement>(Do(Variable(0, new TypeRef("A.Long.Type.Name"))), count)])));
        Assert.That(BodyWriter.Write(With(101)).Length - BodyWriter.Write(With(1)).Length, Is.LessThan(100 * 12));
    }

    private static GraphCode Code(MethodDeclaration method) => new("G", "T:G", [], [method], ["T:H"]);

    /// <summary>Makes values of the form's types: variants differ in numbers, texts, nulls and the choice of nodes.</summary>
    private sealed class Maker(int variant)
    {
        private int _count = variant;

        public object? Make(Type type, int depth)
        {
            _count++;
            if (Nullable.GetUnderlyingType(type) is { } underlying)
                return _count % 2 == 0 ? null : Make(underlying, depth);
            if (type == typeof(int))
                return (_count * 37) - 50;
            if (type == typeof(bool))
                return _count % 2 == 0;
            if (type == typeof(string))
                return "text" + (_count % 5);
            if (type == typeof(object))
                return new object[] { "n", 3, 2.5, true, 'c', 7L }[_count % 6];
            if (type.IsEnum)
                return Enum.GetValues(type).GetValue(_count % Enum.GetValues(type).Length);
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
                return MakeArray(type.GetGenericArguments()[0], depth);
            if (type.IsAbstract)
                type = Leaf(type, depth);
            return MakeRecord(type, depth);
        }

        private object MakeArray(Type element, int depth)
        {
            var items = System.Array.CreateInstance(element, depth <= 0 ? 0 : _count % 3);
            for (int i = 0; i < items.Length; i++)
                items.SetValue(Make(element, depth - 1), i);
            return Activator.CreateInstance(typeof(EquatableArray<>).MakeGenericType(element), BindingFlags.NonPublic | BindingFlags.Instance, null, [items], null)!;
        }

        private Type Leaf(Type type, int depth)
        {
            Type[] all = [.. Nodes.Where(type.IsAssignableFrom)];
            Type[] leaves = type == typeof(Expression) ? [typeof(ThisExpression), typeof(DiscardExpression)]
                : type == typeof(Statement) ? [typeof(BreakStatement), typeof(ContinueStatement)] : [typeof(DiscardPattern)];
            return depth <= 0 ? leaves[_count % leaves.Length] : all[_count % all.Length];
        }

        private object MakeRecord(Type type, int depth)
        {
            ConstructorInfo constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
            object result = constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, depth - 1))]);
            foreach (PropertyInfo property in type.GetProperties().Where(p => p.CanWrite && constructor.GetParameters().All(q => q.Name != p.Name)))
                property.SetValue(result, property.PropertyType == typeof(TypeRef) ? new TypeRef("T" + (_count % 3), IsParameter: true) : Make(property.PropertyType, depth - 1));
            return result;
        }
    }
}
