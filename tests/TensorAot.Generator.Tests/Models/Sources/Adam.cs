namespace Models;

/// <summary>An optimizer with state of its own, in arrays made by LINQ.</summary>
public sealed class Adam<T>(IReadOnlyList<Shared<T>> parameters, double beta1 = 0.9, double beta2 = 0.999)
{
    readonly Shared<T>[] m = [.. parameters.Select(Shared.ZerosLike)], v = [.. parameters.Select(Shared.ZerosLike)];
    readonly Shared<T> t = Shared.Zeros<T>();

    public void Step(Expr<T> cost, Expr<T> rate)
    {
        var step = t + 1;
        Update(t, step);
        foreach (var (p, g, i) in parameters.Zip(Grad(cost, parameters)).Select((pair, i) => (pair.First, pair.Second, i)))
        {
            var mi = beta1 * m[i] + (1 - beta1) * g;
            var vi = beta2 * v[i] + (1 - beta2) * Square(g);
            Update(m[i], mi);
            Update(v[i], vi);
            Update(p, p - rate * (mi / (1 - Pow(beta1, step))) / (Sqrt(vi / (1 - Pow(beta2, step))) + 1e-8));
        }
    }
}
