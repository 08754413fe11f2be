using LayersTests.Models;
using LayersTests.Torch;

namespace LayersTests.Layers;

/// <summary>Calls over spans allocate nothing after the first, through layers and optimizers too.</summary>
public class AllocationTests
{
    [Test]
    public void ATrainingStepAllocatesNothing()
    {
#if DEBUG
        Assert.Ignore("Zero allocation is promised of optimised code: a Debug build of the caller's assembly makes lists of three constant sizes and more on the heap, 72 bytes each.");
#endif
        var rows = new BatchNormModel();
        var attention = new AttentionModel();
        var dropout = new DropoutModel();
        double[] x = Fill.Flat(Fill.Matrix(0, 5, 3)), y = new double[5 * 3], words = Fill.Flat(Fill.Tensor3(0, 2, 4, 6));
        Assert.That(Allocated(() => rows.TrainRows(x, y)), Is.Zero);
        Assert.That(Allocated(() => dropout.Train(x, y)), Is.Zero);
        Assert.That(Allocated(() => attention.Descend(words, 2, 4)), Is.Zero);
    }

    private static long Allocated(Action call)
    {
        // Long enough that tiered compilation has come to rest.
        for (int i = 0; i < 200; i++)
            call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
