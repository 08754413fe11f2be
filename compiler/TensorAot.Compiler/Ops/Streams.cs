using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Random numbers as functions of a stream: four words that are state of the model or made from it. So draws have no effects: they can be
/// moved, split and computed again like any other value, and are equal exactly when they are the same draw.
/// </summary>
public static class Streams
{
    public static readonly Op StepStream = new("StepStream", OpKind.Routine)
    {
        Doc = "The stream of a step of a loop, or of an example of a batch: a block of Philox 4x32-10 under the stream's key, whose counter has the number of the step in its low half. Streams are [..., 4]; steps have their leading axes.",
        Type = r =>
        {
            TypeRules.RequireDType(r, r.Inputs[0].DType, [DType.Int32]);
            return r.Inputs[0];
        },
        DTypes = [DType.Int32],
        Reference = r => NdArray.Generate(r.Shape, i => (int)RandomReference.Step(RandomReference.StreamAt(r.Inputs[0], Row(i)), (int)r.Inputs[1].Values[RandomReference.RowOf(r.Shape, Row(i))])[i[i.Length - 1]]),
        NoGradient = "random numbers are constants to it",
        Routine = new RoutineCode("RandomDraws.Step", n => [n.Inputs[1].Shape.ElementCount]),
        Domain = [(-2e9, 2e9), (0, 1000)],
        Samples = s => [s.Graph.Add(StepStream!, null, s.Input(4), s.InputOf(DType.Int32)), s.Graph.Add(StepStream!, null, s.Input(2, 3, 4), s.InputOf(DType.Int32, 2, 3)), s.Graph.Add(StepStream!, null, s.Input(0, 4), s.InputOf(DType.Int32, 0))],
    };

    public static readonly Op DrawUnit = new("DrawUnit", OpKind.Routine)
    {
        Doc = "Uniform random numbers of a shape: multiples of 2^-24 (float) or 2^-53 (double) in [0, 1), or odd ones in (0, 1) or (-1, 1). Philox 4x32-10 of the stream [..., 4], whose leading axes come first in the result; docs/random.md has the layout of the counter.",
        Type = UnitType,
        DTypes = DTypes.Floating,
        Reference = r => NdArray.Generate(r.Shape, i => RandomReference.Unit(r, i)),
        NoGradient = "random numbers are constants to it",
        Routine = new RoutineCode("RandomDraws.Unit", UnitSizes),
        Domain = [(-2e9, 2e9)],
        Samples = s =>
        [
            Unit(s, s.InputOf(DType.Int32, 4), Shape.Of(150), UnitRange.Half),
            Unit(s, s.InputOf(DType.Int32, 4), Shape.Of(5, 14), UnitRange.Open),
            Unit(s, s.InputOf(DType.Int32, 3, 4), Shape.Of(35), UnitRange.Signed),
            Unit(s, s.InputOf(DType.Int32, 4), Shape.Of(100), UnitRange.Half, first: 37),
            Unit(s, s.InputOf(DType.Int32, 4), Shape.Scalar, UnitRange.Half),
            Unit(s, s.InputOf(DType.Int32, 4), Shape.Of(0, 3), UnitRange.Half),
        ],
    };

    /// <summary>The leading axes of the stream, then the shape.</summary>
    internal static TensorType DrawType(TypeRequest request, DType dtype)
    {
        TensorType stream = request.Inputs[0];
        if (stream.DType != DType.Int32 || stream.Rank == 0 || stream.Shape[stream.Rank - 1].Constant != RandomSource.Words)
            throw new InvalidOperationException($"{request.Op.Name}: {stream} is no stream");
        return new TensorType(dtype, Shape.Of(stream.Shape.Dims.Take(stream.Rank - 1).Concat(((DrawAttribute)request.Attribute!).Shape.Dims)));
    }

    /// <summary>The number of streams.</summary>
    internal static Dim Rows(Node draw) => Shape.Of(draw.Inputs[0].Shape.Dims.Take(draw.Inputs[0].Rank - 1)).ElementCount;

    private static TensorType UnitType(TypeRequest request)
    {
        DType dtype = ((UnitAttribute)request.Attribute!).DType;
        TypeRules.RequireDType(request, dtype, request.Op.DTypes);
        return DrawType(request, dtype);
    }

    private static EquatableArray<Dim> UnitSizes(Node draw)
    {
        var unit = (UnitAttribute)draw.Attribute!;
        return [Rows(draw), unit.Shape.ElementCount, unit.Number, (int)unit.Range, unit.First];
    }

    private static int[] Row(int[] index) => [.. index.Take(index.Length - 1)];

    private static Node Unit(OpSamples s, Node stream, Shape shape, UnitRange range, int first = 0) =>
        s.Graph.Add(DrawUnit, new UnitAttribute(3, shape, s.DType, range, first), stream);
}
