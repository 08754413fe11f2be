namespace FaceTests.State;

/// <summary>A layer of a list.</summary>
public sealed class Dense(int inputs, int outputs)
{
    public readonly Shared<float> W = Shared.Normal<float>(0.5, inputs, outputs);

    public Shared<float> B { get; } = Shared.Full(0.25f, outputs);

    public Expr<float> Apply(Expr<float> x) => Tanh(Dot(x, W) + B);
}

/// <summary>State of every kind to save: in layers of a list, tied, private, a scalar, of every element type, and unused by functions.</summary>
[TensorGraph]
public sealed partial class Stored
{
    private readonly Shared<long> _steps = Shared.Scalar(0L);
    private readonly Shared<double> _scale = Shared.Full(2.0, 1);

    public Stored() => Decoder = Layers[0].W;

    public List<Dense> Layers { get; } = [new(3, 4), new(4, 2)];

    public Shared<float> Decoder { get; }

    public readonly Shared<bool> Mask = Shared.Full(true, 2);

    public readonly Shared<int> Order = Shared.From([2, 0, 1]);

    public readonly Shared<byte> Unused = Shared.From<byte>([1, 2, 255]);

    /// <summary>No state: it is not saved.</summary>
    public int Epoch { get; set; }

    public long Steps => _steps.Value[0];

    [Function]
    Expr<float> Step([Dims("n", 3)] Matrix<float> x)
    {
        Update(_steps, _steps + 1);
        var y = Layers.Aggregate((Expr<float>)x, (h, layer) => layer.Apply(h));
        return Sum(Where(Mask, y, 0)) + Sum(Decoder) + Cast<float>(Sum(_scale)) * Cast<float>(Sum(Order));
    }
}

/// <summary>A class without state has nothing to save.</summary>
[TensorGraph]
public sealed partial class Stateless
{
    [Function]
    Expr<float> Twice(Scalar<float> x) => 2 * x;
}

/// <summary>State from files.</summary>
[TensorGraph]
public sealed partial class Loaded(string file, string archive)
{
    [Dims("inputs", "outputs")]
    private readonly Shared<float> _w = Shared.Load<float>(file);

    [Dims(2)]
    private readonly Shared<double> _b = Shared.Load<double>(archive, "bias");

    [Function]
    Expr<double> Apply([Dims("inputs")] Vector<float> x) => Cast<double>(Sum(Dot(x, _w))) + _b;
}
