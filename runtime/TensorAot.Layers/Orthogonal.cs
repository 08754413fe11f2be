namespace TensorAot.Layers;

/// <summary>
/// Weights that keep lengths: gain times a matrix of orthonormal rows or columns, whichever are fewer, drawn evenly from all such.
/// Filters count as a matrix with one row for each filter. A. Saxe, J. McClelland, S. Ganguli, Exact solutions to the nonlinear dynamics
/// of learning in deep linear neural networks, 2013.
/// </summary>
/// <param name="gain">What the matrix is multiplied by.</param>
[GraphCode]
public sealed class Orthogonal(double gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override Shared<T> Make<T>(int fanIn, int fanOut, params int[] sizes) => Shared.Orthogonal<T>(gain, sizes);
}
