using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// A sweep whose elements do not depend on one another: a thread for each place of rows and inner axis. It folds columns in blocks of
/// 256 rows, as the CPU does.
/// </summary>
internal sealed class CudaMap(Kernel kernel, Sweep sweep, CudaSignature signature, CudaWriter writer)
{
    private const int BlockSize = 256;

    /// <summary>Rows that fold into a partial result of their own: <c>ColumnFoldEmitter.Strip</c> of the C# emitter.</summary>
    private const int RowBlock = 256;

    private readonly List<StoreStatement> _folds = [.. sweep.Stores.Where(s => s.FoldWith is not null)];

    public CudaShape Print()
    {
        IReadOnlyList<Dim> axes = [.. kernel.Rows, sweep.Inner];
        Dim items = axes.Aggregate(Dim.One, (a, b) => a * b);
        string index = signature.IndexType;
        writer.Block("", () =>
        {
            writer.Line($"const {index} item = ({index})blockIdx.x * {BlockSize} + threadIdx.x;");
            writer.Block($"if (item < {signature.Size(items)})", () => PrintItem(axes));
        });
        return new CudaShape(items, BlockSize, BlockSize);
    }

    private void PrintItem(IReadOnlyList<Dim> axes)
    {
        IReadOnlyList<string> outer = CudaCounters.Print(writer, signature, "item", axes);
        if (_folds.Count > 0)
        {
            PrintFolds(outer);
            return;
        }
        PrintMiddle(outer, 0, PrintBody);
    }

    /// <summary>All counters: rows, then middle, then inner.</summary>
    private IReadOnlyList<string> Counters(IReadOnlyList<string> outer, IReadOnlyList<string> middle) =>
        [.. outer.Take(outer.Count - 1), .. middle, outer[outer.Count - 1]];

    private void PrintMiddle(IReadOnlyList<string> outer, int depth, Action<IReadOnlyList<string>> body)
    {
        if (depth == sweep.Middle.Count)
        {
            body(Counters(outer, [.. Enumerable.Range(0, depth).Select(MiddleName)]));
            return;
        }
        string name = MiddleName(depth);
        writer.Block(
            $"for ({signature.IndexType} {name} = 0; {name} < {signature.Size(sweep.Middle[depth])}; {name}++)",
            () => PrintMiddle(outer, depth + 1, body));
    }

    private static string MiddleName(int axis) => "m" + axis.ToString(CultureInfo.InvariantCulture);

    private void PrintFolds(IReadOnlyList<string> outer)
    {
        string index = signature.IndexType, rows = signature.Size(sweep.MiddleCount);
        for (int i = 0; i < _folds.Count; i++)
            writer.Line($"{Type(i)} total{i} = {Identity(i)};");
        writer.Block($"for ({index} rowBlock = 0; rowBlock < {rows}; rowBlock += {RowBlock})", () =>
        {
            for (int i = 0; i < _folds.Count; i++)
                writer.Line($"{Type(i)} partial{i} = {Identity(i)};");
            writer.Line($"const {index} rowEnd = {rows} - rowBlock < {RowBlock} ? {rows} : rowBlock + {RowBlock};");
            writer.Block($"for ({index} row = rowBlock; row < rowEnd; row++)", () =>
                PrintBody(Counters(outer, CudaCounters.Print(writer, signature, "row", sweep.Middle))));
            for (int i = 0; i < _folds.Count; i++)
                writer.Line($"total{i} = {Fold(i, $"total{i}", $"partial{i}")};");
        });
        IReadOnlyList<string> none = Counters(outer, [.. sweep.Middle.Select(_ => "0")]);
        for (int i = 0; i < _folds.Count; i++)
            writer.Line($"{Element(_folds[i], none)} = total{i};");
    }

    private void PrintBody(IReadOnlyList<string> counters)
    {
        var values = new CudaValuePrinter(signature, writer, counters);
        values.Print(sweep.Results);
        foreach (StoreStatement store in sweep.Stores.Where(s => s.FoldWith is null))
            writer.Line($"{Element(store, counters)} = {values[store.Value]};");
        for (int i = 0; i < _folds.Count; i++)
            writer.Line($"partial{i} = {Fold(i, $"partial{i}", values[_folds[i].Value])};");
    }

    private string Type(int fold) => CudaSyntax.TypeName(_folds[fold].Storage.DType);

    private string Identity(int fold) => CudaSyntax.Constant(_folds[fold].Identity);

    private string Fold(int fold, string a, string b) => CudaSyntax.Combine(_folds[fold].FoldWith!, _folds[fold].Storage.DType, a, b);

    private string Element(StoreStatement store, IReadOnlyList<string> counters) =>
        $"{signature.Pointer(store.Storage)}[{signature.Index(store.At, counters)}]";
}
