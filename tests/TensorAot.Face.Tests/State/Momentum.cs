using System.Numerics;

namespace FaceTests.State;

/// <summary>What an optimizer does to one parameter.</summary>
public interface IRate<T>
{
    Expr<T> Of(Expr<T> gradient);
}

/// <summary>A constant rate.</summary>
public sealed class Constant<T>(double rate) : IRate<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public Expr<T> Of(Expr<T> gradient) => rate * gradient;
}

/// <summary>Gradient descent with momentum, generic with constraints, with one moment for each parameter.</summary>
public sealed class Momentum<T, TRate>(IReadOnlyList<Shared<T>> parameters, TRate rate)
    where T : struct, IFloatingPointIeee754<T>
    where TRate : class, IRate<T>
{
    private readonly Shared<T>[] _moments = [.. parameters.Select(Shared.ZerosLike)];

    public IReadOnlyList<Shared<T>> Moments => _moments;

    public void Step(Expr<T> cost, double decay)
    {
        Expr<T>[] gradients = Grad(cost, parameters);
        for (int i = 0; i < parameters.Count; i++)
        {
            var moment = decay * _moments[i] + gradients[i];
            Update(_moments[i], moment);
            Update(parameters[i], parameters[i] - rate.Of(moment));
        }
    }
}
