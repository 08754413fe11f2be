using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Generated.Tests.Testing;

/// <summary>What the processor must have for a test to say something.</summary>
internal static class Hardware
{
    /// <summary>Skips the test where fused multiply-add is not in hardware: results are the same there, but speed and code are not.</summary>
    public static void RequireFusedMultiplyAdd(string why)
    {
        if (!Fma.IsSupported && !AdvSimd.IsSupported)
            Assert.Ignore($"Without fused multiply-add in hardware {why}.");
    }
}
