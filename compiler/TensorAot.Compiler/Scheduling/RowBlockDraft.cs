using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Runtime;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Steps over the same rows while they are collected: those that run on blocks, and what stands between them before or after.</summary>
internal sealed class RowBlockDraft
{
    /// <summary>A matrix this small stays in the first-level cache by itself; so do the columns of one that all blocks are multiplied with.</summary>
    private const long SmallBytes = 32 * 1024;

    /// <summary>Products up to this size leave the second-level cache to what reads them.</summary>
    private const long LargeBytes = 256 * 1024;

    /// <summary>The rows of a part of short rows and of long ones: at least some tens of thousands of elements, at most a chunk of a product.</summary>
    private const int ManyRows = 256, FewRows = 64, LongRow = 256, MuchWork = 2048;

    private readonly Dim _rows;
    private readonly List<Step> _body = [];
    private readonly List<(ProductStep Product, MatrixOperand Matrix, MatrixOperand Weights, Dim Columns)> _sums = [];
    private readonly Dictionary<Storage, int> _matrices = [];
    private readonly Dictionary<Storage, Dim> _rowBytes = [];
    /// <summary>Products that are matrices.</summary>
    private readonly HashSet<Storage> _products = [];
    private Dim _work = Dim.Zero;
    private readonly HashSet<Storage> _read = [];
    private readonly HashSet<Storage> _readByLoops = [];
    private readonly HashSet<Storage> _written = [];
    /// <summary>What is there only when all rows have been done.</summary>
    private readonly HashSet<Storage> _late = [];
    private readonly HashSet<Storage> _readAfter = [];
    private readonly HashSet<Storage> _writtenAfter = [];

    private RowBlockDraft(Dim rows) => _rows = rows;

    /// <summary>Steps between them that need nothing of them.</summary>
    public List<Step> Before { get; } = [];

    /// <summary>Steps between them that need what they make.</summary>
    public List<Step> After { get; } = [];

    /// <summary>Whether it is worth it: a matrix that is too large for the first-level cache is read twice or more, or a large product by a loop.</summary>
    public bool IsWorthIt => ReadsAgain || _products.Any(p => _readByLoops.Contains(p) && !((p.Type.Shape.ElementCount * p.DType.ByteSize()).Constant <= LargeBytes));

    private bool ReadsAgain => _matrices.Any(m => m.Value > 1 && !((m.Key.Type.Shape.ElementCount * m.Key.DType.ByteSize()).Constant <= SmallBytes));

    /// <summary>A draft that starts with a product of the rows of a matrix.</summary>
    public static RowBlockDraft? TryStart(ProductStep product)
    {
        if (!product.Target.DType.IsFloating() || product.M.IsOne)
            return null;
        var draft = new RowBlockDraft(product.M);
        return draft.TryTakeProduct(product) ? draft : null;
    }

    /// <summary>Takes a step along, before or behind; false when it must stay where it is.</summary>
    public bool TryTake(Step step)
    {
        if (IsIndependent(step) && (step is ProductStep product ? TryTakeProduct(product) || TryTakeSum(product) : step is LoopStep loop && TryTakeLoop(loop)))
            return true;
        Storage[] reads = Touched(step, s => s.Reads), writes = Touched(step, s => s.Writes);
        if (!reads.Any(_written.Contains) && !reads.Any(_late.Contains) && IsIndependent(step) && !writes.Any(s => _read.Contains(s) || _written.Contains(s) || _late.Contains(s)))
        {
            Before.Add(step);
            return true;
        }
        // What can fail or prints must not come after what it stood before.
        if (step is not (LoopStep or ScalarStep or ProductStep or CopyStep))
            return false;
        After.Add(step);
        _readAfter.UnionWith(reads);
        _writtenAfter.UnionWith(writes);
        return true;
    }

