using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace TensorAot.Runtime;

/// <summary>Categories by weights that need not add up to 1.</summary>
internal unsafe struct RandomCategories<T>
    where T : unmanaged
{
    private const int Grain = 512;

    public int* Streams;

    public T* Weights;

    public long* Trials, Counts;

    public int* Places;

    public double* Sums;

    public nint Inner, Categories, Count, Number;

    /// <summary>How often each category comes up: one after the other by the binomial distribution of what is left.</summary>
    public void RunCounts(nint rows, string expression)
    {
        for (nint row = 0; row < rows * Inner; row++)
        {
            CheckWeights(row, expression);
            if (BinomialSampler.FaultOfTrials(Trials[row]) is { } fault)
                Throw(fault, expression);
        }
        fixed (RandomCategories<T>* self = &this)
            if (rows * Inner > 0 && Categories > 0)
                Loop.Run(rows * Inner, Math.Max(1, Grain / Categories), &FillCounts, self);
    }

    /// <summary>Which category comes up: the first whose sum of weights is above a uniform part of the whole.</summary>
    public void RunPlaces(nint rows, string expression)
    {
        for (nint row = 0; row < rows * Inner && Count > 0; row++)
        {
            CheckWeights(row, expression);
            double sum = 0;
            for (nint i = row * Categories; i < (row + 1) * Categories; i++)
                Sums[i] = sum += Weight(i);
        }
        fixed (RandomCategories<T>* self = &this)
            if (rows * Inner * Count > 0)
                Loop.Run(rows * Inner * Count, Grain, &FillPlaces, self);
    }

    private readonly double Weight(nint at) => typeof(T) == typeof(float) ? *(float*)(Weights + at) : *(double*)(Weights + at);

    private readonly void CheckWeights(nint row, string expression)
    {
        double sum = 0;
        for (nint i = 0; i < Categories; i++)
        {
            double weight = Weight(row * Categories + i);
            if (!(weight >= 0 && double.IsFinite(weight)))
                Throw(Invariant($"The probability {weight} of category {i} is not a finite number of at least 0."), expression);
            sum += weight;
        }
        if (!(sum > 0 && double.IsFinite(sum)))
            Throw(Invariant($"The probabilities of {Categories} categories add up to {sum}."), expression);
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string fault, string expression) => throw new GraphCheckException(fault, expression);

    private static void FillCounts(void* frame, nint start, nint end)
    {
        var self = (RandomCategories<T>*)frame;
        for (nint row = start; row < end; row++)
            self->CountsOf(row);
    }

    private readonly void CountsOf(nint row)
    {
        var key = new RandomKey(Streams + row / Inner * 4, Number);
        nint first = row * Categories, element = row % Inner * Categories;
        double left = 0;
        for (nint i = 0; i < Categories; i++)
            left += Weight(first + i);
        long trials = Trials[row];
        nint last = Categories - 1;
        // What rounding leaves must not come up where the weight is 0.
        while (Weight(first + last) == 0)
            last--;
        for (nint i = 0; i < Categories; i++)
        {
            double weight = Weight(first + i);
            long count = i > last ? 0 : i == last ? trials : trials == 0 || weight == 0 ? 0 : RandomSample.Binomial(key, element + i, trials, weight / Math.Max(left, weight));
            Counts[first + i] = count;
            trials -= count;
            left -= weight;
        }
    }

    private static void FillPlaces(void* frame, nint start, nint end)
    {
        var self = (RandomCategories<T>*)frame;
        for (nint i = start; i < end; i++)
            self->Places[i] = self->Place(i);
    }

    private readonly int Place(nint i)
    {
        nint row = i / Count, outer = row / Inner, low = 0, high = Categories - 1;
        double u = RandomUnit.Double(new RandomKey(Streams + outer * 4, Number).Attempt(i - outer * Inner * Count, 0).First, RandomUnit.Half);
        double* sums = Sums + row * Categories;
        // Below the whole, so that a category of weight 0 never comes up.
        double part = Math.Min(u * sums[high], Math.BitDecrement(sums[high]));
        while (low < high)
        {
            nint middle = (low + high) / 2;
            if (sums[middle] > part)
                high = middle;
            else
                low = middle + 1;
        }
        return (int)low;
    }
}
