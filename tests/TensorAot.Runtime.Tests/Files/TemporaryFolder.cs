namespace TensorAot.Runtime.Tests.Files;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("tensoraot-").FullName;

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(_path, name);

    public IEnumerable<string> Files => Directory.EnumerateFiles(_path).Select(Path.GetFileName)!;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
