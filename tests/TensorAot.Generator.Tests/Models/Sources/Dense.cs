namespace Models;

/// <summary>A layer as plain C#: a primary constructor, a property and a field of state, a delegate.</summary>
public sealed class Dense(int inputs, int outputs, Func<Expr<float>, Expr<float>>? activation = null)
{
    public readonly Shared<float> B = Shared.Zeros<float>(outputs);

    public Shared<float> W { get; } = Shared.Normal<float>(1 / Math.Sqrt(inputs), inputs, outputs);

    public IEnumerable<Shared<float>> Parameters => [W, B];

    public Expr<float> Apply(Expr<float> x)
    {
        var z = Dot(x, W) + B;
        return activation is null ? z : activation(z);
    }
}
