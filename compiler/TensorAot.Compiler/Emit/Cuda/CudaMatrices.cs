using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Factorisations and systems of equations, gpu-kernels/matrices.cuh, and eigenvalues, spectra.cuh.</summary>
internal static class CudaMatrices
{
    /// <summary>The threads that share a matrix, and the columns of a right side that they solve.</summary>
    private const int MatrixThreads = 256, Columns = 32;

    /// <summary>Cholesky's factor; which matrices have none is looked at afterwards.</summary>
    public static void Cholesky(CudaRoutine routine)
    {
        Dim batch = routine.Sizes[0];
        ScratchParameter failed = routine.Shared(DType.Int32, batch);
        routine.Launch(Blocks(batch), signature =>
            $"FactorCholesky<{Types(routine, signature)}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Targets[0]!)}, {signature.Scratch(failed)}, {routine.SizesFrom(signature)})");
        routine.Check(batch, signature => $"{signature.Scratch(failed)}[item] != 0");
    }

    /// <summary>A triangular system, whose diagonal is checked first.</summary>
    public static void Triangular(CudaRoutine routine)
    {
        (Dim batch, Dim matrices, Dim n, Dim m) = (routine.Sizes[0], routine.Sizes[1], routine.Sizes[2], routine.Sizes[3]);
        CheckDiagonals(routine, batch, matrices, n, signature => $"!({routine.Flag(signature, 6)}) && ");
        routine.Launch(Blocks(batch * Parts(m)), signature =>
            $"SolveTriangular<{Types(routine, signature)}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, {signature.Pointer(routine.Targets[0]!)}, "
            + $"{Leading(routine, signature)}, {routine.Flag(signature, 4)}, {routine.Flag(signature, 5)}, {routine.Flag(signature, 6)})");
    }

    /// <summary>LU with row exchanges; factors that nobody asked for are computed aside.</summary>
    public static void Lu(CudaRoutine routine)
    {
        (Dim batch, Dim n) = (routine.Sizes[0], routine.Sizes[1]);
        ScratchParameter? own = routine.Targets[0] is null ? routine.Shared(routine.TargetTypes[0], batch * n * n) : null;
        routine.Launch(Blocks(batch), signature =>
        {
            string lu = own is null ? signature.Pointer(routine.Targets[0]!) : signature.Scratch(own);
            return $"FactorLu<{Types(routine, signature)}>({signature.Pointer(routine.Inputs[0])}, {lu}, {routine.Target(signature, 1)}, {routine.Target(signature, 2)}, {routine.SizesFrom(signature)})";
        });
    }

    /// <summary>A system from its factors, whose diagonal is checked first.</summary>
    public static void SolveLu(CudaRoutine routine)
    {
        (Dim batch, Dim matrices, Dim n, Dim m) = (routine.Sizes[0], routine.Sizes[1], routine.Sizes[2], routine.Sizes[3]);
        CheckDiagonals(routine, batch, matrices, n, _ => "");
        routine.Launch(Blocks(batch * Parts(m)), signature =>
            $"SolveLu<{Types(routine, signature)}>({signature.Pointer(routine.Inputs[0])}, {signature.Pointer(routine.Inputs[1])}, {signature.Pointer(routine.Inputs[2])}, "
            + $"{signature.Pointer(routine.Targets[0]!)}, {signature.Pointer(routine.Scratch[0])}, {Leading(routine, signature)}, {routine.Flag(signature, 4)})");
    }

    /// <summary>QR by reflections.</summary>
    public static void Qr(CudaRoutine routine)
    {
        (Dim batch, Dim m, Dim n) = (routine.Sizes[0], routine.Sizes[1], routine.Sizes[2]);
        ScratchParameter work = routine.Shared(routine.TargetTypes[0], batch * (m + 1) * n);
        routine.Launch(Blocks(batch), signature =>
            $"FactorQr<{Types(routine, signature)}>({signature.Pointer(routine.Inputs[0])}, {routine.Target(signature, 0)}, {routine.Target(signature, 1)}, {signature.Scratch(work)}, {Leading(routine, signature)})");
    }

    /// <summary>Eigenvalues of symmetric matrices; Jacobi's method converges for each of them, so nothing is checked.</summary>
    public static void Eigh(CudaRoutine routine)
    {
        (Dim batch, Dim n) = (routine.Sizes[0], routine.Sizes[1]);
        ScratchParameter work = routine.Shared(DType.Float64, batch * (n * 2 + 2) * n);
        routine.Launch(Blocks(batch), signature =>
            $"FactorEigh<{Types(routine, signature)}>({signature.Pointer(routine.Inputs[0])}, {routine.Target(signature, 0)}, {routine.Target(signature, 1)}, {signature.Scratch(work)}, {routine.SizesFrom(signature)})");
    }

    /// <summary>A zero on a diagonal fails, if there is a system with the matrix.</summary>
    private static void CheckDiagonals(CudaRoutine routine, Dim batch, Dim matrices, Dim n, Func<CudaSignature, string> condition) =>
        routine.Check(matrices * n, signature =>
            $"{signature.Size(batch)} > 0 && {condition(signature)}IsZeroPivot<{Types(routine, signature)}>({signature.Pointer(routine.Inputs[0])}, item, {signature.Size(n)})");

    private static CudaShape Blocks(Dim items) => new(items, 1, MatrixThreads);

    private static Dim Parts(Dim columns) => Dim.FloorDivide(columns + (Columns - 1), Columns);

    private static string Types(CudaRoutine routine, CudaSignature signature) => $"{CudaSyntax.TypeName(routine.Inputs[0].DType)}, {signature.IndexType}";

    /// <summary>The first four sizes: of systems these are systems, matrices, their size, and columns of the right side.</summary>
    private static string Leading(CudaRoutine routine, CudaSignature signature) => string.Join(", ", routine.Sizes.Take(4).Select(signature.Size));
}
