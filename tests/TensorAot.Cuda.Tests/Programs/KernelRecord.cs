using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TensorAot.Cuda.Tests.Tools;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>What the assembler says of the kernels that were compiled: registers of a thread and shared memory of a block.</summary>
internal sealed partial class KernelRecord
{
    private readonly SortedDictionary<string, SortedDictionary<string, (int Kernels, int Registers, int Shared)>> _programs = new(StringComparer.Ordinal);

    /// <summary>Notes one program for one architecture.</summary>
    public void Add(string program, string architecture, string log)
    {
        var used = Used().Matches(log).Select(m => (Registers: Number(m, "registers"), Shared: Number(m, "shared"))).ToArray();
        if (!_programs.TryGetValue(program, out var architectures))
            _programs[program] = architectures = new(StringComparer.Ordinal);
        architectures[architecture] = (used.Length, used.Max(u => u.Registers), used.Max(u => u.Shared));
    }

    /// <summary>A page with a table.</summary>
    public string Print()
    {
        NvrtcLibrary.Version(out var major, out var minor);
        string[] architectures = [.. _programs.Values.SelectMany(p => p.Keys).Distinct().Order(StringComparer.Ordinal)];
        var page = new StringBuilder($"""
            # Registers and shared memory of the kernels

            What NVRTC {major}.{minor} says of the functions of the examples, of loops and branches, and of one case of each routine and element type (`ProgramCompileTests`, indices of 32 bits): the most registers of a thread and the most shared memory of a block among a function's kernels. No kernel spills; a test fails when one does. `./build.sh generate` writes this page where NVRTC is installed.

            | function | kernels | {string.Join(" | ", architectures.Select(a => $"registers, {a}"))} | shared memory, bytes |
            | --- | --- | {string.Join(" | ", architectures.Select(_ => "---"))} | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var (program, of) in _programs)
            page.Append(CultureInfo.InvariantCulture, $"| {program} | {of.Values.First().Kernels} | {string.Join(" | ", architectures.Select(a => of.TryGetValue(a, out var used) ? used.Registers.ToString(CultureInfo.InvariantCulture) : ""))} | {of.Values.Max(u => u.Shared)} |\n");
        return page.ToString();
    }

    private static int Number(Match match, string group) => match.Groups[group] is { Success: true, Value: var text } ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"Used (?<registers>\d+) registers(, (?<shared>\d+) bytes smem)?")]
    private static partial Regex Used();
}
