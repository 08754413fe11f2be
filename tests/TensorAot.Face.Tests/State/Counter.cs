namespace FaceTests.State;

/// <summary>State as a field, as an auto-property and as a scalar; functions that only update.</summary>
[TensorGraph]
public sealed partial class Counter
{
    public readonly Shared<double> Total = Shared.Zeros<double>(3);

    public readonly Shared<long> Steps = Shared.Scalar(10L);

    public Shared<double> Last { get; } = Shared.Full(-1.0, 3);

    [Function]
    void Add([Dims(3)] Vector<double> x)
    {
        Update(Total, Total + x);
        Update(Last, x);
        Update(Steps, Steps + 1);
    }

    [Function]
    Expr<long> Next()
    {
        Update(Steps, Steps + 1);
        return Steps;
    }

    [Function]
    Expr<double> Reset()
    {
        Update(Total, Zeros<double>(3));
        return Sum(Total);
    }

    [Function]
    void Swap(Scalar<double> scale)
    {
        Update(Total, scale * Last);
        Update(Last, Total);
    }

    [Function]
    (Expr<double> total, Expr<long> steps) Read([Dims(3)] Vector<double> weights) => (Dot(Total, weights), Steps);

    [Function]
    Expr<double> Shifted(Scalar<double> by) => Total + by;
}