    /// <param name="name">The name of its method.</param>
    /// <param name="newName">Gives a name that nothing has.</param>
    /// <param name="isOnlyHere">Whether no other step of the function touches a storage.</param>
    public RowBlockStep Finish(string name, Func<string, string> newName, Func<Storage, int, bool> isOnlyHere)
    {
        var users = _body.SelectMany(s => s.Reads.Concat(s.Writes).Distinct()).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        WeightedRowSum[] sums = [.. _sums.Select(s => new WeightedRowSum(s.Product, s.Matrix, s.Weights, s.Columns, Parts(s.Product, s.Columns, newName)))];
        return new RowBlockStep(name, _rows, [.. _body], sums)
        {
            RowBytes = _rowBytes.Values.Aggregate(Dim.Zero, (sum, bytes) => sum + bytes),
            PartRows = PartRows,
            WorkPerRow = _work,
            Locals = [.. _written.Where(s => IsLocal(s) && isOnlyHere(s, users[s]))],
        };
    }

    /// <summary>Whether a block's rows of a temporary fit the stack.</summary>
    private static bool IsLocal(Storage storage) =>
        storage.Role == StorageRole.Temporary && storage.Type.Rank > 0 && (storage.Strides[0] * storage.DType.ByteSize()).Constant <= SmallBytes / LoopParts.LeastBlockRows;

    private int PartRows => _sums.Any(s => s.Columns.Constant >= LongRow) || _work.Constant >= MuchWork ? FewRows : ManyRows;

    private Storage Parts(ProductStep product, Dim columns, Func<string, string> newName) =>
        new(newName(product.Target.Name + "Parts"), new TensorType(product.Target.DType, new Shape([Dim.FloorDivide(_rows + (PartRows - 1), PartRows), columns])), StorageRole.Temporary);

    /// <summary>Whether a step needs nothing of those that come after, and they nothing of it.</summary>
    private bool IsIndependent(Step step) =>
        !Touched(step, s => s.Reads).Any(_writtenAfter.Contains)
        && !Touched(step, s => s.Writes).Any(s => _writtenAfter.Contains(s) || _readAfter.Contains(s));

    private static Storage[] Touched(Step step, Func<Step, IEnumerable<Storage>> what) => [.. Schedule.Within([step]).SelectMany(what).Distinct()];

    /// <summary>Takes <c>X W</c>: a row of X gives an element, or a row of a product with a small matrix.</summary>
    private bool TryTakeProduct(ProductStep product)
    {
        bool isVector = product.N.IsOne;
        if (product.M != _rows || product.Batch.Count > 0 || product.Scaling is not null || product.Left.RowStride == Dim.Zero)
            return false;
        if (!isVector && !((product.K * product.N * product.Target.DType.ByteSize()).Constant <= SmallBytes))
            return false;
        if (!IsRowOf(product.Left.Storage, product.Left.Offset, product.Left.RowStride) || IsTouchedOtherwise(product.Right.Storage) || !IsNew(product.Target))
            return false;
        _body.Add(product);
        Read(product.Left, product.K);
        _read.Add(product.Right.Storage);
        _written.Add(product.Target);
        _work += product.K * product.N;
        if (isVector)
            return true;
        _products.Add(product.Target);
        _rowBytes[product.Target] = product.N * product.Target.DType.ByteSize();
        return true;
    }

    /// <summary>Takes <c>X^T r</c> or <c>r X</c>: each row adds to all elements.</summary>
    private bool TryTakeSum(ProductStep product)
    {
        if (product.K != _rows || product.Batch.Count > 0 || product.M.IsOne == product.N.IsOne || !product.Target.DType.IsFloating())
            return false;
        (MatrixOperand matrix, MatrixOperand weights, Dim columns) = product.N.IsOne
            ? (Turned(product.Left), product.Right, product.M)
            : (product.Right, Turned(product.Left), product.N);
        Storage[] factors = [.. product.Scaling is { } scaling ? new[] { scaling.Alpha.Storage, scaling.Beta.Storage }.OfType<Storage>() : []];
        if (!matrix.ColumnStride.IsOne || matrix.RowStride == Dim.Zero || !IsRowOf(matrix.Storage, matrix.Offset, matrix.RowStride)
            || !IsRowOf(weights.Storage, weights.Offset, weights.RowStride) || factors.Any(IsTouchedOtherwise) || _written.Contains(product.Target) || _late.Contains(product.Target))
            return false;
        _body.Add(product);
        _sums.Add((product, matrix, weights, columns));
        Read(matrix, columns);
        _read.Add(weights.Storage);
        _work += columns;
        _late.Add(product.Target);
        return true;
    }

