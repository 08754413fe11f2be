namespace TensorAot;

// Random orthogonal initial values.
public static partial class Shared
{
    /// <summary>
    /// State of orthonormal rows or columns, whichever are fewer, times a number; each state with its own stream: see <see cref="SetSeed"/>.
    /// The first axis counts the rows, the others together the columns.
    /// </summary>
    /// <remarks>
    /// Normally distributed vectors made orthonormal one after another (Gram and Schmidt, each twice), which draws evenly from all such
    /// matrices. A. Saxe, J. McClelland, S. Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, 2013.
    /// </remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="gain">What the orthonormal values are multiplied by.</param>
    /// <param name="dims">The sizes; a vector counts as one column.</param>
    /// <returns>New state.</returns>
    public static Shared<T> Orthogonal<T>(double gain, params ReadOnlySpan<int> dims) => Orthogonal<T>(gain, dims, Seeds.Next());

    /// <inheritdoc cref="Orthogonal{T}(double, ReadOnlySpan{int})"/>
    /// <param name="gain">What the orthonormal values are multiplied by.</param>
    /// <param name="dims">The sizes; a vector counts as one column.</param>
    /// <param name="seed">Any number: the same seed and sizes give the same values.</param>
    public static Shared<T> Orthogonal<T>(double gain, ReadOnlySpan<int> dims, ulong seed)
    {
        SharedSizes.CheckFloating<T>(nameof(Orthogonal));
        var shared = new Shared<T>(dims);
        if (shared.Length == 0)
            return shared;
        int rows = dims.IsEmpty ? 1 : dims[0], columns = shared.Length / rows;
        bool isWide = rows <= columns;
        double[][] vectors = Orthonormal(isWide ? rows : columns, isWide ? columns : rows, new SharedRandom(seed));
        var values = shared.Span;
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                values[row * columns + column] = FromDouble<T>(gain * (isWide ? vectors[row][column] : vectors[column][row]));
        return shared;
    }

    private static double[][] Orthonormal(int count, int length, SharedRandom random)
    {
        var vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            double[] vector = vectors[i] = new double[length];
            for (int k = 0; k < length; k++)
                vector[k] = random.Normal((long)i * length + k);
            // The second round takes away what rounding left in the first.
            for (int round = 0; round < 2; round++)
                for (int j = 0; j < i; j++)
                    Subtract(vector, vectors[j], Product(vector, vectors[j]));
            double norm = Math.Sqrt(Product(vector, vector));
            for (int k = 0; k < length; k++)
                vector[k] /= norm;
        }

        return vectors;
    }

    private static double Product(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
            sum += a[k] * b[k];
        return sum;
    }

    private static void Subtract(double[] from, double[] vector, double factor)
    {
        for (int k = 0; k < from.Length; k++)
            from[k] -= factor * vector[k];
    }
}
