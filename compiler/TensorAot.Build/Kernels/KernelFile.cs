extern alias cuda;

using System.Runtime.CompilerServices;
using cuda::TensorAot.Cuda;
using TensorAot.Build.Reading;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Build.Kernels;

/// <summary>
/// Compiles the kernels of a project's functions into the archive that the C# compiler embeds and the runtime looks into. What an earlier
/// archive has of the same text, target and compiler is taken from it. As in PtxFiles, the assembly that knows NVRTC comes from the
/// references of the user's project: nothing else here may name it.
/// </summary>
internal static class KernelFile
{
    /// <summary>What users write for kernels that all devices of today can run, and none without a warning where NVRTC is not installed.</summary>
    public const string Auto = "auto";

    /// <summary>The oldest architecture that PTX is for, unless an older one is named.</summary>
    private const int Common = 80;

    /// <summary>Writes the archive; without NVRTC or kernels, none.</summary>
    /// <param name="project">The project.</param>
    /// <param name="wanted"><see cref="Auto"/>, or architectures: <c>80 90a</c>.</param>
    /// <param name="file">The archive.</param>
    /// <param name="messages">Where is said what was done.</param>
    /// <exception cref="UsageException">The architectures are not understood, or kernels do not compile.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Write(Project project, string wanted, string file, Messages messages)
    {
        bool isAuto = wanted.Equals(Auto, StringComparison.OrdinalIgnoreCase);
        KernelTarget[] binaries = isAuto ? [] : [.. Architectures(wanted)];
        NvrtcCompiler compiler;
        try
        {
            compiler = new NvrtcCompiler();
        }
        catch (CudaException e)
        {
            File.Delete(file);
            Missing(e.Message, isAuto, messages);
            return;
        }
        foreach (KernelTarget unknown in binaries.Where(t => !compiler.Knows(t)))
            Missing($"{compiler.Name} does not know the architecture {unknown.Architecture}.", isAuto, messages);
        KernelTarget ptx = KernelTarget.Ptx(Math.Min(Common, binaries.Select(t => t.Capability).DefaultIfEmpty(Common).Min()));
        Write(project, compiler, ptx, [.. binaries.Where(compiler.Knows)], file, messages);
    }

    private static void Write(Project project, NvrtcCompiler compiler, KernelTarget ptx, KernelTarget[] binaries, string file, Messages messages)
    {
        Dictionary<string, byte[]> old = Old(file, compiler.Identity), images = new(StringComparer.Ordinal);
        int compiled = 0;
        foreach (ProjectFunction function in project.Functions)
        {
            if (function.Report.Device?.Source is not { } source)
                continue;
            Add(wide: false, [ptx, .. binaries]);
            // Tensors that need indices of 64 bits are rare: the driver may translate their kernels.
            Add(wide: true, [ptx]);

            void Add(bool wide, KernelTarget[] targets)
            {
                string text = CudaFunction.Text(source, wide), key = KernelKey.OfText(text);
                foreach (KernelTarget target in targets)
                {
                    string name = KernelArchive.NameOf(key, target);
                    if (images.ContainsKey(name))
                        continue;
                    if (!old.TryGetValue(name, out byte[]? image))
                    {
                        image = Compile(compiler, text, function.Name, target);
                        compiled++;
                    }
                    images[name] = image;
                }
            }
        }
        Save(file, compiler.Identity, images);
        messages.Say($"{project.Name}: {images.Count} kernel images for {string.Join(", ", binaries.Prepend(ptx).Select(t => t.Architecture))} by {compiler.Name}, {compiled} of them new");
    }

    private static byte[] Compile(NvrtcCompiler compiler, string text, string name, KernelTarget target)
    {
        try
        {
            byte[] image = compiler.Compile(text, name, target);
            // NVRTC gives PTX as a text of C, with its zero.
            return target.IsBinary ? image : image.AsSpan().TrimEnd((byte)0).ToArray();
        }
        catch (CudaException e)
        {
            throw new UsageException($"TensorAotKernels: {name}: {e.Message}");
        }
    }

    private static IEnumerable<KernelTarget> Architectures(string wanted)
    {
        foreach (string name in wanted.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct())
            yield return KernelTarget.TryParse(name, out KernelTarget target) ? target
                : throw new UsageException($"TensorAotKernels is '{wanted}', and '{name}' is no architecture. Write '{Auto}', or numbers such as '80 90a' for sm_80 and sm_90a.");
    }

    private static Dictionary<string, byte[]> Old(string file, string compiler)
    {
        if (!File.Exists(file))
            return [];
        using FileStream stream = File.OpenRead(file);
        return KernelArchive.Read(stream, compiler);
    }

    private static void Save(string file, string compiler, Dictionary<string, byte[]> images)
    {
        File.Delete(file);
        if (images.Count == 0)
            return;
        using FileStream stream = File.Create(file);
        KernelArchive.Write(stream, compiler, images);
    }

    private static void Missing(string what, bool isAuto, Messages messages)
    {
        if (isAuto)
            messages.Say(DiagnosticRules.KernelsNotCompiled.Format(what));
        else
            messages.Warning(DiagnosticRules.KernelsNotCompiled, DiagnosticRules.KernelsNotCompiled.Format(what));
    }
}
