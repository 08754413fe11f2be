using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>
/// A signature that the user chose, beside the function that it calls: which parameter is which input, size or result. They are found
/// by their names, in any order; results that no parameter takes are returned.
/// </summary>
internal sealed class SignatureBinding
{
    private readonly SignatureDeclaration _signature;
    private readonly FunctionFace _face;
    private readonly List<BodyError> _errors = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private SignatureBinding(SignatureDeclaration signature, FunctionFace face)
    {
        _signature = signature;
        _face = face;
        if (signature.Parameters.Any(p => p.Type.Form is ArgumentForm.Cancellation or ArgumentForm.Progress))
            Watched = new Watch(Find(ArgumentForm.Cancellation), Find(ArgumentForm.Progress));
        Inputs = [.. face.Function.Parameters.Select(Input)];
        Sizes = [.. face.Explicit.Concat(face.Derived).Where(IsSize)];
        FindSizes();
        Outputs = FindOutputs();
        foreach (SignatureParameter parameter in signature.Parameters.Where(p => !_used.Contains(p.Name)))
            Fail(Site(parameter), $"'{parameter.Name}' is no input, size or result of it", $"rename or remove it; {Facts()}");
    }

    /// <summary>What carries each input; null for one that has its default.</summary>
    public IReadOnlyList<Carrier?> Inputs { get; }

    /// <summary>The sizes that are parameters.</summary>
    public IReadOnlyList<DimSymbol> Sizes { get; }

    /// <summary>What carries each result.</summary>
    public IReadOnlyList<Carrier> Outputs { get; }

    /// <summary>The parameters that concern loops; null for none.</summary>
    public Watch? Watched { get; }

    /// <summary>What does not fit.</summary>
    public IReadOnlyList<BodyError> Errors => _errors;

    /// <summary>Compares a signature with its function.</summary>
    public static SignatureBinding Of(SignatureDeclaration signature, CompiledFunction function)
    {
        var binding = new SignatureBinding(signature, new FunctionFace(function.OnHost));
        if (signature.IsStatic && !function.Declaration.IsStatic)
            binding.Fail(0, $"it is static, and {signature.Function} belongs to an instance", "remove 'static'");
        return binding;
    }

    private static bool IsFlat(ArgumentForm form) => form is ArgumentForm.ReadOnlySpan or ArgumentForm.Span or ArgumentForm.ReadOnlyMemory or ArgumentForm.Memory;

    private int Site(SignatureParameter parameter) => Array.IndexOf(_signature.Parameters.ToArray(), parameter) + 1;

    private void Fail(int site, string what, string instead) => _errors.Add(new BodyError(
        DiagnosticRules.SignatureDoesNotFit, _signature.Method, site, DiagnosticRules.SignatureDoesNotFit.Format(_signature.Name, _signature.Function, what, instead)));

    /// <summary>The one parameter of a type that carries no tensor, as C#.</summary>
    private string? Find(ArgumentForm form)
    {
        SignatureParameter? found = _signature.Parameters.FirstOrDefault(p => p.Type.Form == form && p.Passing == Passing.In);
        if (found is not null)
            _used.Add(found.Name);
        return found is null ? null : Identifiers.Escape(found.Name);
    }

    private SignatureParameter? Find(string name)
    {
        SignatureParameter? found = _signature.Parameters.FirstOrDefault(p => p.Name == name);
        if (found is not null)
            _used.Add(name);
        return found;
    }

    private Carrier? Input(FunctionInput input)
    {
        TensorType type = input.Value.Type;
        if (Find(input.Name) is not { } parameter)
        {
            if (input.Default is null)
                Fail(0, $"nothing gives the input {input.Name}, {type}", $"add a parameter '{InputTypes(type)[0]} {input.Name}'");
            return null;
        }
        if (parameter.Passing != Passing.In)
            Fail(Site(parameter), $"'{parameter.Name}' is passed by {(parameter.Passing == Passing.Out ? "'out'" : "'ref'")}, and an input is only read", "pass it by value or by 'in'");
        else if (!Fits(parameter.Type, type) || (type.Rank == 0 && parameter.Type.Form != ArgumentForm.Value))
            Fail(Site(parameter), $"'{parameter.Name}' is {parameter.Type.Text}, and the input is {type}", $"write {Choice(InputTypes(type))}");
        return Carry(parameter.Name, type, parameter.Type);
    }

    private static Carrier Carry(string name, TensorType type, SignatureType carried, bool isReturned = false) =>
        new(name, type, carried.Form, isReturned) { IsShapedArray = carried.Form != ArgumentForm.Array || carried.Rank == type.Rank };

    /// <summary>Whether a type can carry a tensor at all.</summary>
    private static bool Fits(SignatureType carried, TensorType type) => carried.Element == type.DType && carried.Form switch
    {
        ArgumentForm.None or ArgumentForm.Cancellation or ArgumentForm.Progress => false,
        ArgumentForm.Value => type.Rank == 0,
        ArgumentForm.Array => type.Rank > 0 && (carried.Rank == type.Rank || carried.Rank == 1),
        ArgumentForm.Matrix => type.Rank == 2,
        ArgumentForm.Vector => type.Rank == 1,
        _ => type.Rank > 0,
    };

    private bool IsSize(DimSymbol size)
    {
        if (Find(_face.NameOf(size).TrimStart('@')) is not { } parameter)
            return false;
        if (parameter.Passing != Passing.In || parameter.Type is not { Form: ArgumentForm.Value, Element: DType.Int32 })
            Fail(Site(parameter), $"'{parameter.Name}' is {parameter.Type.Text}, and it has the name of a size", $"write 'int {parameter.Name}'");
        return true;
    }

