using static TensorAot.Ops;

namespace DeviceTests.Models;

/// <summary>Draws that fail where their parameters are out of range.</summary>
[TensorGraph]
public sealed partial class Draws
{
    public readonly RandomStream Random = new(seed: 7);
    public readonly Shared<int> Calls = Shared.Scalar(0);

    [Function]
    (Expr<long> Counts, Expr<double> Levels) Rates([Dims("n")] Vector<double> rates)
    {
        Update(Calls, Calls + 1);
        return (Random.Poisson<long>(rates), Random.Gamma<double>(rates, 2));
    }

    [Function]
    Expr<int> Between([Dims("n")] Vector<int> low, [Dims("n")] Vector<int> high) => Random.Integers<int>(low, high);
}
