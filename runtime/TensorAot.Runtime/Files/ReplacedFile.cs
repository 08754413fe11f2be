namespace TensorAot.Files;

/// <summary>Files that are replaced in one step when all is written.</summary>
internal static class ReplacedFile
{
    public static void Write(string path, Action<Stream> write)
    {
        // In the same folder, as only there the last step is one.
        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
