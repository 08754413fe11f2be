namespace FaceTests.Naming;

/// <summary>Parameters, sizes and results with the names of what generated code declares, and keywords.</summary>
[TensorGraph]
public sealed partial class Parameters
{
    private readonly Shared<double> call = Shared.Ones<double>(2);
    private readonly Shared<double> frame = Shared.Scalar(1.0);

    [Function]
    static (Expr<double> @out, Expr<double> i) Locals([Dims("start", "end")] Matrix<double> call, [Dims("end")] Vector<double> workspace, Scalar<double> f, Scalar<double> row) =>
        (Softmax(call * f, axis: 1) + workspace, Sum(call) + row);

    [Function]
    static Expr<double> Slots([Dims("n")] Vector<double> slot0, [Dims("n")] Vector<double> slot1, Scalar<double> kernel0, Scalar<double> t0) =>
        Softmax(slot0) * Dot(slot0, slot1) + Mean(slot1) * kernel0 + t0;

    /// <summary>All sizes are known, so that the size of the workspace is a constant.</summary>
    [Function]
    static Expr<double> Workspaces([Dims(3, 3)] Matrix<double> WorkspaceBytes, [Dims(3)] Vector<double> s_workspace) => Dot(WorkspaceBytes, Dot(WorkspaceBytes, s_workspace));

    [Function]
    static Expr<double> Keywords(Vector<double> @class, Scalar<double> @event, Vector<double> value) => @class * @event + Sum(value);

    [Function]
    static Expr<double> Sizes([Dims("x", "y")] Matrix<double> x, [Dims("y")] Vector<double> y, [Dims("x")] Vector<double> result) => Dot(x, y) + result;

    [Function]
    Expr<double> State([Dims(2)] Vector<double> tensorAotState, Scalar<double> state, Scalar<double> owner)
    {
        Update(call, call + tensorAotState);
        Update(frame, frame * state);
        return Sum(call) + frame + owner;
    }

    /// <summary>A value with the name that its fold would have.</summary>
    [Function]
    static (Expr<double> values, Expr<double> squares) Sums(Vector<double> x)
    {
        var sum = x + 1;
        return (sum, Sum(Square(sum)));
    }

    [Function]
    static Expr<double> Unicode(Vector<double> größe, Scalar<double> λ) => größe * λ;

    [Function]
    static Expr<double> @static(Vector<double> x) => -x;
}
