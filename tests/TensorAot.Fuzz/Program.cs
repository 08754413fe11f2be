using System.Diagnostics;
using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Generate;
using TensorAot.Fuzz.Report;
using TensorAot.Fuzz.Shrink;

namespace TensorAot.Fuzz;

/// <summary>The command line: runs, prints each mismatch as a small test, sums up, and writes the page if asked.</summary>
internal static class Program
{
    /// <summary>A run of so many graphs fires every rule often, else it has failed.</summary>
    private const int ManyGraphs = 100_000;

    private static int Main(string[] arguments)
    {
        if (arguments is [var only] && only.StartsWith(PortableHost.Option + "=", StringComparison.Ordinal))
            return PortableHost.Serve(only[(PortableHost.Option.Length + 1)..]);
        Options options = Options.Parse(arguments);
        if (options.Case is { } number)
            return RunCase(number);
        var watch = Stopwatch.StartNew();
        (Tally tally, int crashed) = options.Workers > 1 ? Workers.Run(options) : (RunShare(options), 0);
        if (options.Share is { } share)
        {
            Workers.Write(share, tally);
            return 0;
        }
        if (crashed > 0)
            Console.WriteLine($"{crashed} processes crashed");
        SumUp(tally, watch.Elapsed);
        if (options.Record is { } page)
            File.WriteAllText(page, FuzzingPage.Text(options, tally, watch.Elapsed));
        return crashed > 0 || tally.Mismatches > 0 || (tally.Graphs >= ManyGraphs && FuzzingPage.Rare(tally).Any()) ? 1 : 0;
    }

    private static Tally RunShare(Options options)
    {
        var fuzzer = new Fuzzer(options);
        if (options.Share is { } file)
            BatchCheck.Running = test => File.WriteAllText(Workers.LastCase(file), test.Name);
        int written = 0;
        foreach (Mismatch? found in fuzzer.Run())
        {
            if (options.Share is { } share && fuzzer.Tally.Graphs >= written + 500)
            {
                Workers.Write(share, fuzzer.Tally);
                written = fuzzer.Tally.Graphs;
            }
            if (found is not { } mismatch)
                continue;
            if (fuzzer.Tally.Mismatches <= options.Show)
                Show(mismatch);
            else
                Console.WriteLine($"{mismatch.Case.Name} {mismatch.Fault}: {mismatch.Message.Split('\n')[0]}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{fuzzer.Tally.Graphs} graphs: {fuzzer.Generating.Elapsed.TotalSeconds:F1} s to generate, {fuzzer.Interpreting.Elapsed.TotalSeconds:F1} s to rewrite and interpret, {fuzzer.Compiling.Elapsed.TotalSeconds:F1} s to compile and run"));
        return fuzzer.Tally;
    }

    private static int RunCase(CaseNumber number)
    {
        Mismatch? mismatch = GraphGenerator.Make(number) is { } test ? CaseCheck.Run(test) : null;
        if (mismatch is not null)
        {
            Console.WriteLine($"{number} {mismatch.Fault}: {mismatch.Message}");
            Show(mismatch);
        }
        return mismatch is null ? 0 : 1;
    }

    private static void Show(Mismatch mismatch)
    {
        bool compiled = mismatch.Fault >= Fault.CompileCrash;
        Mismatch small = mismatch.Fault is Fault.Fuzzer or Fault.Threads or Fault.Portable ? mismatch
            : new Shrinker(test => CaseCheck.Run(test, compiled), compiled ? 80 : 600).Run(mismatch);
        string rules = small.Rules.Count > 0 ? $"rules: {string.Join(", ", small.Rules)}\n" : "";
        // In one piece, as other processes write too.
        Console.WriteLine(
            $"\n{small.Case.Name} {small.Fault}: {small.Message}\n{rules}{GraphPrinter.Print([.. small.Case.Function.Outputs.Select(o => (o.Name, o.Value))])}\n{CodePrinter.Print(small)}");
    }

    private static void SumUp(Tally tally, TimeSpan time)
    {
        string rare = string.Join(", ", FuzzingPage.Rare(tally).Select(r => $"{r.Rule} {r.Times}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tally.Graphs} graphs ({tally.Dropped} dropped), {tally.Compared} values agree, {tally.Unjudged} unjudged; {tally.Functions} functions, {tally.Exact} values exact, {tally.Checks} checks, {tally.Portable} portable; {tally.Mismatches} mismatches; {time.TotalSeconds:F1} s"));
        if (rare.Length > 0)
            Console.WriteLine($"rules that fired less than 100 times: {rare}");
    }
}
