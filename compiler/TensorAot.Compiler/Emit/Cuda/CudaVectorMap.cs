using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// A sweep that memory limits and whose elements lie side by side: a thread has as many neighbours as take 16 bytes of the widest type,
/// and reads and writes them at once. Where they do not begin at such a place, the threads of a block take turns, one element each.
/// </summary>
internal sealed class CudaVectorMap(Kernel kernel, Sweep sweep, CudaSignature signature, CudaWriter writer)
{
    private const int BlockSize = 256, VectorBytes = 16, MostElements = 8;

    /// <summary>Vector instructions for an element, from which on arithmetic counts more than memory, and as many copies of it would only fill registers.</summary>
    private const int CostLimit = 64;

    private readonly int _width = WidthOf(sweep);

    /// <summary>Whether a sweep has the form: it folds nothing, and what moves along the inner axis moves by one element.</summary>
    public static bool CanPrint(Kernel kernel, Sweep sweep) =>
        sweep.Middle.Count == 0 && sweep.Cost <= CostLimit && sweep.Stores.Count > 0
        && sweep.Accumulators.Count == 0 && sweep.Stores.All(s => s.FoldWith is null && Step(s.At, sweep).IsOne)
        && sweep.Values.OfType<LoadTerm>().All(l => l.Dynamic.Count == 0 && (Step(l.At, sweep).IsOne || Step(l.At, sweep).IsZero))
        && (kernel.Rows.Count == 0 || IsMultiple(sweep.Inner, sweep))
        && Places(sweep).All(at => IsMultiple(at.Offset, sweep) && at.Strides.Take(kernel.Rows.Count).All(stride => IsMultiple(stride, sweep)));

    public CudaShape Print()
    {
        IReadOnlyList<Dim> axes = [.. kernel.Rows, sweep.Inner];
        Dim items = axes.Aggregate(Dim.One, (a, b) => a * b);
        string index = signature.IndexType, width = Number(_width), count = signature.Size(items);
        writer.Block(() =>
        {
            writer.Line($"const bool isAligned = {string.Join(" && ", Conditions().Distinct())};");
            writer.Line($"const {index} first = ({index})blockIdx.x * {BlockSize * _width} + threadIdx.x * (isAligned ? {width} : 1);");
            writer.Block($"if (isAligned && first + {width} <= {count})", () => PrintVectors(axes));
            writer.Block("else", () =>
                writer.Block($"for (int n = 0; n < {width}; n++)", () =>
                {
                    writer.Line($"const {index} item = first + n * (isAligned ? 1 : {BlockSize});");
                    writer.Block($"if (item < {count})", () => PrintElement(CudaCounters.Print(writer, signature, "item", axes)));
                }));
        });
        return new CudaShape(items, BlockSize * _width, BlockSize);
    }

    /// <summary>What is known only when the kernel runs: where pointers point, and sizes.</summary>
    private IEnumerable<string> Conditions()
    {
        foreach ((Storage storage, AffineIndex at) in Accesses())
        {
            yield return $"IsAligned({signature.Pointer(storage)}{(at.Offset.IsZero ? "" : " + " + signature.Size(at.Offset))}, {Number(_width * storage.DType.ByteSize())})";
            foreach (Dim stride in at.Strides.Take(kernel.Rows.Count).Where(s => s.Constant is null))
                yield return $"{signature.Size(stride)} % {Number(_width)} == 0";
        }
        if (kernel.Rows.Count > 0 && sweep.Inner.Constant is null)
            yield return $"{signature.Size(sweep.Inner)} % {Number(_width)} == 0";
    }

    private IEnumerable<(Storage Storage, AffineIndex At)> Accesses() =>
        sweep.Values.OfType<LoadTerm>().Where(IsVector).Select(l => (l.Storage, l.At)).Concat(sweep.Stores.Select(s => (s.Storage, s.At)));

    private bool IsVector(LoadTerm load) => Step(load.At, sweep).IsOne;

    private void PrintVectors(IReadOnlyList<Dim> axes)
    {
        IReadOnlyList<string> counters = CudaCounters.Print(writer, signature, "first", axes);
        var loaded = new Dictionary<LoadTerm, string>();
        foreach (LoadTerm load in sweep.Values.OfType<LoadTerm>().Where(IsVector))
        {
            string name = "l" + Number(loaded.Count);
            loaded.Add(load, name);
            Declare(name, load.Storage);
            writer.Line($"LoadVector({signature.Pointer(load.Storage)} + {signature.Index(load.At, counters)}, {name});");
        }
        for (int i = 0; i < sweep.Stores.Count; i++)
            Declare("s" + Number(i), sweep.Stores[i].Storage);
        writer.Line("#pragma unroll");
        writer.Block($"for (int n = 0; n < {Number(_width)}; n++)", () =>
        {
            writer.Line($"const {signature.IndexType} item = {counters[counters.Count - 1]} + n;");
            var values = new CudaValuePrinter(signature, writer, [.. counters.Take(counters.Count - 1), "item"])
            {
                Loaded = loaded.ToDictionary(l => l.Key, l => l.Value + "[n]"),
            };
            values.Print(sweep.Results);
            for (int i = 0; i < sweep.Stores.Count; i++)
                writer.Line($"s{Number(i)}[n] = {values[sweep.Stores[i].Value]};");
        });
        for (int i = 0; i < sweep.Stores.Count; i++)
            writer.Line($"StoreVector({signature.Pointer(sweep.Stores[i].Storage)} + {signature.Index(sweep.Stores[i].At, counters)}, s{Number(i)});");
    }

    private void Declare(string name, Storage storage) =>
        writer.Line($"__align__({Number(VectorBytes)}) {CudaSyntax.TypeName(storage.DType)} {name}[{Number(_width)}];");

    private void PrintElement(IReadOnlyList<string> counters)
    {
        var values = new CudaValuePrinter(signature, writer, counters);
        values.Print(sweep.Results);
        foreach (StoreStatement store in sweep.Stores)
            writer.Line($"{signature.Pointer(store.Storage)}[{signature.Index(store.At, counters)}] = {values[store.Value]};");
    }

    private static int WidthOf(Sweep sweep) =>
        Math.Min(MostElements, VectorBytes / sweep.Values.OfType<LoadTerm>().Where(l => Step(l.At, sweep).IsOne).Select(l => l.DType)
            .Concat(sweep.Stores.Select(s => s.Storage.DType)).Max(d => d.ByteSize()));

    private static IEnumerable<AffineIndex> Places(Sweep sweep) =>
        sweep.Values.OfType<LoadTerm>().Where(l => Step(l.At, sweep).IsOne).Select(l => l.At).Concat(sweep.Stores.Select(s => s.At));

    /// <summary>Whether a size may be a multiple of the width: one that is not known yet may.</summary>
    private static bool IsMultiple(Dim size, Sweep sweep) => size.Constant is not { } constant || constant % WidthOf(sweep) == 0;

    /// <summary>How far an index goes along the inner axis.</summary>
    private static Dim Step(AffineIndex at, Sweep sweep) => sweep.InnerCounter < at.Strides.Count ? at.Strides[sweep.InnerCounter] : Dim.Zero;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
