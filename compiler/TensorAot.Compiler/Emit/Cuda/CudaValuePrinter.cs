using System.Globalization;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Prints the values of a loop body as constants of their own, operands first, each once.</summary>
/// <param name="signature">Names storage and sizes.</param>
/// <param name="writer">Where they are printed.</param>
/// <param name="counters">The names of the loop counters.</param>
/// <param name="folds">The variables of what earlier sweeps of the row folded.</param>
internal sealed class CudaValuePrinter(
    CudaSignature signature, CudaWriter writer, IReadOnlyList<string> counters, IReadOnlyDictionary<Accumulator, string>? folds = null)
{
    private readonly Dictionary<Value, string> _names = [];

    /// <summary>What holds elements that were read before.</summary>
    public IReadOnlyDictionary<LoadTerm, string> Loaded { get; init; } = new Dictionary<LoadTerm, string>();

    /// <summary>Prints what the roots need.</summary>
    public void Print(IEnumerable<Value> roots)
    {
        foreach (Value value in ValueWalker.Distinct(roots))
            _names[value] = IsAtom(value) ? Expression(value) : Define(value);
    }

    /// <summary>The name of a printed value.</summary>
    public string this[Value value] => _names[value];

    private string Define(Value value)
    {
        string name = "v" + _names.Count.ToString(CultureInfo.InvariantCulture);
        writer.Line($"const {CudaSyntax.TypeName(value.DType)} {name} = {Expression(value)};");
        return name;
    }

    /// <summary>Whether the value needs no name.</summary>
    private static bool IsAtom(Value value) => value is ConstantTerm or FoldTerm;

    private string Expression(Value value) => value switch
    {
        ConstantTerm constant => CudaSyntax.Constant(constant.Value),
        SizeTerm size => $"({CudaSyntax.TypeName(size.DType)})({signature.WideSize(size.Size)})",
        IndexTerm index => $"({CudaSyntax.TypeName(index.DType)})({signature.Index(index.Index, counters)})",
        LoadTerm load when Loaded.TryGetValue(load, out string? element) => element,
        LoadTerm load => $"{signature.Pointer(load.Storage)}[{Place(load)}]",
        CallTerm call => Call(call),
        FoldTerm fold when folds is not null => folds[fold.Accumulator],
        _ => throw new InvalidOperationException($"{value.GetType().Name} in a kernel without row folds"),
    };

    private string Call(CallTerm call)
    {
        (string text, bool isOperator) = call.Op.Code!.For(call.Node);
        return CudaSyntax.Apply(text, isOperator, call.DType, [.. call.Operands.Select(o => _names[o])]);
    }

    private string Place(LoadTerm load)
    {
        string place = signature.Index(load.At, counters);
        foreach (DynamicIndex dynamic in load.Dynamic)
        {
            string index = $"({signature.IndexType}){_names[dynamic.Index]}";
            string fromStart = $"({index} < 0 ? {index} + {signature.Size(dynamic.Size)} : {index})";
            place += dynamic.Stride.IsOne ? $" + {fromStart}" : $" + {fromStart} * {signature.Size(dynamic.Stride)}";
        }
        return place;
    }
}
