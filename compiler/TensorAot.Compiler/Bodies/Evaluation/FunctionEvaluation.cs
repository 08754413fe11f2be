using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>One function: its inputs, its body, its results.</summary>
internal sealed class FunctionEvaluation(Interpreter interpreter, FunctionDeclaration function)
{
    /// <summary>Of an array in .NET.</summary>
    private const int MaximumRank = 32;

    private readonly EvaluationContext _context = interpreter.Context;

    public FunctionGraph Run(ObjectValue? instance)
    {
        MethodDeclaration method = interpreter.Index.Method(function.Method)
            ?? throw new InvalidOperationException($"{function.Method} has no body");
        List<FunctionInput> inputs = [];
        object?[] arguments = [.. function.Parameters.Select(p => Argument(p, inputs))];
        object? result = interpreter.Run(method, instance, arguments);
        FunctionOutput[] outputs = [.. Outputs(method, result)];
        _context.Updates.AddRange([.. RandomMembers.Updates(_context)]);
        return new FunctionGraph(function.Name, _context.Graph!, inputs.ToEquatableArray(), outputs, _context.Updates.ToEquatableArray())
        {
            States = _context.Read.Concat(_context.Updates.Select(u => u.State)).Distinct().ToEquatableArray(),
        };
    }

    /// <summary>The value of a parameter: a new input, or what a build-time parameter's default is.</summary>
    private object? Argument(FunctionParameter parameter, List<FunctionInput> inputs)
    {
        if (parameter.IsBuildTime || !TensorTypes.IsTensor(parameter.Type.Name))
            return parameter.IsBuildTime || parameter.Default is not null ? parameter.Default
                : throw Fail(parameter, DiagnosticRules.ParameterNotSupported, parameter.Name, CSharpTypeName.Display(parameter.Type));
        if (TensorTypes.ElementOf(parameter.Type) is not { } dtype)
            throw Fail(parameter, DiagnosticRules.NoSuchElementType, parameter.Type.Arguments.Count > 0 ? parameter.Type.Arguments[0].Name.Split('.').Last() : "an unknown type");
        int rank = TensorTypes.RankOf(parameter.Type.Name) ?? parameter.Dims?.Count ?? 0;
        Shape shape = parameter.Dims is { } dims
            ? StateDims.ToShape(dims)
            : Shape.Of(Enumerable.Range(0, rank).Select(axis => Dim.Symbol(parameter.Name + "Dim" + axis, declared: false)));
        Node node = Sources.NewInput(_context.Graph!, parameter.Name, new TensorType(dtype, shape));
        inputs.Add(new FunctionInput(parameter.Name, node, Default(parameter, dtype)));
        return node;
    }

    /// <summary>The value of <c>[Default]</c> in the element type of its parameter.</summary>
    internal static ConstantValue? Default(FunctionParameter parameter, DType dtype) => parameter.Default switch
    {
        null => null,
        bool value => ConstantValue.Of(value),
        float or double or decimal => ConstantValue.From(dtype, System.Convert.ToDouble(parameter.Default, System.Globalization.CultureInfo.InvariantCulture)),
        _ => ConstantValue.FromInteger(dtype, System.Convert.ToInt64(parameter.Default, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private IEnumerable<FunctionOutput> Outputs(MethodDeclaration method, object? result)
    {
        if (function.Result.Name == "System.Void")
            return [];
        object?[] values = [.. Flatten(result)];
        return values.Select((value, i) => Output(method, value, i < function.ResultNames.Count && values.Length == function.ResultNames.Count ? function.ResultNames[i]
            : values.Length == 1 ? "result" : "result" + (i + 1)));
    }

    /// <summary>The tensors of a result: a tuple's elements, a record's properties, in turn.</summary>
    private IEnumerable<object?> Flatten(object? value) => value switch
    {
        TupleValue tuple => tuple.Items.SelectMany(Flatten),
        ObjectValue o => interpreter.Index.Hierarchy(o.Type).Reverse()
            .SelectMany(t => t.Declaration.Fields).Where(f => !f.IsStatic && f.IsProperty).SelectMany(f => Flatten(o[f.Id])),
        _ => [value],
    };

    private FunctionOutput Output(MethodDeclaration method, object? value, string name)
    {
        if (value is not (Node or SharedState or ConstantValue or Dim))
            throw Fail(method, DiagnosticRules.ResultIsNotTensor, function.Name, interpreter.Describe(value));
        Node node = interpreter.ToNode(value, function, name);
        if (node.Rank > MaximumRank)
            throw Fail(method, DiagnosticRules.ResultRankTooLarge, function.Name, name, node.Rank, MaximumRank);
        return new FunctionOutput(name, node);
    }

    private BodyException Fail(Body at, DiagnosticRule rule, params object[] arguments) =>
        new(new BodyError(rule, function.Method, at.Site, rule.Format(arguments)));
}
