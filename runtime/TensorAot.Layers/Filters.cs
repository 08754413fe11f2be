namespace TensorAot.Layers;

/// <summary>The filters of convolutions.</summary>
internal static class Filters
{
    /// <summary>State [outputs, inputs / groups, kernel ...].</summary>
    public static Shared<T> Make<T>(int inputs, int outputs, int[] kernel, int axes, int groups, Initializer? initializer)
    {
        if (kernel.Length != axes)
            throw new ArgumentException($"A convolution over {axes} axes has {axes} kernel sizes, but {kernel.Length} were given.", nameof(kernel));
        if (groups != 1 && (groups < 1 || inputs % groups != 0 || outputs % groups != 0))
            throw new ArgumentException($"{groups} groups need a number of channels that they divide, but there are {inputs} in and {outputs} out.", nameof(groups));
        int window = kernel.Aggregate(1, (product, size) => product * size);
        return (initializer ?? Initializer.GlorotUniform).Make<T>(inputs / groups * window, outputs / groups * window, [outputs, inputs / groups, .. kernel]);
    }
}
