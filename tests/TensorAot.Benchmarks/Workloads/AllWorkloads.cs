namespace TensorAot.Benchmarks.Workloads;

/// <summary>The workloads in the order of the tables. Each is made when it is asked for, as inputs take memory.</summary>
internal static class AllWorkloads
{
    public static IEnumerable<Func<Workload>> Makers =>
    [
        .. CurveWorkloads.Makers, .. TrainingWorkloads.Regressions, TrainingWorkloads.Perceptron, .. RowWorkloads.Makers, .. ProductWorkloads.Makers,
        TrainingWorkloads.Recurrent, TrainingWorkloads.Convolutional, .. SlopeWorkloads.Makers, OptionWorkload.Make, .. CallWorkloads.Makers,
    ];
}
