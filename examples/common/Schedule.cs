namespace TensorAot.Examples;

/// <summary>Learning rates for a number of steps that the command line says; where it is a constant, the optimizer's own schedules do.</summary>
internal static class Schedule
{
    /// <summary>The rate of a step: half a cosine wave from the full rate to 0 (Loshchilov, Hutter 2017), after 20 steps in which it rises.</summary>
    public static float Cosine(double rate, int step, int steps) =>
        (float)(rate * Math.Min(1, (step + 1) / 20.0) * (1 + Math.Cos(Math.PI * step / steps)) / 2);
}
