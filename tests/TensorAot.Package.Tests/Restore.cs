using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TensorAot.Package.Tests;

/// <summary>Packages of others, which come from the sources that this machine is set up with.</summary>
internal static partial class Restore
{
    /// <summary>Ends a test as ignored where a package of others cannot be had: no source has it, or none answers.</summary>
    public static void Require(CommandResult result)
    {
        if (MissingPackage().Match(result.Output) is { Success: true } missing)
            Assert.Ignore($"the package {missing.Groups["package"].Value} cannot be restored here");
    }

    /// <summary>A reference to a package in the version with which the tests of the repository themselves run.</summary>
    public static string Reference(string id) => $"""<PackageReference Include="{id}" Version="{VersionOf(id)}" />""";

    private static string VersionOf(string id) => XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
        .Single(e => e.Attribute("Include")!.Value == id).Attribute("Version")!.Value;

    [GeneratedRegex(@"error NU1(101|102|103|301)\b.*?(?<package>(Microsoft|NUnit|MathNet|System)\.?[\w.-]*)")]
    private static partial Regex MissingPackage();
}
