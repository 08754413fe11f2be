using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emulator;

/// <summary>Kernels/emulator.cu, compiled once for all tests of the emulator.</summary>
internal static class EmulatorKernels
{
    private static readonly string[] Names =
    [
        "block_sum", "reverse", "reverse_without_barrier", "divergent_barrier", "barrier_after_exit",
        "barrier_in_warp_operation", "mask_without_own_lane", "mask_with_exited_lane", "source_outside_mask",
        "different_operations", "crossed_masks", "two_groups", "shuffles", "ticket_sum", "atomics", "coordinates",
        "conversions", "large_locals",
    ];

    private static readonly Lazy<EmulatedModule> Loaded = new(() => CudaEmulator.Load(Text, Names));

    /// <summary>The text of the kernels.</summary>
    public static string Text =>
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Kernels", "emulator.cu"));

    /// <summary>The compiled kernels.</summary>
    public static EmulatedModule Module => Loaded.Value;
}
