namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>What the block that finishes last does with the partial results of all blocks.</summary>
internal static class CudaLastBlock
{
    /// <summary>
    /// Prints what one thread of the last block does. Before it, each thread that wrote a partial result executes a
    /// <c>__threadfence</c>; all threads of the block come here.
    /// </summary>
    public static void Print(CudaWriter writer, CudaSignature signature, Action body)
    {
        writer.Line("__syncthreads();");
        writer.Block($"if (threadIdx.x == 0 && atomicInc({signature.Ticket()}, gridDim.x - 1) == gridDim.x - 1)", () =>
        {
            writer.Line("__threadfence();");
            body();
        });
    }
}
