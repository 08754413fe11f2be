using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TensorAot.Cuda;

/// <summary>Whose a file of Linux is, and who may use it: .NET tells the mode only.</summary>
/// <param name="Owner">The number of the user.</param>
/// <param name="Mode">What <c>st_mode</c> says.</param>
internal readonly partial record struct UnixFile(uint Owner, uint Mode)
{
    private const int CurrentFolder = -100, NoFollow = 0x100, EmptyPath = 0x1000;
    private const uint TypeAndMode = 0x1 | 0x2, OwnerOnly = 0x8;
    private const uint KindMask = 0xF000, Folder = 0x4000, File = 0x8000, Others = 0x3F;

    // struct statx of linux/stat.h, which is the same on all architectures.
    private const int StatBytes = 256, OwnerAt = 20, ModeAt = 28;

    /// <summary>The user as whom the process acts.</summary>
    public static uint User => GetEffectiveUser();

    public bool IsFolder => (Mode & KindMask) == Folder;

    public bool IsFile => (Mode & KindMask) == File;

    /// <summary>Whether the group or others may do anything.</summary>
    public bool IsOpenToOthers => (Mode & Others) != 0;

    /// <summary>What a path names; of a link the link itself. Null where it names nothing, or where the system cannot say.</summary>
    public static UnixFile? Look(string path) => Look(CurrentFolder, path, NoFollow);

    /// <summary>An open file.</summary>
    public static UnixFile? Look(SafeFileHandle file) => Look((int)file.DangerousGetHandle(), "", EmptyPath);

    private static unsafe UnixFile? Look(int folder, string path, int flags)
    {
        byte* status = stackalloc byte[StatBytes];
        try
        {
            return Statx(folder, path, flags, TypeAndMode | OwnerOnly, status) == 0 ? new UnixFile(*(uint*)(status + OwnerAt), *(ushort*)(status + ModeAt)) : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();
}
