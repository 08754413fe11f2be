using System.ComponentModel;

namespace TensorAot.Runtime;

/// <summary>
/// Draws from streams of random numbers. A stream is four words (see <see cref="RandomStream.State"/>); every row has its own. For
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class RandomDraws
{
    /// <summary>The streams of steps of loops.</summary>
    /// <param name="streams">[rows, 4].</param>
    /// <param name="steps">[rows].</param>
    /// <param name="result">[rows, 4].</param>
    public static void Step(int* streams, int* steps, int* result, nint rows)
    {
        for (nint row = 0; row < rows; row++)
            RandomKey.Step(streams + row * 4, steps[row], result + row * 4);
    }

    /// <summary>Fractions: see <see cref="RandomUnit"/>.</summary>
    /// <param name="streams">[rows, 4].</param>
    /// <param name="result">[rows, count].</param>
    /// <param name="number">The number of the draw.</param>
    /// <param name="range">Which fractions.</param>
    /// <param name="first">The place in the draw of a row's first element.</param>
    public static void Unit(int* streams, float* result, nint rows, nint count, nint number, nint range, nint first) =>
        new RandomFill<float> { Streams = streams, Result = result, Count = count, Number = number, Range = (int)range, First = first }.Run(rows);

    /// <inheritdoc cref="Unit(int*, float*, nint, nint, nint, nint, nint)"/>
    public static void Unit(int* streams, double* result, nint rows, nint count, nint number, nint range, nint first) =>
        new RandomFill<double> { Streams = streams, Result = result, Count = count, Number = number, Range = (int)range, First = first }.Run(rows);
}
