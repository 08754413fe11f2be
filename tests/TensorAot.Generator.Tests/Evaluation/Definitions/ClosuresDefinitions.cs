// Odd on purpose: corners that the C# compiler warns of are corners of evaluation too.
#pragma warning disable CS9124, CS8793, CS0458, CS1718
namespace TensorAot.Generator.Tests.Evaluation.Definitions;

/// <summary>Variables that functions share, and when functions run.</summary>
public static class ClosuresDefinitions
{
    public static string Closures()
    {
        var fs = new List<Func<int>>();
        foreach (int i in new[]
        {
            1,
            2,
            3
        }

        )
            fs.Add(() => i * 10);
        for (int i = 0; i < 3; i++)
            fs.Add(() => i);
        int c = 5;
        Func<int> g = () => c;
        c = 7;
        fs.Add(g);
        Action inc = () => c++;
        inc();
        inc();
        fs.Add(() => c);
        return string.Join(",", fs.Select(f => f()));
    }

    public static string LoopLocals()
    {
        var fs = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            int j = i * i;
            fs.Add(() => j + i);
        }

        int k = 0;
        while (k < 2)
        {
            int m = k;
            fs.Add(() => m);
            k++;
        }

        do
        {
            k--;
        }
        while (k > 0);
        return string.Join(",", fs.Select(f => f())) + k;
    }

    public static string LazyLinq()
    {
        int n = 0;
        var q = Enumerable.Range(0, 3).Select(x =>
        {
            n++;
            return x + n;
        });
        int k = 100;
        var w = Enumerable.Range(0, 2).Select(x => x + k);
        k = 200;
        return S(n, string.Join(",", q), n, string.Join(",", q), n, string.Join(",", w));
    }

    static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    public static string Recursion()
    {
        int F(int n) => n == 0 ? 1 : n * F(n - 1);
        int acc = 0;
        void Walk(int d)
        {
            acc += d;
            if (d > 0)
                Walk(d - 1);
        }

        Walk(10);
        T Id<T>(T x) => x;
        Func<int, int>? fact = null;
        fact = n => n <= 1 ? 1 : n * fact!(n - 1);
        return S(Fib(12), F(6), acc, Id("s"), Id(3), fact(5));
    }

    public static string LocalFuncs()
    {
        var fs = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            int j = i;
            int G() => j * 10;
            fs.Add(G);
        }

        int total = 0;
        Add(3);
        Add(4);
        void Add(int x)
        {
            total += x;
        }

        return S(string.Join(",", fs.Select(f => f())), total);
    }

    public static string Funcs()
    {
        Func<double, double> sq = x => x * x, rt = Math.Sqrt;
        Func<Func<double, double>, Func<double, double>> twice = f => x => f(f(x));
        Func<int, int, int> add = (a, b) => a + b;
        Func<int, Func<int, int>> curry = a => b => add(a, b);
        Action<int> no = _ =>
        {
        };
        no(1);
        Func<int, int>? nul = null;
        var df = (int a, int b = 4) => a + b;
        return S(twice(sq)(3), rt(16), curry(1)(2), add.Invoke(1, 2), nul?.Invoke(3),
            string.Join(",", new[] { 4.0, 9 }.Select(Math.Sqrt)), df(1), new[] { 1, 2 }.Select(Prim).Sum());
    }

    static int Prim(int x) => x * 3;

    public static string Nested()
    {
        int depth = 0;
        int Go(int n)
        {
            depth++;
            int local = n;
            Func<int> f = () => local + depth;
            if (n == 0)
                return f();
            return Go(n - 1) + f();
        }

        return S(Go(4), depth);
    }

    static string S(params object? [] xs) => string.Join("|", xs);
}
