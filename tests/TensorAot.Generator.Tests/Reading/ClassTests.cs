using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Reading;

/// <summary>Classes: state, constructors, inheritance, and what of other types is followed.</summary>
public class ClassTests
{
    [Test]
    public void InitializersStandInTextualOrderAcrossTheirKinds()
    {
        GraphClass model = Source.Lower("""
            [TensorGraph] public sealed partial class G
            {
                public readonly Shared<float> W = Shared.Zeros<float>(2);
                public int N { get; } = 3;
                readonly int _m = 4, _k;
                [Function] Expr<float> F(Vector<float> x) => x + W;
            }
            """);
        Assert.That(Source.Type(model, "G").Fields.Select(f => f.Name + "=" + BodyPrinter.Print(f.Initializer)),
            Is.EqualTo(new[] { "W=Call(Shared.Zeros<Single>, [dims: Collection([2])])", "N=3", "_m=4", "_k=-" }));
        Assert.That(model.Header.IsStatic, Is.False);
        Assert.That(model.Methods.Select(m => m.Name), Is.EquivalentTo(new[] { ".ctor", "F" }));
    }

    [Test]
    public void ConstructorsCallTheirBaseAndChain()
    {
        GraphClass model = Source.Lower("""
            class A { public A() { } public A(int n) { N = n; } public int N; }
            class B : A { public B(int n) : base(n + 1) { } public B() : this(5) { } }
            class C : A { }
            [TensorGraph] public sealed partial class G
            {
                readonly object _b = new B(), _c = new C();
                [Function] Expr<float> F(Vector<float> x) => x;
            }
            """);
        MethodDeclaration Constructor(string type, int parameters) =>
            model.Methods.Single(m => m.Name == ".ctor" && m.ContainingType.Name == type && m.Parameters.Count == parameters);
        Assert.That(BodyPrinter.Print(Constructor("B", 1).Initializer), Is.EqualTo("Call(this, A..ctor, [n: Binary(+, n, 1)])"));
        Assert.That(Constructor("B", 0).ChainsToThis, Is.True);
        Assert.That(BodyPrinter.Print(Constructor("C", 0).Initializer), Is.EqualTo("Call(this, A..ctor)"));
        Assert.That(Source.Type(model, "B").Base!.Name, Is.EqualTo("A"));
    }

    [Test]
    public void PrimaryParametersLiveInTheObject()
    {
        GraphClass model = Source.Lower("""
            class Layer(int n, float scale) { public readonly Shared<float> W = Shared.Zeros<float>(n); public Expr<float> Apply(Expr<float> x) => scale * x + W; }
            class Wide(int n) : Layer(2 * n, 1f);
            [TensorGraph] public sealed partial class G { readonly Layer _l = new Wide(3); [Function] Expr<float> F(Vector<float> x) => _l.Apply(x); }
            """);
        Assert.That(Source.Type(model, "Layer").PrimaryParameters, Is.EqualTo(new[] { "n", "scale" }));
        Assert.That(BodyPrinter.Print(Source.Method(model, "Apply").Body), Does.Contain("PrimaryParameter(scale)"));
        Assert.That(BodyPrinter.Print(model.Methods.Single(m => m.Name == ".ctor" && m.ContainingType.Name == "Wide").Initializer),
            Is.EqualTo("Call(this, Layer..ctor, [n: Binary(*, 2, PrimaryParameter(n)), scale: 1f])"));
    }

