namespace TensorAot.Package.Tests;

/// <summary>A console project of a user, in a folder of its own outside the repository, that knows nothing but the package.</summary>
internal sealed class Consumer
{
    private readonly string _folder;
    private readonly string _packages;

    /// <param name="folder">Its folder.</param>
    /// <param name="source">The folder with packages that it restores from.</param>
    /// <param name="packages">Where restored packages go.</param>
    /// <param name="isAlone">Whether it restores from no other source.</param>
    public Consumer(string folder, string source, string packages, bool isAlone)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _packages = packages;
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                {(isAlone ? "<clear />" : "")}
                <add key="local" value="{source}" />
              </packageSources>
            </configuration>
            """);
        // Nothing of a folder above may play a part.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    /// <summary>Writes the project and its only source file, and builds it.</summary>
    /// <param name="code">Program.cs.</param>
    /// <param name="properties">Further properties of the project.</param>
    /// <param name="items">Further items of the project.</param>
    public CommandResult Build(string code, string properties = "", string items = "")
    {
        WriteProject(code, properties, items);
        return Commands.Dotnet(_folder, _packages, "build", "-nologo", "-v", "quiet", "-p:UseSharedCompilation=false", "-clp:NoSummary");
    }

    /// <summary>Writes the project and its only source file.</summary>
    /// <param name="code">Program.cs.</param>
    /// <param name="properties">Further properties of the project.</param>
    /// <param name="items">Further items of the project.</param>
    public void WriteProject(string code, string properties = "", string items = "")
    {
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                {(properties.Contains("<TargetFrameworks>", StringComparison.Ordinal) ? "" : "<TargetFramework>net10.0</TargetFramework>")}
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseAppHost>false</UseAppHost>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="TensorAot" Version="{PackageFixture.Version}" />
                {items}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", code);
    }

    /// <summary>Runs a target of the project.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="properties">Properties on the command line, each as name=value.</param>
    public CommandResult Target(string name, params string[] properties) => Commands.Dotnet(
        _folder, _packages, ["build", "-nologo", "-v", "minimal", "-p:UseSharedCompilation=false", "-clp:NoSummary", "-t:" + name, .. properties.Select(p => "-p:" + p)]);

    /// <summary>Runs <c>dotnet</c> in the folder of the project.</summary>
    public CommandResult Dotnet(params string[] arguments) => Commands.Dotnet(_folder, _packages, arguments);

    /// <summary>The full path of a file of the project.</summary>
    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Runs what was built last.</summary>
    public CommandResult Run() => Commands.Dotnet(_folder, _packages, Path.Combine("bin", "Debug", "net10.0", "App.dll"));

    /// <summary>Whether the assembly that was built last has a text as a constant.</summary>
    public bool Holds(string text) =>
        File.ReadAllBytes(Path.Combine(_folder, "bin", "Debug", "net10.0", "App.dll")).AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(text)) >= 0;

    /// <summary>Writes a file of the project.</summary>
    public void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
