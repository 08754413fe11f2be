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
    public void NoFileNetworkProcessEnvironmentOrClock(Type inside)
    {
        using var file = new PEReader(File.OpenRead(inside.Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        IEnumerable<string> used =
            from handle in metadata.MemberReferences
            let member = metadata.GetMemberReference(handle)
            where member.Parent.Kind == HandleKind.TypeReference
            let type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent)
            select $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
        // What C# makes of 'yield return' asks which thread it is on.
        used = used.Where(name => name != "System.Environment.get_CurrentManagedThreadId");
        Assert.That(used.Where(name => s_banned.Any(b => name.StartsWith(b + ".", StringComparison.Ordinal))), Is.Empty);
    }
}
