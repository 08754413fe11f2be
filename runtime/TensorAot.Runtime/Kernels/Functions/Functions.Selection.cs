using System.Runtime.CompilerServices;

#if WIDE
namespace TensorAot.Runtime.Wide;

using Vector = System.Runtime.Intrinsics.Vector512;
#else
namespace TensorAot.Runtime;

using Lanewise = System.Numerics.Vector;
using Vector = System.Numerics.Vector;
#endif

// Choice by mask, and logic on masks.
public static partial class Functions
{
    /// <summary>mask ? a : b, lane by lane; both are computed.</summary>
    [MethodImpl(Inline)]
    public static Pair<float> Select(Pair<int> mask, Pair<float> a, Pair<float> b) =>
        new(Lanewise.ConditionalSelect(mask.Lo, a.Lo, b.Lo), Lanewise.ConditionalSelect(mask.Hi, a.Hi, b.Hi));

    /// <summary>mask ? a : b, lane by lane; both are computed.</summary>
    [MethodImpl(Inline)]
    public static Pair<double> Select(Pair<long> mask, Pair<double> a, Pair<double> b) =>
        new(Lanewise.ConditionalSelect(mask.Lo, a.Lo, b.Lo), Lanewise.ConditionalSelect(mask.Hi, a.Hi, b.Hi));

    /// <summary>mask ? a : b, lane by lane; both are computed.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Select(Pair<int> mask, Pair<int> a, Pair<int> b) =>
        new(Lanewise.ConditionalSelect(mask.Lo, a.Lo, b.Lo), Lanewise.ConditionalSelect(mask.Hi, a.Hi, b.Hi));

    /// <summary>mask ? a : b, lane by lane; both are computed.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Select(Pair<long> mask, Pair<long> a, Pair<long> b) =>
        new(Lanewise.ConditionalSelect(mask.Lo, a.Lo, b.Lo), Lanewise.ConditionalSelect(mask.Hi, a.Hi, b.Hi));

    /// <summary>mask ? a : b; both are computed.</summary>
    [MethodImpl(Inline)]
    public static float Select(bool mask, float a, float b) => mask ? a : b;

    /// <summary>mask ? a : b; both are computed.</summary>
    [MethodImpl(Inline)]
    public static double Select(bool mask, double a, double b) => mask ? a : b;

    /// <summary>mask ? a : b; both are computed.</summary>
    [MethodImpl(Inline)]
    public static int Select(bool mask, int a, int b) => mask ? a : b;

    /// <summary>mask ? a : b; both are computed.</summary>
    [MethodImpl(Inline)]
    public static long Select(bool mask, long a, long b) => mask ? a : b;

    /// <summary>mask ? a : b; both are computed.</summary>
    [MethodImpl(Inline)]
    public static bool Select(bool mask, bool a, bool b) => mask ? a : b;

    /// <summary>a &amp; b of masks, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> And(Pair<int> a, Pair<int> b) => a & b;

    /// <summary>a &amp; b of masks, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> And(Pair<long> a, Pair<long> b) => a & b;

    /// <summary>a &amp; b of truth values.</summary>
    [MethodImpl(Inline)]
    public static bool And(bool a, bool b) => a & b;

    /// <summary>a | b of masks, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Or(Pair<int> a, Pair<int> b) => a | b;

    /// <summary>a | b of masks, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Or(Pair<long> a, Pair<long> b) => a | b;

    /// <summary>a | b of truth values.</summary>
    [MethodImpl(Inline)]
    public static bool Or(bool a, bool b) => a | b;

    /// <summary>a ^ b of masks, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Xor(Pair<int> a, Pair<int> b) => a ^ b;

    /// <summary>a ^ b of masks, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Xor(Pair<long> a, Pair<long> b) => a ^ b;

    /// <summary>a ^ b of truth values.</summary>
    [MethodImpl(Inline)]
    public static bool Xor(bool a, bool b) => a ^ b;

    /// <summary>The negation of a mask, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Not(Pair<int> a) => ~a;

    /// <summary>The negation of a mask, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Not(Pair<long> a) => ~a;

    /// <summary>The negation of a truth value.</summary>
    [MethodImpl(Inline)]
    public static bool Not(bool a) => !a;
}
