using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>The parameters of a kernel, named by counters in the order in which the body asks for them.</summary>
internal sealed class CudaSignature(IndexWidth width, bool isGuarded = false)
{
    private readonly List<(CudaParameter Parameter, string Name)> _parameters = [];

    /// <summary>The type of indices and sizes.</summary>
    public string IndexType { get; } = width switch { IndexWidth.Bits32 => "int", IndexWidth.Bits64 => "long long", _ => "Index" };

    /// <summary>Whether the kernel does nothing once a check has failed.</summary>
    public bool IsGuarded { get; } = isGuarded;

    /// <summary>What is passed, in order.</summary>
    public IEnumerable<CudaParameter> Parameters => _parameters.Select(p => p.Parameter);

    /// <summary>The storage that is passed.</summary>
    public IEnumerable<Storage> Storages => Parameters.OfType<StorageParameter>().Select(p => p.Storage);

    /// <summary>The pointer to a storage.</summary>
    public string Pointer(Storage storage) => NameOf(new StorageParameter(storage), "p");

    /// <summary>Where device memory holds the pointer of a storage, to be set.</summary>
    public string PointerTo(Storage storage) => NameOf(new PointerParameter(storage), "v");

    /// <summary>The counter of a loop.</summary>
    public string Counter(ScanStep loop) => NameOf(new CounterParameter(loop), "t");

    /// <summary>A size as an expression that binds as tightly as a name.</summary>
    public string Size(Dim dim)
    {
        string text = dim.ToString(Atom);
        return dim.AsSymbol is not null || (dim.Constant is >= 0 and <= int.MaxValue) ? text : $"({text})";
    }

    /// <summary>A number that may exceed the index type, such as a cost: computed in 64 bits.</summary>
    public string WideSize(Dim dim) => dim.ToString(atom => "(long long)" + Atom(atom));

    /// <summary>An affine index; <paramref name="counters"/> names the loop counters.</summary>
    public string Index(AffineIndex index, IReadOnlyList<string> counters)
    {
        List<string> terms = [];
        for (int i = 0; i < index.Strides.Count; i++)
        {
            Dim stride = index.Strides[i];
            if (stride.IsOne)
                terms.Add(counters[i]);
            else if (stride != Dim.Zero)
                terms.Add($"{counters[i]} * {Size(stride)}");
        }
        if (index.Offset != Dim.Zero || terms.Count == 0)
            terms.Add(Size(index.Offset));
        return string.Join(" + ", terms);
    }

    /// <summary>Scratch memory for partial results.</summary>
    public string Partials(DType dtype, Dim count) => Add(new PartialsParameter(dtype, count), "t");

    /// <summary>Memory that kernels of a step share.</summary>
    public string Scratch(ScratchParameter scratch) => NameOf(scratch, "t");

    /// <summary>The number of the check that failed, 0 while none has.</summary>
    public string Failed() => NameOf(new FailedParameter(), "t");

    /// <summary>The counter of blocks that are done.</summary>
    public string Ticket() => Add(new TicketParameter(), "t");

    /// <summary>The parameter list; <paramref name="written"/> are the storages that the kernel writes.</summary>
    public string Print(ICollection<Storage> written) => string.Join(", ", _parameters.Select(p => p.Parameter switch
    {
        StorageParameter { Storage.IsPointer: true } s => $"{PointerType(s.Storage, written)} const* {p.Name}At",
        StorageParameter s when written.Contains(s.Storage) => PointerType(s.Storage, written) + " " + p.Name,
        // Only the caller's inputs are known to overlap nothing: the memory plan may compute in place.
        StorageParameter { Storage.Role: StorageRole.Parameter } s => $"const {CudaSyntax.TypeName(s.Storage.DType)}* __restrict__ {p.Name}",
        StorageParameter s => PointerType(s.Storage, written) + " " + p.Name,
        // What a loop lets it point to may be an input.
        PointerParameter v => $"const {CudaSyntax.TypeName(v.Storage.DType)}** {p.Name}",
        CounterParameter => $"long long* {p.Name}",
        SizeParameter => $"{IndexType} {p.Name}",
        ScratchParameter t => $"{CudaSyntax.TypeName(t.DType)}* {p.Name}",
        PartialsParameter t => $"volatile {CudaSyntax.TypeName(t.DType)}* {p.Name}",
        _ => $"unsigned int* {p.Name}",
    }));

    /// <summary>What the body starts with: the pointers that loops have set.</summary>
    public IEnumerable<string> Loads(ICollection<Storage> written) =>
        from p in _parameters
        where p.Parameter is StorageParameter { Storage.IsPointer: true }
        select $"{PointerType(((StorageParameter)p.Parameter).Storage, written)} {p.Name} = *{p.Name}At;";

    private static string PointerType(Storage storage, ICollection<Storage> written) => $"{(written.Contains(storage) ? "" : "const ")}{CudaSyntax.TypeName(storage.DType)}*";

    private string Atom(DimAtom atom) => atom switch
    {
        DimSymbol symbol => NameOf(new SizeParameter(symbol), "n"),
        DimQuotient quotient => $"({IndexType})SizeQuotient({quotient.Numerator.ToString(Atom)}, {quotient.Denominator.ToString(Atom)})",
        DimMinimum minimum => $"(({minimum.Left.ToString(Atom)}) < ({minimum.Right.ToString(Atom)}) ? ({minimum.Left.ToString(Atom)}) : ({minimum.Right.ToString(Atom)}))",
        _ => throw new InvalidOperationException($"size {atom}"),
    };

    private string NameOf(CudaParameter parameter, string prefix)
    {
        foreach ((CudaParameter known, string name) in _parameters)
            if (known == parameter)
                return name;
        return Add(parameter, prefix);
    }

    private string Add(CudaParameter parameter, string prefix)
    {
        string name = prefix + _parameters.Count.ToString(CultureInfo.InvariantCulture);
        _parameters.Add((parameter, name));
        return name;
    }
}
