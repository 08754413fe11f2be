using System.Diagnostics;
using System.Text.Json;
using TensorAot.Fuzz.Compare;

namespace TensorAot.Fuzz;

/// <summary>A run in several processes at once: what they say goes to the console, what they have compared is added up.</summary>
internal static class Workers
{
    /// <summary>Runs the shares of a run.</summary>
    /// <returns>What all have compared together, and how many did not end by themselves (a crash of generated code, say); what they had compared counts.</returns>
    public static (Tally Tally, int Crashed) Run(Options options)
    {
        string folder = Directory.CreateTempSubdirectory("tensoraot-fuzz").FullName;
        try
        {
            string[] files = [.. Enumerable.Range(0, options.Workers).Select(k => Path.Combine(folder, k + ".json"))];
            Process[] processes = [.. files.Select((file, k) => Process.Start(Host(options.ShareOf(k, file)))!)];
            foreach (Process process in processes)
                process.WaitForExit();
            for (int k = 0; k < processes.Length; k++)
                if (processes[k].ExitCode != 0)
                    Console.WriteLine($"A process ended with {processes[k].ExitCode} in the functions of {(File.Exists(LastCase(files[k])) ? File.ReadAllText(LastCase(files[k])) : "no case")}");
            var sum = new Tally();
            foreach (string file in files.Where(File.Exists))
                sum.Add(JsonSerializer.Deserialize<Tally>(File.ReadAllText(file))!);
            return (sum, processes.Count(p => p.ExitCode != 0));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Says what a share has compared.</summary>
    public static void Write(string file, Tally tally) => File.WriteAllText(file, JsonSerializer.Serialize(tally));

    /// <summary>The file that names the case whose functions a share runs.</summary>
    public static string LastCase(string file) => file + ".case";

    /// <summary>This program once more.</summary>
    public static ProcessStartInfo Host(IEnumerable<string> arguments)
    {
        string host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(host, [typeof(Workers).Assembly.Location, .. arguments]);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // A third of the time to compile.
        return start;
    }
}
