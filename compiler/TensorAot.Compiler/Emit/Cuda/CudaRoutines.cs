using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Routines of the runtime that have a form for devices: calls of the pieces of gpu-kernels.</summary>
internal static class CudaRoutines
{
    /// <summary>What prints each routine.</summary>
    private static readonly Dictionary<string, Action<CudaRoutine>> s_printers = new(StringComparer.Ordinal)
    {
        ["Scatter.Add"] = CudaScatters.Scatter("ScatterAdd"),
        ["Scatter.IncAt"] = CudaScatters.Scatter("ScatterAdd"),
        ["Scatter.SetAt"] = CudaScatters.Scatter("ScatterSet"),
        ["Scatter.MaxAt"] = CudaScatters.Scatter("ScatterMax"),
        ["Scatter.MinAt"] = CudaScatters.Scatter("ScatterMin"),
        ["RandomDraws.Unit"] = CudaDraws.Units,
        ["RandomDraws.Step"] = CudaDraws.Steps,
        ["RandomDraws.Integers"] = CudaDraws.Samples("IntegerSampler", parameters: 2),
        ["RandomDraws.LogGamma"] = CudaDraws.Samples("LogGammaSampler", parameters: 1),
        ["RandomDraws.Poisson"] = CudaDraws.Samples("PoissonSampler", parameters: 1),
        ["RandomDraws.Binomial"] = CudaDraws.Samples("BinomialSampler", parameters: 2),
        ["RandomDraws.Multinomial"] = CudaDraws.Counts,
        ["RandomDraws.Categorical"] = CudaDraws.Places,
        ["Correlation.Forward"] = CudaWindows.Forward,
        ["Correlation.Images"] = CudaWindows.Images,
        ["Correlation.Filters"] = CudaWindows.Filters,
        ["WindowPool.Max"] = CudaWindows.Pool("PoolMax"),
        ["WindowPool.Sum"] = CudaWindows.Pool("PoolSum"),
        ["WindowPool.SpreadMax"] = CudaWindows.SpreadMax,
        ["WindowPool.SpreadSum"] = CudaWindows.Gather(isEach: false),
        ["WindowFold.Add"] = CudaWindows.Gather(isEach: true),
        ["Cumulative.Sum"] = CudaScans.Scan("CumulativeSum", isWide: true),
        ["Cumulative.Prod"] = CudaScans.Scan("CumulativeProd", isWide: true, isShared: CudaScans.IsExact),
        ["Cumulative.Max"] = CudaScans.Scan("CumulativeMax", isWide: false),
        ["Cumulative.Min"] = CudaScans.Scan("CumulativeMin", isWide: false),
        ["Cumulative.LogSumExp"] = CudaScans.Scan("CumulativeLogSumExp", isWide: false),
        ["Cumulative.Recurrence"] = CudaScans.Lines("LinearRecurrence", hasDirection: true),
        ["Cumulative.RunSum"] = CudaScans.Lines("SumRuns", hasDirection: false),
        ["Cumulative.RunFill"] = CudaScans.Lines("FillRuns", hasDirection: false),
        ["Sorting.First"] = CudaSorts.First,
        ["Sorting.Unique"] = CudaSorts.Unique,
        ["Sorting.Search"] = CudaSorts.Search,
        ["OrderStatistics.Select"] = CudaSorts.Select,
        ["CholeskyFactorization.Factor"] = CudaMatrices.Cholesky,
        ["TriangularSystem.Solve"] = CudaMatrices.Triangular,
        ["LuFactorization.Factor"] = CudaMatrices.Lu,
        ["LuFactorization.Solve"] = CudaMatrices.SolveLu,
        ["QrFactorization.Factor"] = CudaMatrices.Qr,
        ["Spectra.Eigh"] = CudaMatrices.Eigh,
    };

    /// <summary>Whether a routine has a form. Truth values are set and put in order, but neither added nor compared.</summary>
    public static bool CanPrint(RoutineStep step) =>
        s_printers.ContainsKey(step.Routine.Method)
        && (step.TargetTypes[0] != DType.Bool || step.Routine.Method is "Scatter.SetAt" or "Sorting.First" or "Sorting.Unique");

    /// <summary>The kernels, to be launched in order.</summary>
    /// <param name="step">The routine; <see cref="CanPrint"/>.</param>
    /// <param name="check">The number of its check, from 1; 0 where it cannot fail.</param>
    /// <param name="number">The number of the first CUDA kernel in the function.</param>
    /// <param name="width">The type of indices.</param>
    /// <param name="isGuarded">Whether the kernels do nothing once a check has failed.</param>
    public static IReadOnlyList<CudaKernel> Emit(RoutineStep step, int check, int number, IndexWidth width, bool isGuarded)
    {
        var routine = new CudaRoutine(step, check, number, width, isGuarded);
        s_printers[step.Routine.Method](routine);
        return routine.Kernels;
    }
}
