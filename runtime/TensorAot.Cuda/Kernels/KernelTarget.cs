using System.Globalization;

namespace TensorAot.Cuda;

/// <summary>What kernels are compiled for: PTX, which drivers translate for an architecture and all later ones, or machine code of one.</summary>
/// <param name="Capability">Ten times the major version plus the minor one: 90 for sm_90.</param>
/// <param name="Feature">The letter of an architecture with features that later ones need not have: the <c>a</c> of sm_90a. Empty without.</param>
/// <param name="IsBinary">Whether it is machine code.</param>
internal readonly record struct KernelTarget(int Capability, string Feature, bool IsBinary)
{
    private const string BinaryEnding = ".cubin", PtxEnding = ".ptx";

    /// <summary>What NVRTC calls it.</summary>
    public string Architecture => string.Create(CultureInfo.InvariantCulture, $"{(IsBinary ? "sm" : "compute")}_{Capability}{Feature}");

    /// <summary>The name of a file that holds it.</summary>
    public string FileName => Architecture + (IsBinary ? BinaryEnding : PtxEnding);

    /// <summary>PTX for an architecture and all later ones.</summary>
    public static KernelTarget Ptx(int capability) => new(capability, "", IsBinary: false);

    /// <summary>Machine code for what users write: <c>90</c> or <c>90a</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> architecture, out KernelTarget target)
    {
        string feature = architecture is [.., (>= 'a' and <= 'z') and var letter] ? letter.ToString() : "";
        bool isNumber = int.TryParse(architecture[..^feature.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int capability);
        target = new KernelTarget(capability, feature, IsBinary: true);
        return isNumber && capability is >= 30 and < 1000;
    }

    /// <summary>What a file holds, by its name.</summary>
    public static bool TryParseFileName(ReadOnlySpan<char> name, out KernelTarget target)
    {
        bool isBinary = name.StartsWith("sm_", StringComparison.Ordinal) && name.EndsWith(BinaryEnding, StringComparison.Ordinal);
        bool isPtx = name.StartsWith("compute_", StringComparison.Ordinal) && name.EndsWith(PtxEnding, StringComparison.Ordinal);
        target = default;
        if (!isBinary && !isPtx)
            return false;
        int start = name.IndexOf('_') + 1, end = name.LastIndexOf('.');
        bool isTarget = TryParse(name[start..end], out target);
        target = target with { IsBinary = isBinary };
        return isTarget;
    }

    /// <summary>Whether a device of this capability runs it.</summary>
    public bool RunsOn(int capability) => IsBinary || Feature.Length > 0 ? Capability == capability : Capability <= capability;
}
