namespace Models;

/// <summary>An optimizer without state, generic in the element type.</summary>
static class Sgd
{
    public static void Step<T>(Expr<T> cost, IReadOnlyList<Shared<T>> parameters, Expr<T> rate)
    {
        var gradients = Grad(cost, parameters);
        for (int i = 0; i < parameters.Count; i++)
            Update(parameters[i], parameters[i] - rate * gradients[i]);
    }
}