    [Test]
    public void OnlyTypesThatAreMadeAnswerVirtualCalls()
    {
        GraphClass model = Source.Lower("""
            interface ILayer { Expr<float> Apply(Expr<float> x); int Size { get; } }
            abstract class Base : ILayer { public abstract Expr<float> Apply(Expr<float> x); public virtual int Size => 1; }
            class Used : Base { public override Expr<float> Apply(Expr<float> x) => x; public override int Size { get; } = 2; }
            class Unused : Base { public override Expr<float> Apply(Expr<float> x) { try { return x; } finally { } } }
            [TensorGraph] public sealed partial class G
            {
                readonly ILayer[] _layers = [new Used()];
                [Function] Expr<float> F(Vector<float> x) => _layers[0].Apply(x) * (float)_layers[0].Size;
            }
            """);
        Assert.That(model.Types.Select(t => t.Type.Name), Is.EqualTo(new[] { "Base", "G", "Used" }));
        Assert.That(Source.Type(model, "Used").Implementations.Select(BodyPrinter.Print), Is.EqualTo(new[]
        {
            "Implementation(M:ILayer.Apply(TensorAot.Expr{System.Single}), M:Used.Apply(TensorAot.Expr{System.Single}))",
            "Implementation(P:ILayer.Size, P:Used.Size)",
        }));
        Assert.That(Source.Type(model, "Used").Interfaces.Select(i => i.Name), Is.EqualTo(new[] { "ILayer" }));
    }

    [Test]
    public void StaticAbstractMembersAreLookedUpOnTypeArguments()
    {
        GraphClass model = Source.Lower("""
            interface IActivation { static abstract Expr<float> Apply(Expr<float> x); }
            class Soft : IActivation { public static Expr<float> Apply(Expr<float> x) => Tanh(x); }
            [TensorGraph] public static partial class G
            {
                static Expr<float> Twice<A>(Expr<float> x) where A : IActivation => A.Apply(A.Apply(x));
                [Function] static Expr<float> F(Vector<float> x) => Twice<Soft>(x);
            }
            """);
        Assert.That(model.Methods.Select(m => m.Name), Is.EquivalentTo(new[] { "F", "Twice", "Apply" }));
        Assert.That(Source.Type(model, "Soft").Implementations, Has.Count.EqualTo(1));
        var call = (CallExpression)((ReturnStatement)((BlockStatement)Source.Method(model, "Twice").Body!).Statements[0]).Value!;
        Assert.That(call.Constraint, Is.EqualTo(new TypeRef("A", IsParameter: true)));
    }

    [Test]
    public void HelpersInOtherFilesAreFollowedAndOthersAreNot()
    {
        GraphClass model = Source.Lower(
            Source.InFunction("return x.Twice();"),
            "static class Helpers { public static Expr<float> Twice(this Expr<float> x) => Once(x) + x; static Expr<float> Once(Expr<float> x) => x; public static int Other() => 1; }");
        Assert.That(model.Methods.Select(m => m.Name), Is.EquivalentTo(new[] { "F", "Twice", "Once" }));
    }

    [Test]
    public void StaticReadOnlyFieldsAreReadWhereTheyAreUsed()
    {
        GraphClass model = Source.Lower(Source.InFunction("return x * Scale;", "static readonly float Scale = MathF.Sqrt(2f); static readonly object Other = new System.IO.StringWriter();"));
        Assert.That(Source.Type(model, "G").Fields.Select(f => f.Name), Is.EqualTo(new[] { "Scale" }));
    }

