using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace TensorAot.Package.Tests;

/// <summary>What is in the packages, and what they say of themselves.</summary>
[TestFixture]
public class ContentTests
{
    [Test]
    public void The_package_holds_the_runtime_the_compiler_the_targets_and_nothing_of_Roslyn_or_CUDA()
    {
        Assert.That(Interesting("TensorAot"), Is.EquivalentTo((string[])
        [
            "lib/net10.0/TensorAot.Runtime.dll", "lib/net10.0/TensorAot.Runtime.Wide.dll",
            "lib/net10.0/TensorAot.Layers.dll", "lib/net10.0/TensorAot.Optimizers.dll", "analyzers/dotnet/cs/TensorAot.Generator.dll", "analyzers/dotnet/cs/TensorAot.Compiler.dll",
            "analyzers/dotnet/cs/TensorAot.CodeFixes.dll",
            "tools/net10.0/TensorAot.Build.dll", "build/TensorAot.props", "buildTransitive/TensorAot.props", "build/TensorAot.targets",
            "buildTransitive/TensorAot.targets", "buildMultiTargeting/TensorAot.targets", "README.md", "icon.png",
        ]));
        foreach (string library in (string[])["Runtime", "Layers", "Optimizers"])
            Assert.That(PackageFixture.Files("TensorAot"), Does.Contain($"lib/net10.0/TensorAot.{library}.xml"), "what an editor shows of it");
    }

    [Test]
    public void The_package_for_GPUs_holds_what_launches_kernels_and_the_property()
    {
        Assert.That(Interesting("TensorAot.Cuda"), Is.EquivalentTo((string[])["lib/net10.0/TensorAot.Cuda.dll", "build/TensorAot.Cuda.props", "README.md", "icon.png"]));
        Assert.That(PackageFixture.Files("TensorAot.Cuda"), Does.Contain("lib/net10.0/TensorAot.Cuda.xml"));
    }

    [Test]
    public void The_package_depends_on_MathNet_and_on_nothing_else() =>
        Assert.That(PackageFixture.Dependencies("TensorAot"), Is.EqualTo((string[])["MathNet.Numerics 5.0.0"]));

    [Test]
    public void The_package_for_GPUs_depends_on_exactly_its_version_of_TensorAot_with_generator_and_targets()
    {
        Assert.That(PackageFixture.Dependencies("TensorAot.Cuda"), Is.EqualTo((string[])[$"TensorAot [{PackageFixture.Version}]"]));
        XElement dependency = PackageFixture.Metadata("TensorAot.Cuda").Descendants().Single(e => e.Name.LocalName == "dependency");
        Assert.That(dependency.Attribute("include")?.Value, Is.EqualTo("All"));
        Assert.That(dependency.Attribute("exclude"), Is.Null);
    }

    [TestCaseSource(typeof(PackageFixture), nameof(PackageFixture.Packages))]
    public void Every_package_says_what_a_gallery_shows(string id)
    {
        XElement metadata = PackageFixture.Metadata(id);
        string? Text(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
        Assert.That(Text("license"), Is.EqualTo("MIT"));
        Assert.That(Text("icon"), Is.EqualTo("icon.png"));
        Assert.That(Text("readme"), Is.EqualTo("README.md"));
        Assert.That(Text("description"), Has.Length.InRange(50, 400));
        Assert.That(Text("tags"), Is.Not.Empty);
        Assert.That(Text("projectUrl"), Is.Null, "no address that nobody has configured");
        Assert.That(PackageFixture.Read(id, "icon.png")[1..4], Is.EqualTo("PNG"u8.ToArray()));
        string readme = System.Text.Encoding.UTF8.GetString(PackageFixture.Read(id, "README.md"));
        Assert.That(readme, Does.StartWith("# " + id));
        Assert.That(readme, Does.Not.Contain("]("), "links into the repository would lead nowhere");
    }

    [TestCase("TensorAot", ExpectedResult = 8)]
    [TestCase("TensorAot.Cuda", ExpectedResult = 1)]
    public int Every_assembly_is_deterministic_and_carries_its_symbols(string id)
    {
        string[] assemblies = [.. PackageFixture.Files(id).Where(f => f.EndsWith(".dll", StringComparison.Ordinal))];
        foreach (string assembly in assemblies)
        {
            using var reader = new PEReader(new MemoryStream(PackageFixture.Read(id, assembly)));
            DebugDirectoryEntry[] entries = [.. reader.ReadDebugDirectory()];
            Assert.That(entries.Select(e => e.Type), Does.Contain(DebugDirectoryEntryType.Reproducible), assembly);
            DebugDirectoryEntry embedded = entries.Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using MetadataReaderProvider symbols = reader.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
            Assert.That(symbols.GetMetadataReader().Documents, Has.Count.GreaterThan(1), assembly);
        }
        return assemblies.Length;
    }

    [Test]
    public void The_readme_of_the_package_shows_the_example_of_the_repository() => Assert.That(
        Repository.CodeOf(Path.Combine(Repository.Root, "packaging", "TensorAot", "README.md")), Is.EqualTo(Repository.ReadmeExample()));

    private static IEnumerable<string> Interesting(string id) => PackageFixture.Files(id)
        .Where(file => Path.GetExtension(file) is ".dll" or ".props" or ".targets" or ".md" or ".png" or ".pdb");
}