    private static MatrixOperand Turned(MatrixOperand operand) => operand with { RowStride = operand.ColumnStride, ColumnStride = operand.RowStride };

    /// <summary>Takes a loop over the rows, or over all elements of rows, which reads of what these steps write only its own row's.</summary>
    private bool TryTakeLoop(LoopStep step)
    {
        Kernel kernel = step.Kernel;
        if (ItemsPerRow(kernel) is not { } items || kernel.Sweeps.Any(s => s.Stores.Any(t => t.FoldWith is not null)) || kernel.Totals.Any(t => t.SelectsPlace))
            return false;
        if (step.Reads.Any(_late.Contains) || step.Writes.Any(s => !IsNew(s)))
            return false;
        bool own = kernel.Sweeps.All(sweep =>
            sweep.Values.OfType<LoadTerm>().Where(l => _written.Contains(l.Storage)).All(l => l.Dynamic.Count == 0 && IsInRow(kernel, sweep, l.Storage, l.At))
            && sweep.Stores.All(s => IsInRow(kernel, sweep, s.Storage, s.At))
            && sweep.Accumulators.Where(a => a.Scope == FoldScope.Row && a.Target is not null).All(a => IsInRow(kernel, sweep, a.Target!, a.TargetAt!)));
        if (!own)
            return false;
        _body.Add(new LoopStep(new Kernel(kernel.Name, kernel.Rows, kernel.IsFlat, kernel.Sweeps) { ItemsPerRow = items }));
        _read.UnionWith(step.Reads);
        _readByLoops.UnionWith(step.Reads);
        _written.UnionWith(step.Writes.Except(Totals(kernel)));
        _late.UnionWith(Totals(kernel));
        return true;
    }

    /// <summary>How many items of a loop belong to a row; null when it does not go over these rows.</summary>
    private Dim? ItemsPerRow(Kernel kernel)
    {
        if (!kernel.IsFlat)
            return kernel.Rows.Count == 1 && kernel.Rows[0] == _rows ? Dim.One : null;
        return kernel.Sweeps.All(s => s.Middle.Count == 0) && Dim.TryDivide(kernel.Items, _rows) is { IsConstant: true, IsZero: false } items ? items : null;
    }

    /// <summary>Whether an index stays in the row of the storage that has the loop's row number.</summary>
    private bool IsInRow(Kernel kernel, Sweep sweep, Storage storage, AffineIndex at)
    {
        if (storage.IsScalar || !at.Offset.IsZero || storage.Type.Shape[0] != _rows)
            return false;
        Dim row = storage.Strides[0];
        if (kernel.IsFlat)
            return at.Strides[0].IsOne && row == ItemsPerRow(kernel);
        int[] moving = [.. Enumerable.Range(1, at.Strides.Count - 1).Where(c => !at.Strides[c].IsZero)];
        return at.Strides[0] == row && (moving.Length == 0 || (moving.Length == 1 && moving[0] == sweep.InnerCounter && at.Strides[moving[0]].IsOne && sweep.Inner == row));
    }

    private static IEnumerable<Storage> Totals(Kernel kernel) => kernel.Totals.Select(t => t.Target).OfType<Storage>();

    /// <summary>Whether row r of an operand is what the steps have written when they have done row r, or nothing of theirs.</summary>
    private bool IsRowOf(Storage storage, Dim offset, Dim step) =>
        !_late.Contains(storage) && (!_written.Contains(storage) || (offset.IsZero && storage.Type.Rank > 0 && storage.Strides[0] == step && storage.Type.Shape[0] == _rows));

    private bool IsTouchedOtherwise(Storage storage) => _written.Contains(storage) || _late.Contains(storage);

    private bool IsNew(Storage storage) => !_read.Contains(storage) && !_written.Contains(storage) && !_late.Contains(storage);

    private void Read(MatrixOperand matrix, Dim columns)
    {
        _read.Add(matrix.Storage);
        _matrices[matrix.Storage] = _matrices.TryGetValue(matrix.Storage, out int count) ? count + 1 : 1;
        _rowBytes[matrix.Storage] = columns * matrix.Storage.DType.ByteSize();
    }
}