    [Test]
    public void RecordsKeepTheirPositionalProperties()
    {
        GraphClass model = Source.Lower("""
            [TensorGraph] public static partial class G
            {
                public record Pair(Expr<float> First, Expr<float> Second);
                [Function] static Pair F(Vector<float> x) { var p = new Pair(x, x); return p with { Second = Exp(x) }; }
            }
            """);
        TypeDeclaration pair = model.Types.Single(t => t.IsRecord);
        Assert.That(pair.Type.Name, Is.EqualTo("G+Pair"));
        Assert.That(pair.Fields.Select(f => f.Name + "=" + BodyPrinter.Print(f.Initializer)),
            Is.EqualTo(new[] { "First=PrimaryParameter(First)", "Second=PrimaryParameter(Second)" }));
        Assert.That(BodyPrinter.Print(Source.Method(model, "F").Body), Does.Contain("With(p, [Assign(Property(ImplicitReceiver(), Pair.Second)"));
        Assert.That(model.Functions[0].ResultNames, Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public void PrivateStateOfOtherTypesIsNotAccessible()
    {
        GraphClass model = Source.Lower("""
            class Layer { private readonly Shared<float> _w = Shared.Zeros<float>(1); public Shared<float> B { get; } = Shared.Zeros<float>(1); public Expr<float> Sum() => _w + B; }
            [TensorGraph] public sealed partial class G { readonly Layer _l = new(); [Dims("n")] readonly Shared<float> _s = Shared.Zeros<float>(1); [Function] Expr<float> F(Vector<float> x) => _l.Sum() + _s; }
            """);
        Assert.That(Source.Type(model, "Layer").Fields.Select(f => (f.Name, f.IsAccessible, f.IsProperty)),
            Is.EqualTo(new[] { ("_w", false, false), ("B", true, true) }));
        Assert.That(Source.Type(model, "G").Fields.Single(f => f.Name == "_s").Dims, Is.EqualTo(new object[] { "n" }));
    }

    [Test]
    public void BaseCallsAreNotVirtual()
    {
        GraphClass model = Source.Lower("""
            class A { public virtual Expr<float> Apply(Expr<float> x) => x; public virtual float Scale => 1; }
            class B : A { public override Expr<float> Apply(Expr<float> x) => base.Apply(x) * base.Scale; public override float Scale => 2; }
            [TensorGraph] public sealed partial class G { readonly A _a = new B(); [Function] Expr<float> F(Vector<float> x) => _a.Apply(x); }
            """);
        Assert.That(BodyPrinter.Print(model.Methods.Single(m => m.Name == "Apply" && m.ContainingType.Name == "B").Body),
            Is.EqualTo("Block([Return(Binary(*, Call(this, A.Apply, [x: x]), Property(this, A.Scale), Expr<Single>.op_Multiply))])"));
        Assert.That(model.Methods.Select(m => m.ContainingType.Name + "." + m.Name),
            Is.EquivalentTo(new[] { "A..ctor", "A.Apply", "A.get_Scale", "B..ctor", "B.Apply", "G..ctor", "G.F" }));
    }

    [Test]
    public void OwnOperatorsIndexersAccessorsAndDeconstructionAreFollowed()
    {
        GraphClass model = Source.Lower("""
            struct Pair(Expr<float> a, Expr<float> b)
            {
                Expr<float> _a = a;
                public Expr<float> A { get => _a; set { _a = value; } }
                public Expr<float> this[int i] => i == 0 ? _a : b;
                public static Pair operator +(Pair l, Pair r) => new(l.A + r.A, l[1] + r[1]);
                public static implicit operator Pair(Expr<float> x) => new(x, x);
                public void Deconstruct(out Expr<float> first, out Expr<float> second) { first = A; second = this[1]; }
            }
            [TensorGraph] public static partial class G
            {
                [Function] static Expr<float> F(Vector<float> x) { Pair p = (Expr<float>)x; p += p; p.A = x; return p is (var a, _) ? a : x; }
            }
            """, "");
        Assert.That(model.Methods.Select(m => m.Name),
            Is.EquivalentTo(new[] { ".ctor", "get_A", "set_A", "get_Item", "op_Addition", "op_Implicit", "Deconstruct", "F" }));
        Assert.That(Source.Type(model, "Pair").Properties.Select(p => p.Name), Is.EqualTo(new[] { "A", "this[]" }));
        Assert.That(BodyPrinter.Print(Source.Method(model, "F").Body), Does.Contain("CompoundAssign(p, +, p, Pair.op_Addition, Pair)"));
    }

    [Test]
    public void HelpersMayCallEachOther() => Assert.That(
        Source.Lower(Source.InFunction("return Even(x, 3);",
            "static Expr<float> Even(Expr<float> x, int n) => n == 0 ? x : Odd(x, n - 1); static Expr<float> Odd(Expr<float> x, int n) => Even(x, n - 1);"))
            .Methods.Select(m => m.Name), Is.EquivalentTo(new[] { "F", "Even", "Odd" }));
}
