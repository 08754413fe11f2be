using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Emit.CSharp.Overloads;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints throwing overloads for a function with an error, so that its callers still compile and one mistake is one error. Ranks of
/// inputs must be known from the declaration alone; results whose rank is not are <c>dynamic</c>, and <c>out</c> as well as a span
/// in the core.
/// </summary>
internal sealed class FailedFaceEmitter(CSharpWriter writer, FunctionDeclaration declaration, OverloadKinds overloads)
{
    /// <summary>Beyond this many results the core is not offered in every combination of scalars and spans.</summary>
    private const int MostCombined = 3;

    private readonly FunctionParameter[] _inputs = [.. declaration.Parameters.Where(p => !p.IsBuildTime)];

    public static void Emit(CSharpWriter writer, FunctionDeclaration declaration, OverloadKinds overloads) => new FailedFaceEmitter(writer, declaration, overloads).Emit();

    private void Emit()
    {
        if (_inputs.Length == 0 || !_inputs.All(IsKnown))
            return;
        (DType? Type, int? Rank, string Name)[] results = Results();
        Method(ReturnType(results, ArrayForm), _inputs.Select(p => Input(p, span: false)));
        foreach (int count in Counts())
        {
            string[] core = [.. _inputs.Take(count).Select(p => Input(p, span: true)), .. Sizes().Select(s => "int " + Identifiers.Escape(s))];
            if (results.Length <= 1 && (count < _inputs.Length || _inputs.Any(p => Rank(p) > 0) || core.Length > _inputs.Length))
                Method(ReturnType(results, ArrayForm), core);
            foreach (string[] outputs in Outputs(results))
                Method("void", core.Concat(outputs));
        }
        if (overloads.HasFlag(OverloadKinds.Tensors) && _inputs.Any(p => Rank(p) > 0))
            Tensors(results);
        if (overloads.HasFlag(OverloadKinds.MathNet) && _inputs.Any(p => OverloadEmitter.IsOfMathNet(TensorTypes.ElementOf(p.Type)!.Value, Rank(p)!.Value)))
            Method(ReturnType(results, OverloadEmitter.MathNetForm), _inputs.Select(p => Input(p, OverloadEmitter.MathNetForm)), OverloadEmitter.Priority);
        writer.Line();
    }

    private void Tensors((DType? Type, int? Rank, string Name)[] results)
    {
        string[] inputs = [.. _inputs.Select(p => Input(p, (_, rank) => rank == 0 ? ArgumentForm.Value : ArgumentForm.ReadOnlyTensorSpan))];
        if (results.Length > 0)
            Method(ReturnType(results, (_, rank) => rank == 0 ? ArgumentForm.Value : ArgumentForm.Tensor), inputs, OverloadEmitter.Priority);
        if (results.Length == 1 && results[0].Rank == 0)
            return;
        IEnumerable<string> required = inputs.Select(i => i.Split([" = "], StringSplitOptions.None)[0]);
        foreach (string[] outputs in Outputs(results, "in global::System.Numerics.Tensors.TensorSpan"))
            Method("void", required.Concat(outputs), OverloadEmitter.Priority);
        if (results.Length == 0)
            Method("void", required, OverloadEmitter.Priority);
    }

    /// <summary>An overload, and the one that can be stopped, which there is where the function has a loop.</summary>
    private void Method(string returned, IEnumerable<string> parameters)
    {
        string[] own = [.. parameters];
        Method(returned, own, attribute: null);
        HashSet<string> taken = [.. _inputs.Select(p => p.Name), .. Sizes(), .. Results().Select(r => r.Name)];
        Method(returned, own.Concat(WatchedOverloads.Parameters(Identifiers.Unique("cancellationToken", taken), Identifiers.Unique("progress", taken))), OverloadEmitter.Priority);
    }

    private void Method(string returned, IEnumerable<string> parameters, string? attribute)
    {
        writer.Line("/// <summary>Has an error: see the diagnostics of the build.</summary>");
        if (attribute is not null)
            writer.Line(attribute);
        writer.Line($"public {(declaration.IsStatic ? "static " : "")}{returned} {Identifiers.Escape(declaration.Name)}({string.Join(", ", parameters)}) =>");
        writer.Line("    throw new global::System.InvalidOperationException(\"This function has an error: see the TensorAot diagnostics of the build.\");");
    }

    /// <summary>How many inputs the core takes: all, and those without a default.</summary>
    private IEnumerable<int> Counts()
    {
        int required = _inputs.Length;
        while (required > 0 && _inputs[required - 1].Default is not null)
            required--;
        return required < _inputs.Length ? [_inputs.Length, required] : [required];
    }

    private string Input(FunctionParameter parameter, bool span) => span && Rank(parameter) > 0
        ? $"global::System.ReadOnlySpan<{TensorTypes.ElementOf(parameter.Type)!.Value.CSharpName()}> {Identifiers.Escape(parameter.Name)}"
        : Input(parameter, ArrayForm, hasDefault: !span);

