using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Evaluate;

/// <summary>An evaluation over arrays of float64; what an op computes is left open.</summary>
/// <param name="size">What a size is.</param>
internal abstract class NdArrayEvaluation(Func<Dim, int> size) : Evaluation<NdArray>(size)
{
    protected override NdArray Row(NdArray whole, int index)
    {
        int count = whole.Values.Length / whole.Shape[0];
        return new NdArray([.. whole.Shape.Skip(1)], [.. whole.Values.Skip(index * count).Take(count)]);
    }

    protected override NdArray Stack(TensorType type, IReadOnlyList<NdArray> rows) => new(Sizes(type), [.. rows.SelectMany(r => r.Values)]);

    protected override NdArray Number(int value) => NdArray.Scalar(value);

    protected override int Integer(NdArray number) => (int)number.Values[0];

    protected override NdArray Zeros(TensorType type) => NdArray.Generate(Sizes(type), _ => 0);

    protected override bool IsTrue(NdArray condition) => condition.Values[0] != 0;
}
