using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// Prints kernels of the loop IR as CUDA C without headers: elementwise sweeps, folds of columns, of rows, and of everything into
/// scalars. It decides nothing: same formulas, same order of lanes as on the CPU, so the bits are the same.
/// </summary>
public static class CudaEmitter
{
    /// <summary>Whether a kernel has one of the printed forms: folds of float and of double along rows do not share a kernel.</summary>
    public static bool CanEmit(Kernel kernel) =>
        CudaRows.CanPrint(kernel) || kernel.Sweeps.All(s => IsMap(s) || CudaFold.CanPrint(s));

    /// <summary>
    /// A CUDA kernel for each sweep, to be launched in order: a sweep may read what an earlier one stored elsewhere. Where rows fold,
    /// one kernel for all sweeps.
    /// </summary>
    /// <param name="kernel">The loops; <see cref="CanEmit(Kernel)"/>.</param>
    /// <param name="number">The number of the first CUDA kernel in the function.</param>
    /// <param name="width">The type of indices.</param>
    /// <param name="isGuarded">Whether the kernels do nothing once a check has failed.</param>
    public static IReadOnlyList<CudaKernel> Emit(Kernel kernel, int number, IndexWidth width, bool isGuarded = false)
    {
        if (!CanEmit(kernel))
            throw new ArgumentException($"{kernel.Name} has no printed form", nameof(kernel));
        if (CudaRows.CanPrint(kernel))
            return [EmitRows(kernel, number, new CudaSignature(width, isGuarded))];
        return [.. kernel.Sweeps.Select((s, i) => Emit(kernel, s, number + i, new CudaSignature(width, isGuarded)))];
    }

    /// <summary>A kernel of one thread that computes a scalar.</summary>
    /// <param name="step">The scalar.</param>
    /// <param name="number">The number of the CUDA kernel in the function.</param>
    /// <param name="width">The type of indices.</param>
    /// <param name="isGuarded">Whether the kernel does nothing once a check has failed.</param>
    public static CudaKernel Emit(ScalarStep step, int number, IndexWidth width, bool isGuarded = false)
    {
        var signature = new CudaSignature(width, isGuarded);
        var body = new CudaWriter();
        body.Block("", () =>
        {
            var values = new CudaValuePrinter(signature, body, []);
            values.Print([step.Value]);
            body.Line($"{signature.Pointer(step.Target)}[0] = {values[step.Value]};");
        });
        return Finish(signature, body, new CudaShape(Dim.One, 1, 1), [step.Target], number);
    }

    private static bool IsMap(Sweep sweep) => sweep.Accumulators.Count == 0;

    /// <summary>Whether a sweep folds nothing at all.</summary>
    private static bool IsElementwise(Sweep sweep) => IsMap(sweep) && sweep.Middle.Count == 0 && sweep.Stores.All(s => s.FoldWith is null);

    private static CudaKernel Emit(Kernel kernel, Sweep sweep, int number, CudaSignature signature)
    {
        if (IsElementwise(sweep))
        {
            (IReadOnlyList<Dim> rows, sweep) = MergedAxes.MergeAll(kernel.Rows, sweep);
            kernel = new Kernel(kernel.Name, rows, kernel.IsFlat, [sweep]);
        }
        var body = new CudaWriter();
        CudaShape shape = Print(kernel, sweep, signature, body);
        return Finish(signature, body, shape, Written(sweep), number);
    }

    private static CudaShape Print(Kernel kernel, Sweep sweep, CudaSignature signature, CudaWriter body) =>
        CudaVectorMap.CanPrint(kernel, sweep) ? new CudaVectorMap(kernel, sweep, signature, body).Print()
        : IsElementwise(sweep) && CudaTile.TryFind(kernel, sweep) is { } tile ? new CudaTiledMap(kernel, sweep, tile, signature, body).Print()
        : IsMap(sweep) ? new CudaMap(kernel, sweep, signature, body).Print()
        : new CudaFold(kernel, sweep, signature, body).Print();

    private static CudaKernel EmitRows(Kernel kernel, int number, CudaSignature signature)
    {
        var body = new CudaWriter();
        CudaShape shape = new CudaRows(kernel, signature, body).Print();
        return Finish(signature, body, shape, [.. kernel.Sweeps.SelectMany(Written)], number);
    }

    private static HashSet<Storage> Written(Sweep sweep) =>
        [.. sweep.Stores.Select(s => s.Storage), .. sweep.Accumulators.Select(a => a.Target).OfType<Storage>()];

    /// <summary>A kernel of a body and the parameters that the body has asked for.</summary>
    internal static CudaKernel Finish(CudaSignature signature, CudaWriter body, CudaShape shape, ICollection<Storage> written, int number)
    {
        List<string> start = [.. signature.Loads(written)];
        if (signature.IsGuarded)
            start.Insert(0, $"if ({signature.Failed()}[0] != 0u) return;");
        string text = start.Count > 0 ? $"{{\n{string.Concat(start.Select(line => $"    {line}\n"))}{body}}}\n" : body.ToString();
        string rest = $"({signature.Print(written)})\n{text}";
        string name = $"k{number.ToString(CultureInfo.InvariantCulture)}_{Fingerprint(rest)}";
        return new CudaKernel(
            name, $"extern \"C\" __global__ void __launch_bounds__({shape.Bounds}) {name}{rest}", [.. signature.Parameters],
            shape.Items, shape.ItemsPerBlock, shape.BlockSize, [.. Extents(signature).Prepend(shape.Items).Distinct()]);
    }

    private static IEnumerable<Dim> Extents(CudaSignature signature) =>
        signature.Storages.Select(s => s.Type.Shape.ElementCount).Concat(signature.Parameters.OfType<ScratchParameter>().Select(s => s.Count));

    /// <summary>FNV-1a of the text: the same on every machine.</summary>
    private static string Fingerprint(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