    private void FindSizes()
    {
        foreach (DimSymbol size in _face.Explicit.Where(s => !Sizes.Contains(s)))
        {
            FunctionInput input = _face.Function.Parameters.First(p => p.Value.Shape.Dims.Any(d => d.AsSymbol == size));
            if (Inputs.OfType<Carrier>().Any(c => c.IsShaped && c.Type.Shape.Dims.Any(d => d.AsSymbol == size)))
                continue;
            // What has no parameter or the wrong one has had its error.
            if (Inputs.OfType<Carrier>().Any(c => c.Name == input.Name && Fits(_signature.Parameters.First(p => p.Name == c.Name).Type, c.Type)))
                Fail(0, $"nothing tells the size {size.Name} of {input.Name}, {input.Value.Type}", $"add a parameter 'int {_face.NameOf(size)}', or take {input.Name} as {ArrayType(input.Value.Type)}");
        }
    }

    private Carrier[] FindOutputs()
    {
        var carriers = new Carrier?[_face.OutputNames.Count];
        for (int i = 0; i < carriers.Length; i++)
            if (Find(_face.OutputNames[i]) is { } parameter)
                carriers[i] = Output(parameter, _face.Schedule.Outputs[i].Type);
        int[] returned = [.. Enumerable.Range(0, carriers.Length).Where(i => carriers[i] is null)];
        if (returned.Length != _signature.Results.Count)
            Fail(_signature.ResultSite, $"it returns {Counted(_signature.Results.Count)}, and {(returned.Length == 0 ? "every result" : Counted(returned.Length))} of the function has {(returned.Length == 0 ? "a" : "no")} parameter", $"return or take each once; {Facts()}");
        bool byName = _signature.ResultNames.Count == returned.Length && returned.All(i => _signature.ResultNames.Contains(_face.Function.Outputs[i].Name));
        Returned = byName ? [.. _signature.ResultNames.Select(n => returned.First(i => _face.Function.Outputs[i].Name == n))] : returned;
        for (int k = 0; k < returned.Length; k++)
        {
            TensorType type = _face.Schedule.Outputs[Returned[k]].Type;
            SignatureType carried = k < _signature.Results.Count ? _signature.Results[k] : new SignatureType(ArgumentForm.None, null, 0, "");
            if (k < _signature.Results.Count && (!Fits(carried, type) || IsFlat(carried.Form) || carried.Form is ArgumentForm.TensorSpan or ArgumentForm.ReadOnlyTensorSpan))
                Fail(_signature.ResultSite, $"it returns {carried.Text}, and the result is {type}", $"return {Choice(ReturnTypes(type))}");
            carriers[Returned[k]] = Carry(_face.OutputNames[Returned[k]], type, carried, isReturned: true);
        }
        return carriers!;
    }

    /// <summary>The numbers of the results that are returned, in the order in which they are.</summary>
    public IReadOnlyList<int> Returned { get; private set; } = [];

    private Carrier Output(SignatureParameter parameter, TensorType type)
    {
        bool isScalar = type.Rank == 0;
        if (!Fits(parameter.Type, type) || parameter.Type.Form is ArgumentForm.ReadOnlySpan or ArgumentForm.ReadOnlyMemory or ArgumentForm.ReadOnlyTensorSpan)
            Fail(Site(parameter), $"'{parameter.Name}' is {parameter.Type.Text}, and the result, which is written, is {type}", $"write {Choice(OutputTypes(type))}");
        else if (isScalar == (parameter.Passing == Passing.In))
            Fail(Site(parameter), isScalar ? $"'{parameter.Name}' is a result and passed by value" : $"'{parameter.Name}' is a result that is written in place, and passed by {(parameter.Passing == Passing.Out ? "'out'" : "'ref'")}",
                isScalar ? $"write 'out {parameter.Type.Text} {parameter.Name}'" : "pass it by value or by 'in', or return it");
        return Carry(parameter.Name, type, parameter.Type);
    }

    private static string Counted(int count) => count switch { 0 => "nothing", 1 => "1 result", _ => $"{count} results" };

    private static string Choice(string[] types) => string.Join(types.Length > 2 ? ", " : " or ", types);

    private static string ArrayType(TensorType type) => type.Rank == 0 ? type.DType.CSharpName() : $"{type.DType.CSharpName()}[{new string(',', type.Rank - 1)}]";

    private static string[] InputTypes(TensorType type) => type.Rank == 0
        ? [type.DType.CSharpName()]
        : [$"ReadOnlySpan<{type.DType.CSharpName()}>", ArrayType(type), $"ReadOnlyTensorSpan<{type.DType.CSharpName()}>"];

    private static string[] OutputTypes(TensorType type) => type.Rank == 0
        ? ["out " + type.DType.CSharpName()]
        : [$"Span<{type.DType.CSharpName()}>", ArrayType(type), $"TensorSpan<{type.DType.CSharpName()}>"];

    private static string[] ReturnTypes(TensorType type) => type.Rank == 0
        ? [type.DType.CSharpName()]
        : [ArrayType(type), $"Tensor<{type.DType.CSharpName()}>"];

    /// <summary>What the function takes and gives.</summary>
    private string Facts()
    {
        string[] sizes = [.. _face.Explicit.Concat(_face.Derived).Select(_face.NameOf)];
        return $"{_signature.Function} takes {List(_face.Function.Parameters.Select(p => $"{p.Name}: {p.Value.Type}"))}, has {(sizes.Length == 0 ? "no sizes of its own" : "the sizes " + string.Join(", ", sizes))} and gives {List(_face.OutputNames.Select((n, i) => $"{n}: {_face.Schedule.Outputs[i].Type}"))}";
    }

    private static string List(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? list : "nothing";
}
