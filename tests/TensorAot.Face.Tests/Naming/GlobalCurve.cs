/// <summary>A graph class in the global namespace.</summary>
[TensorGraph]
public sealed partial class GlobalCurve
{
    private readonly Shared<double> _scale = Shared.Full(2.0, 2);

    [Function]
    Expr<double> Scaled([Dims(2)] Vector<double> x) => Exp(x) * _scale;
}
