using System.Runtime.CompilerServices;

#if WIDE
namespace TensorAot.Runtime.Wide;

using Vector = System.Runtime.Intrinsics.Vector512;
#else
namespace TensorAot.Runtime;

using Lanewise = System.Numerics.Vector;
using Vector = System.Numerics.Vector;
#endif

// Comparisons: a mask of pairs, a bool of scalars. As in C#, NaN is unequal to everything and neither less nor greater.
public static partial class Functions
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>a &lt; b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Less(Pair<float> a, Pair<float> b) => new(Lanewise.LessThan(a.Lo, b.Lo), Lanewise.LessThan(a.Hi, b.Hi));

    /// <summary>a &lt; b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Less(Pair<double> a, Pair<double> b) => new(Lanewise.LessThan(a.Lo, b.Lo), Lanewise.LessThan(a.Hi, b.Hi));

    /// <summary>a &lt; b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Less(Pair<int> a, Pair<int> b) => new(Lanewise.LessThan(a.Lo, b.Lo), Lanewise.LessThan(a.Hi, b.Hi));

    /// <summary>a &lt; b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Less(Pair<long> a, Pair<long> b) => new(Lanewise.LessThan(a.Lo, b.Lo), Lanewise.LessThan(a.Hi, b.Hi));

    /// <summary>a &lt; b.</summary>
    [MethodImpl(Inline)]
    public static bool Less(float a, float b) => a < b;

    /// <summary>a &lt; b.</summary>
    [MethodImpl(Inline)]
    public static bool Less(double a, double b) => a < b;

    /// <summary>a &lt; b.</summary>
    [MethodImpl(Inline)]
    public static bool Less(int a, int b) => a < b;

    /// <summary>a &lt; b.</summary>
    [MethodImpl(Inline)]
    public static bool Less(long a, long b) => a < b;

    /// <summary>a &lt;= b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> LessEqual(Pair<float> a, Pair<float> b) => new(Lanewise.LessThanOrEqual(a.Lo, b.Lo), Lanewise.LessThanOrEqual(a.Hi, b.Hi));

    /// <summary>a &lt;= b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> LessEqual(Pair<double> a, Pair<double> b) => new(Lanewise.LessThanOrEqual(a.Lo, b.Lo), Lanewise.LessThanOrEqual(a.Hi, b.Hi));

    /// <summary>a &lt;= b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> LessEqual(Pair<int> a, Pair<int> b) => new(Lanewise.LessThanOrEqual(a.Lo, b.Lo), Lanewise.LessThanOrEqual(a.Hi, b.Hi));

    /// <summary>a &lt;= b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> LessEqual(Pair<long> a, Pair<long> b) => new(Lanewise.LessThanOrEqual(a.Lo, b.Lo), Lanewise.LessThanOrEqual(a.Hi, b.Hi));

    /// <summary>a &lt;= b.</summary>
    [MethodImpl(Inline)]
    public static bool LessEqual(float a, float b) => a <= b;

    /// <summary>a &lt;= b.</summary>
    [MethodImpl(Inline)]
    public static bool LessEqual(double a, double b) => a <= b;

    /// <summary>a &lt;= b.</summary>
    [MethodImpl(Inline)]
    public static bool LessEqual(int a, int b) => a <= b;

    /// <summary>a &lt;= b.</summary>
    [MethodImpl(Inline)]
    public static bool LessEqual(long a, long b) => a <= b;

    /// <summary>a &gt; b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Greater(Pair<float> a, Pair<float> b) => new(Lanewise.GreaterThan(a.Lo, b.Lo), Lanewise.GreaterThan(a.Hi, b.Hi));

    /// <summary>a &gt; b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Greater(Pair<double> a, Pair<double> b) => new(Lanewise.GreaterThan(a.Lo, b.Lo), Lanewise.GreaterThan(a.Hi, b.Hi));

    /// <summary>a &gt; b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Greater(Pair<int> a, Pair<int> b) => new(Lanewise.GreaterThan(a.Lo, b.Lo), Lanewise.GreaterThan(a.Hi, b.Hi));

    /// <summary>a &gt; b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Greater(Pair<long> a, Pair<long> b) => new(Lanewise.GreaterThan(a.Lo, b.Lo), Lanewise.GreaterThan(a.Hi, b.Hi));

    /// <summary>a &gt; b.</summary>
    [MethodImpl(Inline)]
    public static bool Greater(float a, float b) => a > b;

    /// <summary>a &gt; b.</summary>
    [MethodImpl(Inline)]
    public static bool Greater(double a, double b) => a > b;

    /// <summary>a &gt; b.</summary>
    [MethodImpl(Inline)]
    public static bool Greater(int a, int b) => a > b;

    /// <summary>a &gt; b.</summary>
    [MethodImpl(Inline)]
    public static bool Greater(long a, long b) => a > b;

    /// <summary>a &gt;= b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> GreaterEqual(Pair<float> a, Pair<float> b) => new(Lanewise.GreaterThanOrEqual(a.Lo, b.Lo), Lanewise.GreaterThanOrEqual(a.Hi, b.Hi));

    /// <summary>a &gt;= b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> GreaterEqual(Pair<double> a, Pair<double> b) => new(Lanewise.GreaterThanOrEqual(a.Lo, b.Lo), Lanewise.GreaterThanOrEqual(a.Hi, b.Hi));

    /// <summary>a &gt;= b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> GreaterEqual(Pair<int> a, Pair<int> b) => new(Lanewise.GreaterThanOrEqual(a.Lo, b.Lo), Lanewise.GreaterThanOrEqual(a.Hi, b.Hi));

    /// <summary>a &gt;= b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> GreaterEqual(Pair<long> a, Pair<long> b) => new(Lanewise.GreaterThanOrEqual(a.Lo, b.Lo), Lanewise.GreaterThanOrEqual(a.Hi, b.Hi));

    /// <summary>a &gt;= b.</summary>
    [MethodImpl(Inline)]
    public static bool GreaterEqual(float a, float b) => a >= b;

    /// <summary>a &gt;= b.</summary>
    [MethodImpl(Inline)]
    public static bool GreaterEqual(double a, double b) => a >= b;

    /// <summary>a &gt;= b.</summary>
    [MethodImpl(Inline)]
    public static bool GreaterEqual(int a, int b) => a >= b;

    /// <summary>a &gt;= b.</summary>
    [MethodImpl(Inline)]
    public static bool GreaterEqual(long a, long b) => a >= b;

    /// <summary>a == b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Equal(Pair<float> a, Pair<float> b) => new(Lanewise.Equals(a.Lo, b.Lo), Lanewise.Equals(a.Hi, b.Hi));

    /// <summary>a == b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Equal(Pair<double> a, Pair<double> b) => new(Lanewise.Equals(a.Lo, b.Lo), Lanewise.Equals(a.Hi, b.Hi));

    /// <summary>a == b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> Equal(Pair<int> a, Pair<int> b) => new(Lanewise.Equals(a.Lo, b.Lo), Lanewise.Equals(a.Hi, b.Hi));

    /// <summary>a == b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> Equal(Pair<long> a, Pair<long> b) => new(Lanewise.Equals(a.Lo, b.Lo), Lanewise.Equals(a.Hi, b.Hi));

    /// <summary>a == b.</summary>
    [MethodImpl(Inline)]
    public static bool Equal(float a, float b) => a == b;

    /// <summary>a == b.</summary>
    [MethodImpl(Inline)]
    public static bool Equal(double a, double b) => a == b;

    /// <summary>a == b.</summary>
    [MethodImpl(Inline)]
    public static bool Equal(int a, int b) => a == b;

    /// <summary>a == b.</summary>
    [MethodImpl(Inline)]
    public static bool Equal(long a, long b) => a == b;

    /// <summary>a != b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> NotEqual(Pair<float> a, Pair<float> b) => new(~Lanewise.Equals(a.Lo, b.Lo), ~Lanewise.Equals(a.Hi, b.Hi));

    /// <summary>a != b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> NotEqual(Pair<double> a, Pair<double> b) => new(~Lanewise.Equals(a.Lo, b.Lo), ~Lanewise.Equals(a.Hi, b.Hi));

    /// <summary>a != b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> NotEqual(Pair<int> a, Pair<int> b) => new(~Lanewise.Equals(a.Lo, b.Lo), ~Lanewise.Equals(a.Hi, b.Hi));

    /// <summary>a != b, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> NotEqual(Pair<long> a, Pair<long> b) => new(~Lanewise.Equals(a.Lo, b.Lo), ~Lanewise.Equals(a.Hi, b.Hi));

    /// <summary>a != b.</summary>
    [MethodImpl(Inline)]
    public static bool NotEqual(float a, float b) => a != b;

    /// <summary>a != b.</summary>
    [MethodImpl(Inline)]
    public static bool NotEqual(double a, double b) => a != b;

    /// <summary>a != b.</summary>
    [MethodImpl(Inline)]
    public static bool NotEqual(int a, int b) => a != b;

    /// <summary>a != b.</summary>
    [MethodImpl(Inline)]
    public static bool NotEqual(long a, long b) => a != b;

    /// <summary>a == b.</summary>
    [MethodImpl(Inline)]
    public static bool Equal(bool a, bool b) => a == b;

    /// <summary>a != b.</summary>
    [MethodImpl(Inline)]
    public static bool NotEqual(bool a, bool b) => a != b;
}
