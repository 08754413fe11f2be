using System.Numerics;

namespace TensorAot.Runtime.Tests.Products;

internal unsafe delegate void GemmCall<T>(
    nint m, nint n, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, T alpha, T beta)
    where T : unmanaged;

/// <summary>One product with its data: strides and transposes of every kind, and a C with room around it.</summary>
internal sealed unsafe class ProductCase<T>
    where T : unmanaged, INumber<T>
{
    private readonly int _m, _n, _k, _aRow, _aColumn, _bRow, _bColumn, _cRow;

    public ProductCase(int m, int n, int k, bool transposeA, bool transposeB, int padding, T alpha, T beta, Random random)
    {
        (_m, _n, _k) = (m, n, k);
        (_aRow, _aColumn) = transposeA ? (1, m + padding) : (k + padding, 1);
        (_bRow, _bColumn) = transposeB ? (1, k + padding) : (n + padding, 1);
        if (padding == 3)
            (_aRow, _aColumn, _bRow, _bColumn) = (2 * _aRow, 2 * _aColumn, 2 * _bRow, 2 * _bColumn);
        _cRow = n + padding;
        (Alpha, Beta) = (alpha, beta);
        A = Fill(new T[m * _aRow + k * _aColumn + 1], random);
        B = Fill(new T[k * _bRow + n * _bColumn + 1], random);
        C = Fill(new T[m * _cRow + 1], random);
    }

    public T[] A { get; }

    public T[] B { get; }

    public T[] C { get; }

    public T Alpha { get; }

    public T Beta { get; }

    public int Rows => _m;

    public int Columns => _n;

    public int Depth => _k;

    public int CRow => _cRow;

    public ref T AtA(int i, int p) => ref A[i * _aRow + p * _aColumn];

    public ref T AtB(int p, int j) => ref B[p * _bRow + j * _bColumn];

    public ref T AtC(int i, int j) => ref C[i * _cRow + j];

    /// <summary>Whether x M is summed in lanes: one row or column, and an M that is dense along the depth.</summary>
    public bool IsDot => (_m == 1 && _bRow == 1) || (_m != 1 && _n == 1 && _aColumn == 1);

    /// <summary>What C and its surroundings are after the call; C itself is kept.</summary>
    public T[] Run(GemmCall<T> call)
    {
        T[] result = (T[])C.Clone();
        fixed (T* a = A, b = B, c = result)
            call(_m, _n, _k, a, _aRow, _aColumn, b, _bRow, _bColumn, c, _cRow, Alpha, Beta);
        return result;
    }

    /// <summary>The same from a formula for one element; everything outside C unchanged.</summary>
    public T[] Expect(Func<int, int, T> element)
    {
        T[] result = (T[])C.Clone();
        for (int i = 0; i < _m; i++)
        {
            for (int j = 0; j < _n; j++)
                result[i * _cRow + j] = element(i, j);
        }
        return result;
    }

    public override string ToString() =>
        $"{typeof(T).Name} {_m}x{_n}x{_k}, A ({_aRow}, {_aColumn}), B ({_bRow}, {_bColumn}), C {_cRow}, {Alpha}, {Beta}";

    private static T[] Fill(T[] data, Random random)
    {
        for (int i = 0; i < data.Length; i++)
            data[i] = T.CreateTruncating(typeof(T) == typeof(float) || typeof(T) == typeof(double)
                ? 2 * random.NextDouble() - 1 : random.Next());
        return data;
    }
}
