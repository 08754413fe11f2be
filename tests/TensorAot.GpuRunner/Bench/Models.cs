using static TensorAot.Ops;

namespace TensorAot.GpuRunner.Bench;

/// <summary>Work on state, which stays on the device, so that a call copies nothing of its size.</summary>
[TensorGraph]
internal sealed partial class Vectors(float[] x, int length)
{
    [Dims("n")]
    public readonly Shared<float> X = Shared.From(x, [length]);

    [Dims("n")]
    public readonly Shared<float> Y = Shared.Zeros<float>(length);

    /// <summary>Reads X and Y, writes Y.</summary>
    [Function]
    Expr<int> Elementwise(Scalar<float> rate)
    {
        Update(Y, 0.9f * Y + rate * Tanh(X) * Exp(-X * X));
        return Cast<int>(rate);
    }

    /// <summary>Reads X.</summary>
    [Function]
    Expr<float> SumOfSquares(Scalar<float> scale) => scale * Sum(X * X);
}

/// <summary>Rows of a matrix.</summary>
[TensorGraph]
internal sealed partial class Rows(float[] x, int rows, int columns)
{
    [Dims("n", "m")]
    public readonly Shared<float> X = Shared.From(x, [rows, columns]);

    [Dims("n", "m")]
    public readonly Shared<float> Y = Shared.Zeros<float>(rows, columns);

    /// <summary>Reads X, writes Y.</summary>
    [Function]
    Expr<int> Softmax(Scalar<float> scale)
    {
        Update(Y, Ops.Softmax(scale * X));
        return Cast<int>(scale);
    }
}

/// <summary>A product of square matrices.</summary>
[TensorGraph]
internal sealed partial class Products(float[] a, float[] b, int size)
{
    [Dims("n", "n")]
    public readonly Shared<float> A = Shared.From(a, [size, size]);

    [Dims("n", "n")]
    public readonly Shared<float> B = Shared.From(b, [size, size]);

    [Dims("n", "n")]
    public readonly Shared<float> C = Shared.Zeros<float>(size, size);

    [Function]
    Expr<int> Multiply(Scalar<float> scale)
    {
        Update(C, Dot(A, B));
        return Cast<int>(scale);
    }
}

/// <summary>Numbers that are the same in every run.</summary>
internal static class Data
{
    public static float[] Floats(int count)
    {
        var random = new Random(1);
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (2 * random.NextSingle()) - 1;
        return values;
    }
}
