using System.Diagnostics;
using System.Globalization;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Compare;

/// <summary>
/// Runs a batch once more in a process in which .NET has no vector instructions (DOTNET_EnableHWIntrinsic=0): the bits must be the same.
/// The other process makes the cases again from their numbers and answers with a digest of each function's results.
/// </summary>
internal static class PortableHost
{
    /// <summary>The option by which a process knows that it is the other one; its value is the folder of the batch.</summary>
    public const string Option = "--portable-batch";

    /// <summary>The functions whose bits differ.</summary>
    /// <param name="assembly">The batch.</param>
    /// <param name="cases">The cases by the names of their functions.</param>
    /// <param name="digests">What the functions gave in this process.</param>
    /// <param name="tally">Counts the functions.</param>
    public static List<Mismatch> Run(byte[] assembly, IReadOnlyDictionary<string, FuzzCase> cases, IReadOnlyDictionary<string, string> digests, Tally tally)
    {
        string folder = Directory.CreateTempSubdirectory("tensoraot-fuzz").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "batch.dll"), assembly);
            File.WriteAllLines(Path.Combine(folder, "cases"), digests.Keys.Select(name => $"{name} {cases[name].Name}"));
            Dictionary<string, string> others = Ask(folder);
            tally.Portable += others.Count;
            return [.. digests.Where(d => others.GetValueOrDefault(d.Key) != d.Value).Select(d =>
                new Mismatch(cases[d.Key], Fault.Portable, $"{d.Key} without vector instructions: {(others.ContainsKey(d.Key) ? "other bits" : "no answer")}", []))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the other process does.</summary>
    public static int Serve(string folder)
    {
        using var batch = new Batch(File.ReadAllBytes(Path.Combine(folder, "batch.dll")));
        foreach (string line in File.ReadLines(Path.Combine(folder, "cases")))
        {
            string[] parts = line.Split(' ');
            FuzzCase test = GraphGenerator.Make(CaseNumber.Parse(parts[1]))!;
            Console.WriteLine($"{parts[0]} {DigestOf(batch, parts[0], test)}");
        }
        return 0;
    }

    /// <summary>A digest of the results, or of what a check said.</summary>
    private static string DigestOf(Batch batch, string name, FuzzCase test)
    {
        try
        {
            return Digest(batch.Run(name, test));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.GetType().Name;
        }
    }

    /// <summary>A digest of bits, the same for all NaN.</summary>
    public static string Digest(GraphExactArray[] results)
    {
        // FNV-1a over whole elements.
        ulong hash = 14695981039346656037;
        foreach (GraphExactArray result in results)
            for (int i = 0; i < result.Bits.Length; i++)
                hash = unchecked((hash ^ (ulong)(double.IsNaN(result[i].ToDouble()) ? long.MinValue + 1 : result.Bits[i])) * 1099511628211);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string> Ask(string folder)
    {
        ProcessStartInfo start = Workers.Host([$"{Option}={folder}"]);
        start.RedirectStandardOutput = true;
        start.Environment["DOTNET_EnableHWIntrinsic"] = "0";
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return lines.Select(l => l.Trim().Split(' ')).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
    }
}
