namespace TensorAot.Runtime;

/// <summary>Many products of one shape: one after the other when each is large enough to use all threads by itself.</summary>
internal static unsafe class GemmBatch<T>
    where T : unmanaged
{
    private struct Plan
    {
        public GemmArguments<T> Product;
        public nint AStep, BStep, CStep;
        public delegate*<GemmArguments<T>, void> Run;
    }

    public static void Run(
        in GemmArguments<T> product, nint batch, nint aStep, nint bStep, nint cStep,
        delegate*<GemmArguments<T>, void> run)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        GemmGuard.Check(product);
        Plan plan = new() { Product = product, AStep = aStep, BStep = bStep, CStep = cStep, Run = run };
        nint work = Math.Max(1, GemmCost.InFloats<T>(product.Rows * product.Columns * product.Depth));
        if (work > 2 * GemmCost.SerialWork || work * batch <= GemmCost.SerialWork)
            RunProducts(&plan, 0, batch);
        else
            ParallelFor.Run(batch, Math.Max(1, GemmCost.ChunkWork / work), &RunProducts, &plan);
    }

    private static void RunProducts(void* state, nint start, nint end)
    {
        Plan* plan = (Plan*)state;
        for (nint i = start; i < end; i++)
        {
            GemmArguments<T> product = plan->Product;
            product.A += i * plan->AStep;
            product.B += i * plan->BStep;
            product.C += i * plan->CStep;
            plan->Run(product);
        }
    }
}
