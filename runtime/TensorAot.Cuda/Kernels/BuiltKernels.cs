using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TensorAot.Cuda;

/// <summary>The kernels that were compiled with an assembly (the property <c>TensorAotKernels</c>), found by the hashes of their texts.</summary>
internal sealed class BuiltKernels
{
    private static readonly ConditionalWeakTable<Assembly, BuiltKernels> s_all = [];

    private readonly Func<Stream?> _open;
    private readonly Dictionary<string, List<KernelTarget>> _targets = new(StringComparer.Ordinal);

    /// <param name="open">Opens the archive; null where there is none.</param>
    public BuiltKernels(Func<Stream?> open)
    {
        _open = open;
        using Stream? stream = open();
        if (stream is null)
            return;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!KernelArchive.TryParse(entry.FullName, out string key, out KernelTarget target))
                continue;
            if (!_targets.TryGetValue(key, out List<KernelTarget>? targets))
                _targets[key] = targets = [];
            targets.Add(target);
        }
    }

    /// <summary>Those of an assembly.</summary>
    public static BuiltKernels Of(Assembly assembly) =>
        s_all.GetValue(assembly, static a => new BuiltKernels(() => a.GetManifestResourceStream(KernelArchive.ResourceName)));

    /// <summary>Whether there is something for a device.</summary>
    public bool Have(string text, int capability) => _targets.Count > 0 && Targets(KernelKey.OfText(text), capability).Any();

    /// <summary>
    /// What a driver may load for a device, the best first: machine code, that with features of its own before the rest, then PTX of the
    /// newest architecture.
    /// </summary>
    public IEnumerable<byte[]> For(string text, int capability)
    {
        if (_targets.Count == 0)
            yield break;
        string key = KernelKey.OfText(text);
        foreach (KernelTarget target in Targets(key, capability).OrderByDescending(t => (t.IsBinary, t.Feature.Length, t.Capability)))
            yield return Read(key, target);
    }

    private IEnumerable<KernelTarget> Targets(string key, int capability) =>
        _targets.TryGetValue(key, out List<KernelTarget>? targets) ? targets.Where(t => t.RunsOn(capability)) : [];

    private byte[] Read(string key, KernelTarget target)
    {
        using var archive = new ZipArchive(_open()!, ZipArchiveMode.Read);
        byte[] image = KernelArchive.Content(archive.GetEntry(KernelArchive.NameOf(key, target))!);
        // Drivers take PTX as a text of C.
        return target.IsBinary ? image : [.. image, 0];
    }
}
