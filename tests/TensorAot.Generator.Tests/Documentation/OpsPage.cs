using System.Reflection;
using System.Text;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>
/// docs/ops.md: every op of the table with its calls, element types, shapes and gradient, all taken from the declaration, from the
/// user's method, and from what the declaration's samples give.
/// </summary>
internal static class OpsPage
{
    /// <summary>Longer formulas say less than they take.</summary>
    private const int LongestFormula = 140;

    private const string Head = """
        # The ops

        Every op, as its declaration in `compiler/TensorAot.Compiler/Ops/` has it. `./build.sh generate` writes this page, and a test compares it.

        *Shapes* shows what the op's own samples give: the shapes of the inputs, and that of the result. *Gradient* is the rule that reverse mode applies, where `g` is the gradient of the result; an op that is made of other ops has theirs. Broadcasting is NumPy's, but only a size that is 1 at build time broadcasts. [accuracy.md](accuracy.md) has the measured errors of the functions, [derivatives.md](derivatives.md) the conventions at corners; names of other libraries are in [from-numpy.md](from-numpy.md) and [from-theano.md](from-theano.md).


        """;

    public static string Print()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        (string Title, Op[] Ops)[] families = [.. Families()];
        text.Append($"- Loops and branches: {Intrinsics("Scan", "ScanUntil", "While", "Past", "Taps", "Map", "Reduce", "Fold", "IfElse", "Switch")}, see [loops.md](loops.md)\n");
        text.Append($"- Derivatives: {Intrinsics("Grad", "Vjp", "Jvp", "Jacobian", "Hessian", "HessianVectorProduct", "Vmap")}, see [derivatives.md](derivatives.md)\n");
        foreach ((string title, Op[] ops) in families)
            text.Append($"- [{title}](#{Anchor(title)}): {string.Join(", ", ops.Select(op => op.Name))}\n");
        foreach ((string title, Op[] ops) in families)
        {
            text.Append($"\n## {title}\n");
            foreach (Op op in ops)
                Print(text, op);
        }
        return text.ToString();
    }

    /// <summary>Methods that take functions or graphs and stand for no op of their own; the evaluator knows each.</summary>
    private static string Intrinsics(params string[] names) => string.Join(", ", names.Select(name =>
        Compiler.Bodies.Evaluation.Intrinsics.Names.Contains("Ops." + name) ? $"`{name}`" : throw new ArgumentException($"{name} is no intrinsic")));

    /// <summary>The ops that users can call by the class that declares them, then those that only the compiler makes.</summary>
    private static IEnumerable<(string Title, Op[] Ops)> Families()
    {
        var families = typeof(OpTable).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Op))
            .Select(field => (Family: field.DeclaringType!.Name, Op: (Op)field.GetValue(null)!))
            .ToArray();
        foreach (var family in families.Where(f => IsForUsers(f.Op)).GroupBy(f => f.Family, f => f.Op).OrderBy(f => f.Key, StringComparer.Ordinal))
            yield return (Words(family.Key), [.. family.OrderBy(op => op.Name, StringComparer.Ordinal)]);
        yield return ("Ops that only the compiler makes", [.. families.Select(f => f.Op).Where(op => !IsForUsers(op)).OrderBy(op => op.Name, StringComparer.Ordinal)]);
    }

    private static bool IsForUsers(Op op) => op.IsCallable || op.Operator is not null;

    private static void Print(StringBuilder text, Op op)
    {
        text.Append($"\n### {op.Name}\n\n{op.Doc}\n\n");
        if (Calls(op) is { Length: > 0 } calls)
            text.Append($"- Call: {calls}\n");
        if (op.DTypes.Count > 0)
            text.Append($"- Element types: {string.Join(", ", op.DTypes.Select(d => d.CSharpName()))}\n");
        if (Samples(op) is { Length: > 0 } samples)
        {
            text.Append($"- Shapes: {string.Join("; ", samples.Select(Shapes).Distinct().Take(4))}\n");
            text.Append($"- Gradient: {Gradient(op, samples)}\n");
        }
    }

    private static Node[] Samples(Op op)
    {
        DType? dtype = op.DTypes.Contains(DType.Float64) ? DType.Float64 : op.DTypes.Count > 0 ? op.DTypes[0] : null;
        return dtype is null ? [] : [.. op.Samples(new OpSamples(new Graph(), dtype.Value))];
    }

    /// <summary>How it is written: as an operator, or as the overloads of its method by the names of their parameters.</summary>
    private static string Calls(Op op)
    {
        List<string> calls = [];
        if (op.Operator is { } method)
            calls.Add(OperatorText(op, method));
        foreach (MethodInfo overload in typeof(global::TensorAot.Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.Name == op.Name))
            calls.Add($"`{op.Name}{TypeArguments(overload)}({string.Join(", ", overload.GetParameters().Select(p => p.HasDefaultValue ? p.Name + "?" : p.Name))})`");
        foreach (MethodInfo draw in typeof(RandomStream).GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(m => m.IsGenericMethodDefinition && "Random" + m.Name == op.Name))
            calls.Add($"`Random.{draw.Name}<T>({string.Join(", ", draw.GetParameters().Select(p => p.HasDefaultValue ? p.Name + "?" : p.Name))})`");
        return string.Join(", ", calls.Distinct());
    }

    /// <summary>A type parameter that no argument gives must be written: <c>Cast&lt;T&gt;(x)</c>.</summary>
    private static string TypeArguments(MethodInfo method)
    {
        string[] written = [.. method.GetGenericArguments().Where(t => !method.GetParameters().Any(p => Mentions(p.ParameterType, t))).Select(t => t.Name)];
        return written.Length == 0 ? "" : $"<{string.Join(", ", written)}>";
    }

    private static bool Mentions(Type type, Type parameter) =>
        type == parameter || (type.IsArray && Mentions(type.GetElementType()!, parameter)) || type.GetGenericArguments().Any(a => Mentions(a, parameter));

    private static string OperatorText(Op op, string method)
    {
        string sign = method switch
        {
            "op_Addition" or "op_UnaryPlus" => "+",
            "op_Subtraction" or "op_UnaryNegation" => "-",
            "op_Multiply" => "*",
            "op_Division" => "/",
            "op_Modulus" => "%",
            "op_LessThan" => "<",
            "op_LessThanOrEqual" => "<=",
            "op_GreaterThan" => ">",
            "op_GreaterThanOrEqual" => ">=",
            "op_Equality" => "==",
            "op_Inequality" => "!=",
            "op_BitwiseAnd" => "&",
            "op_BitwiseOr" => "|",
            "op_ExclusiveOr" => "^",
            "op_LogicalNot" => "!",
            "op_OnesComplement" => "~",
            "op_LeftShift" => "<<",
            "op_RightShift" => ">>",
            _ => throw new ArgumentException($"{op.Name}: no sign for {method}"),
        };
        return method is "op_UnaryPlus" or "op_UnaryNegation" or "op_LogicalNot" or "op_OnesComplement" ? $"`{sign}x`" : $"`a {sign} b`";
    }

    private static string Shapes(Node sample)
    {
        Node whole = sample.Op.Kind == OpKind.Part ? sample.Inputs[0] : sample;
        IEnumerable<Node> inputs = Graph.TopologicalOrder([whole]).Where(n => n.Op == Sources.Input);
        string results = whole.IsTuple ? string.Join(", ", whole.Parts.Select(p => p.Shape.ToString())) : sample.Shape.ToString();
        return $"`{string.Join(", ", inputs.Select(i => i.Shape.ToString()).DefaultIfEmpty("nothing"))} -> {results}`";
    }

    private static string Gradient(Op op, Node[] samples)
    {
        if (op.Kind == OpKind.Macro)
            return Made(samples);
        if (op.NoGradient is { } reason)
            return $"none: {reason}";
        if (op.Parts is not null)
            return "yes";
        Node sample = samples.FirstOrDefault(s => s.Rank > 0) ?? samples[0];
        Node g = Sources.NewInput(sample.Graph, "g", sample.Type);
        string[] rules = [.. op.Gradient!(new GradientRequest(sample, g))
            .Select((gradient, i) => gradient is null ? null : $"`{Name(sample, i)}: {Formula(gradient)}`").OfType<string>()];
        return rules.Length == 0 ? "none flows" : rules.Any(IsLong) ? "yes" : string.Join("; ", rules);
    }

    private static string Name(Node sample, int input) => sample.Graph.NameOf(sample.Inputs[input]) ?? "input " + input;

    private static string Made(Node[] samples)
    {
        string formula = Formula(samples.FirstOrDefault(s => s.Rank > 0) ?? samples[0]);
        return IsLong(formula) ? "that of the ops that it is made of" : $"that of the ops that it is made of: `{formula}`";
    }

    private static string Formula(Node node) => GraphPrinter.Print(node);

    /// <summary>The printer leaves out what would be long.</summary>
    private static bool IsLong(string formula) => formula.Length > LongestFormula || formula.Contains("...", StringComparison.Ordinal);

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    private static string Anchor(string title) => title.ToLowerInvariant().Replace(' ', '-');
}
