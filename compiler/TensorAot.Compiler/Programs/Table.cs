namespace TensorAot.Compiler.Programs;

/// <summary>Constants that a program reads by an index: only functions over single values can, so it is for rare arguments.</summary>
/// <param name="Name">The name in printed code.</param>
/// <param name="Values">The values.</param>
public sealed record Table(string Name, IReadOnlyList<double> Values)
{
    /// <summary>2 / pi in pieces of 24 bits, each divided by 2^24: the sum of Values[i] 2^(-24 i). Enough for the largest double.</summary>
    public static readonly Table TwoByPi = new("TwoByPi", [.. new[]
    {
        0xA2F983, 0x6E4E44, 0x1529FC, 0x2757D1, 0xF534DD, 0xC0DB62, 0x95993C, 0x439041, 0xFE5163, 0xABDEBB, 0xC561B7,
        0x246E3A, 0x424DD2, 0xE00649, 0x2EEA09, 0xD1921C, 0xFE1DEB, 0x1CB129, 0xA73EE8, 0x8235F5, 0x2EBB44, 0x84E99C,
        0x7026B4, 0x5F7E41, 0x3991D6, 0x398353, 0x39F49C, 0x845F8B, 0xBDF928, 0x3B1FF8, 0x97FFDE, 0x05980F, 0xEF2F11,
        0x8B5A0A, 0x6D1F6D, 0x367ECF, 0x27CB09, 0xB74F46, 0x3F669E, 0x5FEA2D, 0x7527BA, 0xC7EBE5, 0xF17B3D, 0x0739F7,
        0x8A5292, 0xEA6BFB, 0x5FB11F, 0x8D5D08, 0x560330, 0x46FC7B,
    }.Select(piece => piece / 16777216.0)]);

    /// <summary>All tables; instructions refer to them by position.</summary>
    public static IReadOnlyList<Table> All { get; } = [TwoByPi];
}
