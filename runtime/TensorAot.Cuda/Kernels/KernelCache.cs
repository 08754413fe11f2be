using System.Globalization;

namespace TensorAot.Cuda;

/// <summary>
/// Files of compiled kernels in a folder that may be trusted. Several processes may use it at once: a file appears whole, by renaming.
/// What cannot be read is not there, and what cannot be written is not kept.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="capacity">The bytes of all files together, above which those that were not used for longest are deleted.</param>
internal sealed class KernelCache(string folder, long capacity)
{
    /// <summary>256 MiB.</summary>
    public const long DefaultCapacity = 256L << 20;

    private const string Ending = ".kernels", TemporaryEnding = ".tmp";

    /// <summary>After this time a file that was to be renamed was left by a process that died.</summary>
    private static readonly TimeSpan s_writing = TimeSpan.FromHours(1);

    /// <summary>What was kept under a key; null where nothing was, or something that is not whole.</summary>
    public byte[]? Find(byte[] key)
    {
        string path = PathOf(key);
        try
        {
            using var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete });
            if (CacheFolder.Refusal(stream.SafeFileHandle) is not null || CacheEntry.Read(stream, key, capacity) is not { } payload)
                return null;
            Touch(path);
            return payload;
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            return null;
        }
    }

    /// <summary>Keeps something.</summary>
    public void Add(byte[] key, byte[] payload)
    {
        if (payload.Length + CacheEntry.HeaderBytes > capacity)
            return;
        string path = PathOf(key);
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Path.GetRandomFileName()}{TemporaryEnding}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(temporary, options))
                CacheEntry.Write(stream, key, payload);
            File.Move(temporary, path, overwrite: true);
            Shrink(keep: path);
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            Delete(temporary);
        }
    }

    /// <summary>Deletes what was not used for longest. What others delete at the same time is gone, too.</summary>
    private void Shrink(string keep)
    {
        FileInfo[] files = new DirectoryInfo(folder).GetFiles();
        foreach (FileInfo left in files.Where(f => f.Name.Contains(Ending + ".", StringComparison.Ordinal) && f.Name.EndsWith(TemporaryEnding, StringComparison.Ordinal)))
            if (DateTime.UtcNow - left.LastWriteTimeUtc > s_writing)
                Delete(left.FullName);
        FileInfo[] entries = [.. files.Where(f => f.Name.EndsWith(Ending, StringComparison.Ordinal)).OrderBy(f => f.LastWriteTimeUtc)];
        long bytes = entries.Sum(f => f.Length);
        foreach (FileInfo oldest in entries.Where(f => f.FullName != keep))
        {
            if (bytes <= capacity)
                return;
            bytes -= oldest.Length;
            Delete(oldest.FullName);
        }
    }

    /// <summary>The time of writing says when it was last used: times of reading are switched off on many systems.</summary>
    private static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            // A folder that is for reading only.
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            // Another process has it open (Windows), or the folder is for reading only.
        }
    }

    private static bool IsOfFiles(Exception e) => e is IOException or UnauthorizedAccessException;

    private string PathOf(byte[] key) => Path.Combine(folder, Convert.ToHexStringLower(key) + Ending);
}
