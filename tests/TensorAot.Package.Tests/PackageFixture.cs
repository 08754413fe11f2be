using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace TensorAot.Package.Tests;

/// <summary>Packs the package once, into a temporary folder that the consumers live in as well.</summary>
[SetUpFixture]
internal sealed class PackageFixture
{
    public const string Version = "0.0.1-test";

    private static string s_folder = "";

    public static Consumer NewConsumer(string name) =>
        new(Path.Combine(s_folder, name), Path.Combine(s_folder, "source"), Path.Combine(s_folder, "packages"));

    /// <summary>The paths of the files in the package.</summary>
    public static string[] Files()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(s_folder, "source", $"TensorAot.{Version}.nupkg"));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The ids and versions of the packages on which it depends.</summary>
    public static string[] Dependencies()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(s_folder, "source", $"TensorAot.{Version}.nupkg"));
        using Stream nuspec = package.GetEntry("TensorAot.nuspec")!.Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value + " " + element.Attribute("version")!.Value)];
    }

    [OneTimeSetUp]
    public void Pack()
    {
        s_folder = Directory.CreateTempSubdirectory("tensoraot-package").FullName;
        CommandResult packed = Commands.Dotnet(
            Repository.Root, null, "pack", Path.Combine("compiler", "TensorAot.Build"), "--no-build", "-nologo", "-v", "quiet",
            "-c", Repository.Configuration, "-o", Path.Combine(s_folder, "source"), $"-p:Version={Version}");
        Assert.That(packed.ExitCode, Is.Zero, packed.Output);
        CopyDependency("MathNet.Numerics");
    }

    private static void CopyDependency(string name)
    {
        string folder = typeof(PackageFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;
        foreach (string package in Directory.GetFiles(folder, "*.nupkg"))
            File.Copy(package, Path.Combine(s_folder, "source", Path.GetFileName(package)));
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(s_folder, recursive: true);
}
