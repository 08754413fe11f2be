using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TensorAot.Benchmarks.Workloads;

namespace TensorAot.Benchmarks.Peers;

/// <summary>
/// Python with PyTorch, NumPy and others, which does the same work in a process of its own: a line is a request, a line is its answer.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    /// <summary>What to say where no Python has the peers.</summary>
    public const string Missing = """
        No Python with PyTorch and NumPy was found, so TensorAot is measured alone.
        On Debian: apt-get install python3-torch python3-numpy python3-scipy python3-numexpr python3-numba. The variable TENSORAOT_PYTHON names another Python.
        """;

    // 32 MiB, the most that glibc takes as a threshold.
    private const string LargestKeptArray = "33554432";

    private static readonly string s_script = Path.Combine(AppContext.BaseDirectory, "peers.py");

    private readonly Process _process;

    /// <summary>Starts the peers with a number of threads, which they read when they are loaded.</summary>
    public PeerProcess(string python, int threads)
    {
        ProcessStartInfo start = new(python, [s_script, threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (string variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "NUMEXPR_NUM_THREADS"])
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);
        // Large arrays that are made anew in each step come from memory that the process has, not from fresh pages.
        foreach (string variable in (string[])["MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"])
            start.Environment[variable] = LargestKeptArray;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{python} does not start.");
        Versions = Read();
    }

    /// <summary>What the peers are.</summary>
    public string Versions { get; }

    /// <summary>The Python that has the peers, or null.</summary>
    public static string? FindPython()
    {
        string? wanted = Environment.GetEnvironmentVariable("TENSORAOT_PYTHON");
        string[] candidates = wanted is null ? ["python3", "/usr/bin/python3", "python"] : [wanted];
        return candidates.FirstOrDefault(HasPeers);
    }

    /// <summary>Loads the inputs of a workload.</summary>
    /// <returns>The names of those who do it.</returns>
    public string[] Prepare(Workload workload, string folder) =>
        Ask($"prepare\t{workload.Name}\t{workload.Variant}\t{folder}").Split('\t');

    /// <summary>Does a number of steps from the start and returns the arrays that they lead to.</summary>
    public IReadOnlyList<double[]> Results(string peer, int steps, double rate)
    {
        string answer = Ask(string.Create(CultureInfo.InvariantCulture, $"results\t{peer}\t{steps}\t{rate}"));
        return [.. answer.Split('\t').Select(ReadArray)];
    }

    /// <summary>The seconds per call of each sample.</summary>
    public List<double> Time(string peer, double seconds, double rate, string clock)
    {
        string answer = Ask(string.Create(CultureInfo.InvariantCulture, $"time\t{peer}\t{seconds}\t{rate}\t{clock}"));
        return [.. answer.Split('\t').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool HasPeers(string python)
    {
        try
        {
            ProcessStartInfo start = new(python, ["-c", "import numpy, torch"]) { RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static double[] ReadArray(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        double[] values = new double[bytes.Length / sizeof(double)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    private string Ask(string request)
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        return Read();
    }

    private string Read() =>
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peers' process ended; its error is above.");
}
