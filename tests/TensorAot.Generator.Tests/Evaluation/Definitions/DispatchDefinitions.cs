// Odd on purpose: corners that the C# compiler warns of are corners of evaluation too.
#pragma warning disable CS9124, CS8793, CS0458, CS1718
using System.Numerics;

namespace TensorAot.Generator.Tests.Evaluation.Definitions;

/// <summary>Virtual members, interfaces, generics, static abstract members.</summary>
public static class DispatchDefinitions
{
    abstract class Shape
    {
        public abstract double Area();
        public virtual string Name => "shape";

        public string Describe() => $"{Name}:{Area()}";
        protected Shape()
        {
            Log += GetType_();
        }

        public string Log = "S";
        protected virtual string GetType_() => "base";
    }

    class Sq(double side) : Shape
    {
        public override double Area() => side * side;
        public override string Name => "sq" + base.Name;

        protected override string GetType_() => "sq";
        public void Grow() => side += 1;
    }

    sealed class Circle : Shape
    {
        readonly double r;
        public Circle(double r)
        {
            this.r = r;
            Log += "C";
        }

        public Circle() : this(2)
        {
            Log += "D";
        }

        public override double Area() => r * r * 3;
    }

    interface IHas
    {
        int Get();
        int Twice() => Get() * 2;
    }

    class H1 : IHas
    {
        public int Get() => 21;
    }

    class H2 : IHas
    {
        int IHas.Get() => 5;
        public int Twice() => 1;
    }

    public static string Virtuals()
    {
        Shape a = new Sq(2), b = new Circle();
        var sq = (Sq)a;
        sq.Grow();
        IHas h = new H1(), g = new H2();
        return S(a.Describe(), b.Describe(), a.Log, b.Log, h.Get(), h.Twice(), g.Get(), g.Twice(), a is Sq, b as Sq is null,
            h is IHas, h is H1, ((object)h) is IHas);
    }

    static T Sum<T>(T[] xs)
        where T : INumber<T>
    {
        T s = T.Zero;
        foreach (var x in xs)
            s += x;
        return s * T.One;
    }

    static T Poly<T>(T x)
        where T : INumber<T> => x * x + T.CreateChecked(2) * x + T.One;

    class Pair<A, B>(A a, B b)
    {
        public A First => a;
        public B Second { get; } = b;

        public Pair<B, A> Swap() => new(Second, First);
        public C Map<C>(Func<A, B, C> f) => f(a, b);
    }

    class Derived<T>(T x) : Pair<T, int>(x, 7);

    public static string Generics()
    {
        var p = new Pair<int, string>(1, "b");
        var d = new Derived<double>(2.5);
        return S(Sum([1, 2, 3]), Sum([0.5, 0.25]), Sum(new byte[] { 200, 100 }), Poly(3), Poly(1.5f), p.Swap().First,
            p.Map((a, b) => b + a), d.First, d.Second, default(int), default(string), Def<double>(), Def<string>(), Is<int>(3),
            Is<string>(3));
    }

    static T? Def<T>() => default;

    static bool Is<T>(object o) => o is T;

    interface IAct
    {
        static abstract double F(double x);
        static virtual double G(double x) => x + 1;
        static abstract int Id { get; }
    }

    struct Dbl : IAct
    {
        public static double F(double x) => 2 * x;
        public static int Id => 1;
    }

    struct Trip : IAct
    {
        public static double F(double x) => 3 * x;
        public static double G(double x) => x - 1;
        public static int Id => 2;
    }

    static double App<T>(double x)
        where T : IAct => T.F(T.G(x)) + T.Id;

    public static string StaticAbstract() => S(App<Dbl>(1), App<Trip>(1));

    static string S(params object? [] xs) => string.Join("|", xs);
}
