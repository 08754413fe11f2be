using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

// Limits.
public static partial class Functions
{
    /// <summary>Minimum(Maximum(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static Pair<float> Clip(Pair<float> x, Pair<float> low, Pair<float> high) => Minimum(Maximum(x, low), high);

    /// <summary>Minimum(Maximum(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static Pair<double> Clip(Pair<double> x, Pair<double> low, Pair<double> high) => Minimum(Maximum(x, low), high);

    /// <summary>Minimum(Maximum(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Clip(Pair<int> x, Pair<int> low, Pair<int> high) => Minimum(Maximum(x, low), high);

    /// <summary>Minimum(Maximum(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Clip(Pair<long> x, Pair<long> low, Pair<long> high) => Minimum(Maximum(x, low), high);

    /// <summary>Minimum(Maximum(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static float Clip(float x, float low, float high) => Minimum(Maximum(x, low), high);

    /// <summary>Minimum(Maximum(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static double Clip(double x, double low, double high) => Minimum(Maximum(x, low), high);

    /// <summary>Minimum(Maximum(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static int Clip(int x, int low, int high) => Minimum(Maximum(x, low), high);

    /// <summary>Minimum(Maximum(x, low), high).</summary>
    [MethodImpl(Inline)]
    public static long Clip(long x, long low, long high) => Minimum(Maximum(x, low), high);
}
