using System.Runtime.CompilerServices;

#if WIDE
namespace TensorAot.Runtime.Wide;
#else
namespace TensorAot.Runtime;
#endif

// A value kept in an interval.
public static partial class Functions
{
    private const MethodImplOptions InlineClip = MethodImplOptions.AggressiveInlining;

    /// <summary>x kept between low and high: Minimum(Maximum(x, low), high), NaN where one of them is NaN.</summary>
    [MethodImpl(InlineClip)]
    public static Pair<float> Clip(Pair<float> x, Pair<float> low, Pair<float> high) => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clip(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(InlineClip)]
    public static float Clip(float x, float low, float high) => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clip(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(InlineClip)]
    public static Pair<double> Clip(Pair<double> x, Pair<double> low, Pair<double> high) => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clip(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(InlineClip)]
    public static double Clip(double x, double low, double high) => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clip(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(InlineClip)]
    public static Pair<int> Clip(Pair<int> x, Pair<int> low, Pair<int> high) => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clip(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(InlineClip)]
    public static int Clip(int x, int low, int high) => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clip(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(InlineClip)]
    public static Pair<long> Clip(Pair<long> x, Pair<long> low, Pair<long> high) => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clip(Pair{float}, Pair{float}, Pair{float})"/>
    [MethodImpl(InlineClip)]
    public static long Clip(long x, long low, long high) => Minimum(Maximum(x, low), high);
}
