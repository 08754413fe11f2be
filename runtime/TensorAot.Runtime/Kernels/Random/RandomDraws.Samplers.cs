namespace TensorAot.Runtime;

// Distributions whose elements take as many blocks as they need. Parameters have a value for each element ([rows, count]) or for each row.
public static unsafe partial class RandomDraws
{
    /// <summary>Whole numbers in intervals.</summary>
    /// <param name="streams">[rows, 4].</param>
    /// <param name="low">The first numbers.</param>
    /// <param name="high">The ends, which are not reached.</param>
    /// <param name="result">[rows, count].</param>
    /// <param name="number">The number of the draw.</param>
    /// <param name="eachLow">1: <paramref name="low"/> has a value for each element.</param>
    /// <param name="eachHigh">1: <paramref name="high"/> has a value for each element.</param>
    /// <param name="expression">The user's expression.</param>
    public static void Integers(int* streams, int* low, int* high, int* result, nint rows, nint count, nint number, nint eachLow, nint eachHigh, string expression) =>
        new RandomSamples<IntegerSampler, int, int, int> { Streams = streams, A = low, B = high, Result = result, Count = count, Number = number, EachA = eachLow != 0, EachB = eachHigh != 0 }
            .Run(rows, expression);

    /// <inheritdoc cref="Integers(int*, int*, int*, int*, nint, nint, nint, nint, nint, string)"/>
    public static void Integers(int* streams, long* low, long* high, long* result, nint rows, nint count, nint number, nint eachLow, nint eachHigh, string expression) =>
        new RandomSamples<IntegerSampler, long, long, long> { Streams = streams, A = low, B = high, Result = result, Count = count, Number = number, EachA = eachLow != 0, EachB = eachHigh != 0 }
            .Run(rows, expression);

    /// <summary>Logarithms of numbers of gamma distributions.</summary>
    /// <param name="streams">[rows, 4].</param>
    /// <param name="shape">The shapes.</param>
    /// <param name="result">[rows, count].</param>
    /// <param name="number">The number of the draw.</param>
    /// <param name="each">1: <paramref name="shape"/> has a value for each element.</param>
    /// <param name="expression">The user's expression.</param>
    public static void LogGamma(int* streams, float* shape, float* result, nint rows, nint count, nint number, nint each, string expression) =>
        new RandomSamples<LogGammaSampler, float, float, float> { Streams = streams, A = shape, B = shape, Result = result, Count = count, Number = number, EachA = each != 0, EachB = each != 0 }
            .Run(rows, expression);

    /// <inheritdoc cref="LogGamma(int*, float*, float*, nint, nint, nint, nint, string)"/>
    public static void LogGamma(int* streams, double* shape, double* result, nint rows, nint count, nint number, nint each, string expression) =>
        new RandomSamples<LogGammaSampler, double, double, double> { Streams = streams, A = shape, B = shape, Result = result, Count = count, Number = number, EachA = each != 0, EachB = each != 0 }
            .Run(rows, expression);

    /// <summary>Numbers of Poisson's distributions.</summary>
    /// <param name="streams">[rows, 4].</param>
    /// <param name="rate">The rates.</param>
    /// <param name="result">[rows, count].</param>
    /// <param name="number">The number of the draw.</param>
    /// <param name="each">1: <paramref name="rate"/> has a value for each element.</param>
    /// <param name="expression">The user's expression.</param>
    public static void Poisson(int* streams, float* rate, long* result, nint rows, nint count, nint number, nint each, string expression) =>
        new RandomSamples<PoissonSampler, float, float, long> { Streams = streams, A = rate, B = rate, Result = result, Count = count, Number = number, EachA = each != 0, EachB = each != 0 }
            .Run(rows, expression);

    /// <inheritdoc cref="Poisson(int*, float*, long*, nint, nint, nint, nint, string)"/>
    public static void Poisson(int* streams, double* rate, long* result, nint rows, nint count, nint number, nint each, string expression) =>
        new RandomSamples<PoissonSampler, double, double, long> { Streams = streams, A = rate, B = rate, Result = result, Count = count, Number = number, EachA = each != 0, EachB = each != 0 }
            .Run(rows, expression);

    /// <summary>Numbers of binomial distributions.</summary>
    /// <param name="streams">[rows, 4].</param>
    /// <param name="trials">How many trials.</param>
    /// <param name="p">Their probabilities.</param>
    /// <param name="result">[rows, count].</param>
    /// <param name="number">The number of the draw.</param>
    /// <param name="eachTrials">1: <paramref name="trials"/> has a value for each element.</param>
    /// <param name="each">1: <paramref name="p"/> has a value for each element.</param>
    /// <param name="expression">The user's expression.</param>
    public static void Binomial(int* streams, long* trials, float* p, long* result, nint rows, nint count, nint number, nint eachTrials, nint each, string expression) =>
        new RandomSamples<BinomialSampler, long, float, long> { Streams = streams, A = trials, B = p, Result = result, Count = count, Number = number, EachA = eachTrials != 0, EachB = each != 0 }
            .Run(rows, expression);

    /// <inheritdoc cref="Binomial(int*, long*, float*, long*, nint, nint, nint, nint, nint, string)"/>
    public static void Binomial(int* streams, long* trials, double* p, long* result, nint rows, nint count, nint number, nint eachTrials, nint each, string expression) =>
        new RandomSamples<BinomialSampler, long, double, long> { Streams = streams, A = trials, B = p, Result = result, Count = count, Number = number, EachA = eachTrials != 0, EachB = each != 0 }
            .Run(rows, expression);

    /// <summary>Counts of categories: each row of counts adds up to its number of trials.</summary>
    /// <param name="streams">[rows, 4].</param>
    /// <param name="trials">[rows, inner].</param>
    /// <param name="weights">[rows, inner, categories]: probabilities, or numbers in proportion to them.</param>
    /// <param name="result">[rows, inner, categories].</param>
    /// <param name="number">The number of the draw.</param>
    /// <param name="expression">The user's expression.</param>
    public static void Multinomial<T>(int* streams, long* trials, T* weights, long* result, nint rows, nint inner, nint categories, nint number, string expression)
        where T : unmanaged =>
        new RandomCategories<T> { Streams = streams, Weights = weights, Trials = trials, Counts = result, Inner = inner, Categories = categories, Number = number }
            .RunCounts(rows, expression);

    /// <summary>Categories.</summary>
    /// <param name="streams">[rows, 4].</param>
    /// <param name="weights">[rows, inner, categories]: probabilities, or numbers in proportion to them.</param>
    /// <param name="result">[rows, inner, count].</param>
    /// <param name="sums">As many elements as <paramref name="weights"/> to work in.</param>
    /// <param name="number">The number of the draw.</param>
    /// <param name="expression">The user's expression.</param>
    public static void Categorical<T>(int* streams, T* weights, int* result, double* sums, nint rows, nint inner, nint categories, nint count, nint number, string expression)
        where T : unmanaged =>
        new RandomCategories<T> { Streams = streams, Weights = weights, Places = result, Sums = sums, Inner = inner, Categories = categories, Count = count, Number = number }
            .RunPlaces(rows, expression);
}