    private string Input(FunctionParameter parameter, Func<DType, int, ArgumentForm> form, bool hasDefault = true)
    {
        DType dtype = TensorTypes.ElementOf(parameter.Type)!.Value;
        ArgumentForm chosen = form(dtype, Rank(parameter)!.Value);
        bool isOptional = hasDefault && _inputs.SkipWhile(p => p != parameter).All(HasDefault);
        return $"{(chosen == ArgumentForm.ReadOnlyTensorSpan ? "in " : "")}{Carrier.TypeOf(chosen, dtype, Rank(parameter)!.Value)} {Identifiers.Escape(parameter.Name)}"
            + (isOptional ? " = " + Literals.Of(FunctionEvaluation.Default(parameter, dtype)!.Value) : "");
    }

    /// <summary>The sizes that the lengths of the inputs do not tell; state may tell more, which is not known here.</summary>
    private IEnumerable<string> Sizes()
    {
        object[][] shapes = [.. _inputs.Select(p => p.Dims is { } dims ? dims.ToArray() : [.. Enumerable.Range(0, Rank(p)!.Value).Select(axis => (object)(p.Name + "Dim" + axis))])];
        HashSet<string> taken = [.. _inputs.Select(p => p.Name)];
        return shapes.SelectMany(s => s).OfType<string>().Distinct()
            .Where(size => !shapes.Any(shape => shape.Contains(size) && shape.All(d => Equals(d, size) ? shape.Count(x => Equals(x, size)) == 1 : d is int)))
            .Select(size => Identifiers.Unique(size, taken)).ToArray();
    }

    /// <summary>The parameters of the core for results: spans, and <c>out</c> where the rank is not known or 0.</summary>
    private IEnumerable<string[]> Outputs((DType? Type, int? Rank, string Name)[] results, string spanType = "global::System.Span")
    {
        if (results.Length == 0 || results.Any(r => r.Type is null))
            return [];
        HashSet<string> taken = [.. _inputs.Select(p => p.Name), .. Sizes()];
        IEnumerable<string[]> combinations = [[]];
        foreach ((DType? type, int? rank, string result) in results)
        {
            string name = Identifiers.Escape(Identifiers.Unique(result, taken));
            string scalar = $"out {type!.Value.CSharpName()} {name}", span = $"{spanType}<{type.Value.CSharpName()}> {name}";
            string[] forms = rank == 0 ? [scalar] : rank > 0 || results.Length is 1 or > MostCombined ? [span] : [scalar, span];
            combinations = combinations.SelectMany(c => forms.Select(f => (string[])[.. c, f])).ToArray();
        }
        return combinations;
    }

    private (DType? Type, int? Rank, string Name)[] Results()
    {
        if (declaration.Result.Name == "System.Void")
            return [];
        if (declaration.Result.Name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && declaration.Result.Arguments.Count == declaration.ResultNames.Count)
            return [.. declaration.Result.Arguments.Select((t, i) => (TensorTypes.ElementOf(t), ResultRank(t), declaration.ResultNames[i]))];
        return declaration.ResultNames.Count > 0
            ? [.. declaration.ResultNames.Select(n => ((DType?)null, (int?)null, n))]
            : [(TensorTypes.ElementOf(declaration.Result), ResultRank(declaration.Result), "result")];
    }

    private static string ReturnType((DType? Type, int? Rank, string Name)[] results, Func<DType, int, ArgumentForm> form) => results.Length switch
    {
        0 => "void",
        1 => ReturnType(results[0], form),
        _ => "(" + string.Join(", ", results.Select(r => $"{ReturnType(r, form)} {Identifiers.Escape(r.Name)}")) + ")",
    };

    private static string ReturnType((DType? Type, int? Rank, string Name) result, Func<DType, int, ArgumentForm> form) =>
        result is { Type: { } type, Rank: { } rank } ? Carrier.TypeOf(form(type, rank), type, rank) : "dynamic";

    private static ArgumentForm ArrayForm(DType dtype, int rank) => rank == 0 ? ArgumentForm.Value : ArgumentForm.Array;

    private static bool IsKnown(FunctionParameter parameter) => TensorTypes.ElementOf(parameter.Type) is not null && Rank(parameter) is not null;

    // A default of another kind is an error of its own, and no constant.
    private static bool HasDefault(FunctionParameter parameter) =>
        parameter.Default is bool or byte or int or long or float or double && parameter.Default is bool == (TensorTypes.ElementOf(parameter.Type) == DType.Bool);

    private static int? Rank(FunctionParameter parameter) =>
        parameter.Type.Name == "TensorAot.Expr`1" ? parameter.Dims?.Count ?? 0 : TensorTypes.RankOf(parameter.Type.Name);

    private static int? ResultRank(TypeRef type) => TensorTypes.RankOf(type.Name);
}
