namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Device functions beside the elementwise programs: integer arithmetic and conversions as C# has them.</summary>
internal static class CudaSupport
{
    /// <summary>The text, ending in a line feed.</summary>
    public static string Text { get; } =
        """

        // Integer division truncates; MinValue / -1 wraps. Divisors are not zero: that was checked before.
        __device__ __forceinline__ int Divide(int a, int b) { return b == -1 ? (int)(0u - (unsigned int)a) : a / b; }
        __device__ __forceinline__ long long Divide(long long a, long long b) { return b == -1 ? (long long)(0ull - (unsigned long long)a) : a / b; }
        __device__ __forceinline__ int Remainder(int a, int b) { return b == -1 ? 0 : a % b; }
        __device__ __forceinline__ long long Remainder(long long a, long long b) { return b == -1 ? 0 : a % b; }

        // Division towards minus infinity, and what it leaves: the sign of the divisor.
        __device__ __forceinline__ int FloorDivide(int a, int b) { return b == -1 ? (int)(0u - (unsigned int)a) : a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }
        __device__ __forceinline__ long long FloorDivide(long long a, long long b) { return b == -1 ? (long long)(0ull - (unsigned long long)a) : a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }
        __device__ __forceinline__ int Mod(int a, int b) { int rest = Remainder(a, b); return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest; }
        __device__ __forceinline__ long long Mod(long long a, long long b) { long long rest = Remainder(a, b); return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest; }
        __device__ __forceinline__ float Mod(float a, float b) { float rest = fmodf(a, b); return rest == 0.0f ? CopySign(0.0f, b) : (rest < 0.0f) != (b < 0.0f) ? rest + b : rest; }
        __device__ __forceinline__ double Mod(double a, double b) { double rest = fmod(a, b); return rest == 0.0 ? CopySign(0.0, b) : (rest < 0.0) != (b < 0.0) ? rest + b : rest; }
        __device__ __forceinline__ float FloorDivide(float a, float b)
        {
            float quotient = a / b, rest = fmodf(a, b), whole = (a - rest) / b;
            if (b == 0.0f) return quotient;
            if (rest != 0.0f && (rest < 0.0f) != (b < 0.0f)) whole = whole - 1.0f;
            if (whole == 0.0f) return CopySign(0.0f, quotient);
            float down = floorf(whole);
            return whole - down > 0.5f ? down + 1.0f : down;
        }
        __device__ __forceinline__ double FloorDivide(double a, double b)
        {
            double quotient = a / b, rest = fmod(a, b), whole = (a - rest) / b;
            if (b == 0.0) return quotient;
            if (rest != 0.0 && (rest < 0.0) != (b < 0.0)) whole = whole - 1.0;
            if (whole == 0.0) return CopySign(0.0, quotient);
            double down = floor(whole);
            return whole - down > 0.5 ? down + 1.0 : down;
        }

        // A count below zero, or of all bits and more, shifts everything out.
        __device__ __forceinline__ int LeftShift(int a, int count) { return (unsigned int)count < 32u ? (int)((unsigned int)a << count) : 0; }
        __device__ __forceinline__ long long LeftShift(long long a, long long count) { return (unsigned long long)count < 64ull ? (long long)((unsigned long long)a << count) : 0ll; }
        __device__ __forceinline__ int RightShift(int a, int count) { return a >> ((unsigned int)count < 32u ? count : 31); }
        __device__ __forceinline__ long long RightShift(long long a, long long count) { return a >> ((unsigned long long)count < 64ull ? (int)count : 63); }

        // Checked before, by a step of its own.
        __device__ __forceinline__ int CheckIndex(int index, int size) { return index; }
        __device__ __forceinline__ long long CheckIndex(long long index, long long size) { return index; }
        __device__ __forceinline__ int CheckPlace(int index, int size) { return index < 0 ? index + size : index; }
        __device__ __forceinline__ long long CheckPlace(long long index, long long size) { return index < 0 ? index + size : index; }

        // Sizes: rounded towards minus infinity.
        __device__ __forceinline__ long long SizeQuotient(long long a, long long b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

        // Neighbours of 2, 4, 8 or 16 bytes, which lie at a multiple of that, at once.
        template <int BYTES> struct VectorBits;
        template <> struct VectorBits<2> { typedef unsigned short Type; };
        template <> struct VectorBits<4> { typedef unsigned int Type; };
        template <> struct VectorBits<8> { typedef uint2 Type; };
        template <> struct VectorBits<16> { typedef uint4 Type; };
        template <class T> __device__ __forceinline__ bool IsAligned(const T* place, int bytes) { return (unsigned long long)place % (unsigned int)bytes == 0; }
        template <class T, int WIDTH> __device__ __forceinline__ void LoadVector(const T* from, T (&to)[WIDTH])
        {
            typedef typename VectorBits<WIDTH * sizeof(T)>::Type Bits;
            *(Bits*)to = *(const Bits*)from;
        }
        template <class T, int WIDTH> __device__ __forceinline__ void StoreVector(T* to, const T (&from)[WIDTH])
        {
            typedef typename VectorBits<WIDTH * sizeof(T)>::Type Bits;
            *(Bits*)to = *(const Bits*)from;
        }

        // How the runtime cuts loops that fold into parts; cost is in vector instructions for an element and for a row.
        __device__ __forceinline__ long long FoldGrain(long long cost)
        {
            long long grain = (3200000 / (cost < 1 ? 1 : cost) + 1023) / 1024 * 1024;
            grain = grain < 1024 ? 1024 : grain;
            return (grain + 16383) / 16384 * 16384;
        }
        __device__ __forceinline__ long long RowGrain(long long cost)
        {
            long long grain = 3200000 / (cost < 1 ? 1 : cost);
            return grain < 1 ? 1 : grain;
        }

        // A float becomes an integer by truncation, saturating, NaN to 0; integers wrap; a number is true where it is not zero.
        __device__ __forceinline__ unsigned char ToByte(float a) { return a != a ? 0 : a >= 255.0f ? 255 : a <= 0.0f ? 0 : (unsigned char)a; }
        __device__ __forceinline__ unsigned char ToByte(double a) { return a != a ? 0 : a >= 255.0 ? 255 : a <= 0.0 ? 0 : (unsigned char)a; }
        __device__ __forceinline__ unsigned char ToByte(int a) { return (unsigned char)a; }
        __device__ __forceinline__ unsigned char ToByte(long long a) { return (unsigned char)a; }
        __device__ __forceinline__ unsigned char ToByte(bool a) { return a ? 1 : 0; }
        __device__ __forceinline__ bool ToBool(float a) { return a != 0.0f; }
        __device__ __forceinline__ bool ToBool(double a) { return a != 0.0; }
        __device__ __forceinline__ bool ToBool(int a) { return a != 0; }
        __device__ __forceinline__ bool ToBool(long long a) { return a != 0; }
        __device__ __forceinline__ bool ToBool(bool a) { return a; }

        __device__ __forceinline__ float Clip(float x, float low, float high) { return Minimum(Maximum(x, low), high); }
        __device__ __forceinline__ double Clip(double x, double low, double high) { return Minimum(Maximum(x, low), high); }
        __device__ __forceinline__ int Clip(int x, int low, int high) { return Minimum(Maximum(x, low), high); }
        __device__ __forceinline__ long long Clip(long long x, long long low, long long high) { return Minimum(Maximum(x, low), high); }

        """.Replace("\r", "");
}
