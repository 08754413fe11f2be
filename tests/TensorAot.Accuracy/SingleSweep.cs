namespace TensorAot.Accuracy;

/// <summary>
/// A float function on every bit pattern, or every n-th. The double function of the same name is the quick reference (a double's error
/// is 1e-9 of a float's unit); the worst of each block is measured again with MPFR.
/// </summary>
internal static class SingleSweep
{
    private const int Block = 1 << 16;

    public static Worst Run(string name, Reference reference, long stride, int threads)
    {
        long blocks = ((1L << 32) / stride + Block - 1) / Block;
        Worst worst = Worst.None;
        object gate = new();
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new Worker(name, reference), (block, _, worker) =>
        {
            worker.Measure(block * Block * stride, stride);
            return worker;
        }, worker =>
        {
            lock (gate) worst = Worst.Of(worst, worker.Worst);
            worker.Dispose();
        });
        return worst;
    }

    /// <summary>The error of a float against a double, in the last place of the float.</summary>
    public static double Quick(float actual, double exact)
    {
        float rounded = (float)exact;
        if (BitConverter.SingleToInt32Bits(actual) == BitConverter.SingleToInt32Bits(rounded))
            return float.IsFinite(rounded) && rounded != 0 ? Math.Abs(actual - exact) / Unit(exact) : 0;
        if (double.IsNaN(exact) || float.IsNaN(actual)) return double.IsNaN(exact) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (double.IsInfinity(exact)) return double.PositiveInfinity;
        if (exact == 0) return actual == 0 ? double.PositiveInfinity : Math.Abs(actual) / float.Epsilon;
        double value = float.IsInfinity(actual) ? Math.CopySign(Math.ScaleB(1, 128), actual) : actual;
        return Math.Abs(value - exact) / Unit(exact);
    }

    private static double Unit(double exact) => Math.ScaleB(1, Math.Max(Math.ILogB(exact), -126) - 23);

    private sealed class Worker(string name, Reference reference) : IDisposable
    {
        private readonly Action<float[][], float[]> _single = ArrayFunctions.Of<float>(name, 1);
        private readonly Action<double[][], double[]> _double = ArrayFunctions.Of<double>(name, 1);
        private readonly Errors _errors = new(reference);
        private readonly float[] _x = new float[Block], _y = new float[Block];
        private readonly double[] _wide = new double[Block], _exact = new double[Block];

        public Worst Worst { get; private set; } = Worst.None;

        public void Measure(long first, long stride)
        {
            for (int i = 0; i < Block; i++) _wide[i] = _x[i] = BitConverter.Int32BitsToSingle((int)Math.Min(first + i * stride, uint.MaxValue));
            _single([_x], _y);
            _double([_wide], _exact);
            double most = 0;
            int at = -1;
            for (int i = 0; i < Block; i++)
            {
                if (_x[i] < reference.Least) continue;
                double error = Quick(_y[i], _exact[i]);
                if (error > most) (most, at) = (error, i);
            }

            if (most > Worst.Error) Worst = Worst.Of(Worst, new(_errors.Of(_y[at], [_wide[at]], isSingle: true), [_wide[at]]));
        }

        public void Dispose() => _errors.Dispose();
    }
}
