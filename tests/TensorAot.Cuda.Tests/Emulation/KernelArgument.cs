using System.Runtime.CompilerServices;

namespace TensorAot.Cuda.Tests.Emulation;

/// <summary>The value of one kernel parameter, as the eight bytes at its address.</summary>
internal readonly record struct KernelArgument(ulong Bits)
{
    public static implicit operator KernelArgument(nint value) => new((ulong)value);
    public static implicit operator KernelArgument(int value) => new((uint)value);
    public static implicit operator KernelArgument(uint value) => new(value);
    public static implicit operator KernelArgument(long value) => new((ulong)value);
    public static implicit operator KernelArgument(float value) => new(BitConverter.SingleToUInt32Bits(value));
    public static implicit operator KernelArgument(double value) => new(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Any unmanaged value of up to eight bytes.</summary>
    public static KernelArgument From<T>(T value)
        where T : unmanaged
    {
        ulong bits = 0;
        Unsafe.WriteUnaligned(ref Unsafe.As<ulong, byte>(ref bits), value);
        return new(bits);
    }
}
