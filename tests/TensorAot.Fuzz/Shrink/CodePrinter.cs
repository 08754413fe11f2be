namespace TensorAot.Fuzz.Shrink;

// Inside the namespace, so that Dim is the compiler's.
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Generate;

/// <summary>Prints a case as a test: C# that builds the graph node by node.</summary>
internal static class CodePrinter
{
    private static readonly Dictionary<Op, string> s_fields = typeof(OpTable).Assembly.GetTypes()
        .Where(t => t.Namespace == typeof(OpTable).Namespace && t.IsAbstract && t.IsSealed)
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(Op)).Select(f => (Op: (Op)f.GetValue(null)!, Name: $"{t.Name}.{f.Name}")))
        .GroupBy(f => f.Op).ToDictionary(g => g.Key, g => g.First().Name);

    /// <summary>A method for CaseTests of TensorAot.Fuzz.Tests.</summary>
    public static string Print(Mismatch mismatch)
    {
        FuzzCase test = mismatch.Case;
        var text = new StringBuilder();
        string name = "Seed_" + string.Concat(test.Name.Select(c => char.IsLetterOrDigit(c) ? c : '_'));
        text.Append($"/// <summary>{mismatch.Fault}: {mismatch.Message.Split('\n')[0].Trim()}</summary>\n[Test]\npublic void {name}()\n{{\n    var g = new Graph();\n");
        var names = new Dictionary<Node, string>();
        foreach (Node node in Graph.TopologicalOrder(test.Roots))
        {
            names[node] = node.Attribute is InputAttribute input ? input.Name : "t" + names.Count;
            string inputs = string.Concat(node.Inputs.Select(i => ", " + names[i]));
            text.Append($"    Node {names[node]} = g.Add({s_fields[node.Op]}, {Text(node.Attribute)}{inputs});\n");
        }
        text.Append($"    Check(\"{mismatch.Case.Name}\", [{string.Join(", ", test.Roots.Select(r => names[r]))}]");
        for (int k = 0; k < test.Inputs.Count; k++)
            text.Append($",\n        (\"{test.Function.Parameters[k].Name}\", {Text(test.Inputs[k])})");
        return text.Append(");\n}\n").ToString();
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string s => "\"" + s + "\"",
        bool b => b ? "true" : "false",
        double d => Number(d),
        Dim { Constant: { } size } => size.ToString(CultureInfo.InvariantCulture),
        Dim dim => dim.ToString(atom => atom is DimSymbol symbol ? $"Dim.Symbol(\"{symbol.Name}\")" : atom.ToString()!, " * "),
        Shape shape => $"Shape.Of({string.Join(", ", shape.Dims.Select(d => Text(d)))})",
        ConstantValue constant => $"new ConstantValue(DType.{constant.DType}, {Bits(constant.Bits)})",
        Enum e => $"{e.GetType().Name}.{e}",
        Delegate => "null",
        GraphExactArray x => $"new GraphExactArray(DType.{x.DType}, [{string.Join(", ", x.Shape)}], [{string.Join(", ", x.Bits.Select(Bits))}])",
        IConvertible number => number.ToString(CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => GraphCopy.RecordOf(value.GetType()) is { } record
            ? $"new {value.GetType().Name}({string.Join(", ", record.Parts.Select(p => Text(p.GetValue(value))))})"
            : $"default({value.GetType().Name})",
    };

    private static string Bits(long bits) => Math.Abs((double)bits) < 1e6 ? bits.ToString(CultureInfo.InvariantCulture) : $"unchecked((long)0x{bits:X}UL)";

    private static string Number(double value) => double.IsNaN(value) ? "double.NaN"
        : double.IsInfinity(value) ? value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
