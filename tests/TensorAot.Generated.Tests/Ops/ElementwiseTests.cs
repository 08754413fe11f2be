namespace TensorAot.Generated.Tests.Ops;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;

/// <summary>Every elementwise op on the corners of its element types, at every length around the width of vectors, bit by bit.</summary>
public class ElementwiseTests
{
    private static readonly FunctionGraph[] s_functions = [.. Functions()];
    private static readonly Lazy<GeneratedAssembly> s_assembly = new(() => GeneratedAssembly.Of(s_functions, rewrite: false));

    private static IEnumerable<string> Names => s_functions.Select(f => f.Name);

    [TestCaseSource(nameof(Names))]
    public void CornersAtEveryLength(string name)
    {
        FunctionGraph function = s_functions.Single(f => f.Name == name);
        GraphExactArray[] all = Corners(function);
        GraphExactArray expected = GraphExact.Evaluate([function.Outputs[0].Value], function.Parameters.Select((p, i) => (p.Name, all[i])).ToDictionary())[0];
        Oracle.IsSame(expected, s_assembly.Value.Run(function, all)[0], name);
        for (int length = 0; length <= 33; length++)
        {
            int start = 7 * length % Math.Max(1, all[0].Bits.Length - length);
            GraphExactArray result = s_assembly.Value.Run(function, [.. all.Select(x => Part(x, start, length))])[0];
            Oracle.IsSame(Part(expected, start, length), result, $"{name} from {start}, length {length}");
        }
    }

    /// <summary>One function over vectors of length n for each elementwise op, attribute and element types.</summary>
    private static IEnumerable<FunctionGraph> Functions()
    {
        foreach (Op op in OpTable.All.Where(op => op is { Kind: OpKind.Elementwise, Code.HasExactForm: true } && op.Check is not { Kind: not CheckKind.NotZero }))
        {
            var seen = new HashSet<(object?, string)>();
            foreach (DType dtype in op.DTypes)
                foreach (Node sample in op.Samples(new OpSamples(new Graph(), dtype)).Where(n => n.Op == op && n.Inputs.Count > 0))
                    if (seen.Add((sample.Attribute, string.Join("_", sample.Inputs.Select(i => i.DType.CSharpName())))))
                        yield return Function(sample);
        }
    }

    private static FunctionGraph Function(Node sample)
    {
        string suffix = sample.Attribute is CastAttribute cast ? "_to_" + cast.DType.CSharpName() : "";
        var builder = new FunctionBuilder($"{sample.Op.Name}_{string.Join("_", sample.Inputs.Select(i => i.DType.CSharpName()))}{suffix}");
        Node[] inputs = [.. sample.Inputs.Select(i => builder.Input(i.DType, Dim.Symbol("n")))];
        return builder.Returns(builder.Graph.Add(sample.Op, sample.Attribute, inputs));
    }

    /// <summary>Every pair of corners for two inputs; three take what a fixed draw gives.</summary>
    private static GraphExactArray[] Corners(FunctionGraph function)
    {
        ConstantValue[][] corners = [.. function.Parameters.Select(p => Values.Corners(p.Value.DType))];
        bool divides = function.Outputs[0].Value.CanFail;
        if (divides)
            corners[1] = [.. corners[1].Where(c => c.Bits != 0)];
        var random = new Random(3);
        var rows = corners.Length switch
        {
            1 => Enumerable.Range(0, 3).SelectMany(_ => corners[0].Select(c => new[] { c })),
            2 => corners[0].SelectMany(a => corners[1].Select(b => new[] { a, b })),
            _ => Enumerable.Range(0, 300).Select(_ => corners.Select(c => c[random.Next(c.Length)]).ToArray()),
        };
        ConstantValue[][] list = [.. rows];
        return [.. corners.Select((c, i) => new GraphExactArray(c[0].DType, [list.Length], [.. list.Select(r => r[i].Bits)]))];
    }

    private static GraphExactArray Part(GraphExactArray x, int start, int length)
    {
        long[] bits = [.. x.Bits.Skip(start).Take(length)];
        return new GraphExactArray(x.DType, [bits.Length], bits);
    }
}
