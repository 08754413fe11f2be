using TensorAot.Generate;

// Writes the committed generated files, or with --check says which of them are stale (exit code 1).
bool isCheck = args.Contains("--check");
string? root = AppContext.BaseDirectory;
while (root is not null && !File.Exists(Path.Combine(root, "TensorAot.sln"))) root = Path.GetDirectoryName(root);
if (root is null)
{
    Console.Error.WriteLine("TensorAot.sln is in no folder above this program.");
    return 2;
}

int stale = 0;
foreach (var (path, text) in GeneratedFiles.All(root))
{
    string file = Path.Combine(root, path);
    if (File.Exists(file) && File.ReadAllText(file) == text) continue;
    stale++;
    Console.WriteLine($"{(isCheck ? "stale  " : "written")}  {path}");
    if (isCheck) continue;
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, text);
}

foreach (string path in GeneratedFiles.Orphans(root))
{
    stale++;
    Console.WriteLine($"{(isCheck ? "stale  " : "deleted")}  {path}");
    if (!isCheck) File.Delete(Path.Combine(root, path));
}

return isCheck && stale > 0 ? 1 : 0;
