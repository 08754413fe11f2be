using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emulator;

/// <summary>The pieces of gpu-kernels under the sanitizers for addresses and undefined behaviour, on arrays that end where their elements do.</summary>
[TestFixture]
internal sealed class RoutineSanitizerTests
{
    private static readonly string[] Kernels =
    [
        "sort_first", "unique_elements", "select_rank", "make_keys", "count_bytes", "place_bytes", "move_tile", "take_first", "count_distinct", "place_distinct", "take_distinct",
        "count_ranks", "narrow_ranks", "take_ranks", "cumulate", "scan_chunks", "fold_chunks", "correlate_forward", "correlate_images", "correlate_filters", "pool_windows", "share_windows", "gather_windows",
        "factor_cholesky", "factor_lu", "factor_qr", "factor_eigh", "solve_triangular", "special_functions",
    ];

    [Test]
    public void NoRoutineReadsOrWritesBeyondItsArrays()
    {
        var (exitCode, output) = CudaEmulator.RunSanitized(CudaModule.Functions + Text("routines.cu"), Text("routines.cpp"), Kernels);
        Assert.That((exitCode, output), Is.EqualTo((0, "done\n")));
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Kernels", name));
}
