using System.Reflection;
using System.Runtime.InteropServices;

namespace TensorAot.Benchmarks.Products;

/// <summary>OpenBLAS, the peer, where the system has it.</summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "openblas";
    private const int RowMajor = 101, NoTranspose = 111, Transpose = 112;

    private static readonly nint s_handle = Load();

    public static bool IsFound => s_handle != 0;

    public static string Core => IsFound ? Marshal.PtrToStringUTF8(GetCoreName()) ?? "" : "not found";

    public static void SetThreads(int threads) => SetThreadCount(threads);

    public static void Multiply(ProductShape s, float* a, float* b, float* c) => SingleMultiply(
        RowMajor, s.TransposeA ? Transpose : NoTranspose, s.TransposeB ? Transpose : NoTranspose, s.M, s.N, s.K, 1, a,
        s.TransposeA ? s.M : s.K, b, s.TransposeB ? s.K : s.N, 0, c, s.N);

    public static void Multiply(ProductShape s, double* a, double* b, double* c) => DoubleMultiply(
        RowMajor, s.TransposeA ? Transpose : NoTranspose, s.TransposeB ? Transpose : NoTranspose, s.M, s.N, s.K, 1, a,
        s.TransposeA ? s.M : s.K, b, s.TransposeB ? s.K : s.N, 0, c, s.N);

    public static void Multiply(ProductShape s, float[] a, float[] b, float[] c)
    {
        fixed (float* left = a, right = b, result = c)
            Multiply(s, left, right, result);
    }

    public static void Multiply(ProductShape s, double[] a, double[] b, double[] c)
    {
        fixed (double* left = a, right = b, result = c)
            Multiply(s, left, right, result);
    }

    private static nint Load()
    {
        nint handle = 0;
        foreach (string name in (string[])["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll"])
        {
            if (NativeLibrary.TryLoad(name, out handle))
                break;
        }
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Library ? handle : 0);
        return handle;
    }

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreadCount(int threads);

    [LibraryImport(Library, EntryPoint = "openblas_get_corename")]
    private static partial nint GetCoreName();

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    private static partial void SingleMultiply(
        int order, int transposeA, int transposeB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb,
        float beta, float* c, int ldc);

    [LibraryImport(Library, EntryPoint = "cblas_dgemm")]
    private static partial void DoubleMultiply(
        int order, int transposeA, int transposeB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb,
        double beta, double* c, int ldc);
}
