using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using TensorAot.Compiler.Bodies;

namespace TensorAot.Generator.Tests.Analysis;

/// <summary>The generator touches nothing of the machine that it runs on.</summary>
public class HostTests
{
    private static readonly string[] s_banned =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.StreamReader", "System.IO.StreamWriter",
        "System.Environment", "System.Console", "System.Diagnostics.Process", "System.Net", "System.DateTime", "System.Random", "System.Threading.Thread",
    ];

    [TestCase(typeof(GraphGenerator))]
    [TestCase(typeof(GraphClass))]
    public void NoFileNetworkProcessEnvironmentOrClock(Type type)
    {
        using var file = new PEReader(File.OpenRead(type.Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        IEnumerable<string> used = metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Select(t => metadata.GetString(t.Namespace) + "." + metadata.GetString(t.Name));
        Assert.That(used.Where(name => s_banned.Any(b => name == b || name.StartsWith(b + ".", StringComparison.Ordinal))), Is.Empty);
    }
}
