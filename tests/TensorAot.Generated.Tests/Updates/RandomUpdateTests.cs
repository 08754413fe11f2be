namespace TensorAot.Generated.Tests.Updates;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Random functions that update several states at once from each other: every new value is that of the old states, whatever is computed in place.</summary>
public class RandomUpdateTests
{
    private const int Functions = 100, Size = 6, Steps = 9;
    private static readonly string[] s_states = ["A", "B", "C"];

    [Test]
    public void EveryUpdateReadsTheOldState([Values(1, 2)] int seed)
    {
        var model = new ModelBuilder();
        foreach (string name in s_states)
            model.State(name, DType.Float64, Size, Size);
        model.State("Count", DType.Float64);
        FunctionGraph[] functions = [.. Enumerable.Range(0, Functions).Select(k => model.Add("F" + k, (b, s) => Random(new Random((seed * 1000) + k), b, s)))];
        foreach (FunctionGraph function in functions)
            Check(model, function, new Random(seed));
    }

    private static void Check(ModelBuilder model, FunctionGraph function, Random random)
    {
        double[][] before = [.. s_states.Select(_ => Enumerable.Range(0, Size * Size).Select(_ => (2 * random.NextDouble()) - 1).ToArray())];
        Shared<double>[] shared = [.. before.Select(m => Shared.From<double>(m, Size, Size)), Shared.Scalar(0.75)];
        double[] x = [.. Enumerable.Range(0, Size).Select(i => 0.3 * (i - 2))];
        var inputs = new Dictionary<string, NdArray> { ["x0"] = new([Size], x), ["Count"] = NdArray.Scalar(0.75) };
        for (int k = 0; k < s_states.Length; k++)
            inputs[s_states[k]] = new NdArray([Size, Size], before[k]);
        NdArray[] expected = ReferenceEvaluator.Evaluate([.. function.Roots], inputs);
        object? result = model.Call(model.Create([.. shared]), function.Name, x);
        string note = $"{function.Name}:\n{GraphPrinter.Print([.. function.Outputs.Select(o => (o.Name, o.Value)), .. function.Updates.Select(u => (u.State.Path + "'", u.Value))])}";
        for (int k = 0; k < function.Outputs.Count; k++)
            IsNear(Values(function.Outputs.Count == 1 ? result! : ((System.Runtime.CompilerServices.ITuple)result!)[k]!), expected[k].Values, $"result {k} of {note}");
        string[] names = [.. s_states, "Count"];
        for (int u = 0; u < names.Length; u++)
        {
            int update = function.Updates.ToList().FindIndex(d => d.State.Path == names[u]);
            double[] now = update >= 0 ? expected[function.Outputs.Count + update].Values : u < before.Length ? before[u] : [0.75];
            IsNear(shared[u].Value, now, $"{names[u]} of {note}");
        }
    }

    private static double[] Values(object result) => result is Array array ? [.. array.Cast<double>()] : [(double)result];

    private static void IsNear(double[] actual, double[] expected, string note)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length), note);
        for (int i = 0; i < actual.Length; i++)
            if (!(Math.Abs(actual[i] - expected[i]) <= 1e-9 * (1 + Math.Abs(expected[i]))))
                Assert.Fail($"[{i}] is {actual[i]:R} instead of {expected[i]:R}: {note}");
    }

    /// <summary>Values made of each other, some of which are results and new states; there may be none.</summary>
    private static (Node[] Outputs, (string State, Node Value)[] Updates) Random(Random random, FunctionBuilder b, Dictionary<string, Node> s)
    {
        List<Node> matrices = [s["A"], s["B"], s["C"]], numbers = [s["Count"], Constant(s["A"], 0.5)];
        Node x = b.Input(DType.Float64, Size);
        for (int step = 0; step < Steps; step++)
        {
            if (random.Next(5) == 0)
                numbers.Add(Number(random, matrices, numbers));
            else
                matrices.Add(Matrix(random, matrices, numbers, x));
        }

        (string, Node)[] updates = [.. s_states.Where(_ => random.Next(3) > 0).Select(name => (name, Late(random, matrices)))];
        if (random.Next(3) == 0)
            updates = [.. updates, ("Count", Late(random, numbers))];
        return ([.. Enumerable.Range(0, random.Next(3)).Select(_ => Late(random, random.Next(4) == 0 ? numbers : matrices))], updates);
    }

    private static Node Any(Random random, List<Node> values) => values[random.Next(values.Count)];

    /// <summary>Mostly one of those that were made last.</summary>
    private static Node Late(Random random, List<Node> values) => values[Math.Max(random.Next(values.Count), random.Next(values.Count))];

    private static Node Number(Random random, List<Node> matrices, List<Node> numbers) => random.Next(4) switch
    {
        0 => Tanh(Sum(Any(random, matrices))),
        1 => Squeeze(Slice(Any(random, matrices), new SliceAttribute([new AxisSlice(random.Next(Size), 1, 1), new AxisSlice(random.Next(Size), 1, 1)])), [0, 1]),
        2 => Any(random, numbers) * Any(random, numbers),
        _ => Maximum(Any(random, numbers), Constant(numbers[0], 0.25)),
    };

    private static Node Matrix(Random random, List<Node> matrices, List<Node> numbers, Node x)
    {
        Node a = Any(random, matrices), c = Any(random, matrices), number = Any(random, numbers);
        return random.Next(20) switch
        {
            0 => a + c,
            1 => a - (0.5 * c),
            2 => a * c,
            3 => number * a,
            4 => Tanh(a),
            5 => Transpose(a),
            6 => Rows(a, Size - 1, Size, -1),
            7 => Concatenate([Rows(a, 2, Size - 2, 1), Rows(c, 0, 2, 1)], 0),
            8 => a - (Sum(a, [1], keepDims: true) * 0.2),
            9 => a - (Sum(c, [0], keepDims: true) * 0.2),
            10 => Tanh(Dot(a, c)),
            11 => a + (number * Dot(c, Transpose(c))),
            12 => Softmax(a, [1]),
            13 => Gather(a, Remainder(Sources.NewIota(a.Graph, DType.Int32, Size) * 5, Constant(Sources.NewIota(a.Graph, DType.Int32, Size), Size)), random.Next(2)),
            14 => Increased(a, Rows(c, random.Next(3), 3, 1)),
            15 => Compiler.Ops.Loops.NewIfElse(Greater(number, Constant(number, 0)), a, c * 0.5),
            16 => Where(Greater(a, c), a, x),
            17 => Reshape(Reshape(Transpose(a), Shape.Of(Size * Size)), a.Shape),
            18 => Loop(a, c),
            _ => a + x,
        };
    }

    private static Node Rows(Node x, int start, int count, long step) => Slice(x, new SliceAttribute([new AxisSlice(start, count, step), new AxisSlice(0, Size, 1)]));

    /// <summary>Three rows added to rows 0, 2 and 0.</summary>
    private static Node Increased(Node x, Node rows)
    {
        Node places = 2 * Sources.NewIota(x.Graph, DType.Int32, 3);
        return ScatterInto(Scattering.IncAt, x, rows, Remainder(places, Constant(places, 4)), new ScatterIntoAttribute(0, 1, false));
    }

    /// <summary>A loop over the rows of one matrix, whose state starts as another.</summary>
    private static Node Loop(Node start, Node rows)
    {
        var loop = new LoopBuilder(start.Graph, Size);
        Node h = loop.State("h", start), row = loop.Element("row", rows);
        return loop.Next(Tanh((h * row) + 0.1)).Build()[0];
    }
}
