using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace TensorAot.Package.Tests;

/// <summary>Packs the packages once, into a temporary folder that the consumers live in as well.</summary>
[SetUpFixture]
internal sealed class PackageFixture
{
    public const string Version = "0.0.1-test";

    /// <summary>The projects that are packed, by the id of their package.</summary>
    public static readonly string[] Packages = ["TensorAot", "TensorAot.Cuda", "TensorAot.Templates"];

    private static string s_folder = "";

    /// <summary>The folder with the packed files.</summary>
    public static string Source => Path.Combine(s_folder, "source");

    /// <summary>A project in a folder of its own that restores from the packed files alone.</summary>
    public static Consumer NewConsumer(string name) => new(Path.Combine(s_folder, name), Source, Path.Combine(s_folder, "packages"), isAlone: true);

    /// <summary>A project that also restores from the sources that this machine is set up with.</summary>
    public static Consumer NewConnectedConsumer(string name) => new(Path.Combine(s_folder, name), Source, Path.Combine(s_folder, "packages"), isAlone: false);

    /// <summary>The path of a packed file.</summary>
    public static string PathOf(string id) => Path.Combine(Source, $"{id}.{Version}.nupkg");

    /// <summary>The paths of the files in a package.</summary>
    public static string[] Files(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(PathOf(id));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The bytes of a file in a package.</summary>
    public static byte[] Read(string id, string file)
    {
        using ZipArchive package = ZipFile.OpenRead(PathOf(id));
        using Stream entry = package.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>What a package says of itself, by the names of the elements.</summary>
    public static XElement Metadata(string id) =>
        XDocument.Load(new MemoryStream(Read(id, id + ".nuspec"))).Root!.Elements().Single(e => e.Name.LocalName == "metadata");

    /// <summary>The ids and versions of the packages on which it depends.</summary>
    public static string[] Dependencies(string id) =>
        [.. Metadata(id).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value + " " + element.Attribute("version")!.Value)];

    [OneTimeSetUp]
    public void Pack()
    {
        s_folder = Directory.CreateTempSubdirectory("tensoraot-package").FullName;
        foreach (string package in Packages)
        {
            CommandResult packed = Commands.Dotnet(
                Repository.Root, null, "pack", Path.Combine("packaging", package), "--no-build", "-nologo", "-v", "quiet",
                "-c", Repository.Configuration, "-o", Source, $"-p:Version={Version}");
            Assert.That(packed.ExitCode, Is.Zero, packed.Output);
        }
        CopyDependency("MathNet.Numerics");
    }

    private static void CopyDependency(string name)
    {
        string folder = typeof(PackageFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;
        foreach (string package in Directory.GetFiles(folder, "*.nupkg"))
            File.Copy(package, Path.Combine(Source, Path.GetFileName(package)));
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(s_folder, recursive: true);
}
