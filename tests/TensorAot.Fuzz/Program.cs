using System.Diagnostics;
using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Report;
using TensorAot.Fuzz.Shrink;

namespace TensorAot.Fuzz;

/// <summary>The command line: runs, prints each mismatch as a small test, sums up, and writes the page if asked.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is [var only] && only.StartsWith(PortableHost.Option + "=", StringComparison.Ordinal))
            return PortableHost.Serve(only[(PortableHost.Option.Length + 1)..]);
        Options options = Options.Parse(arguments);
        var fuzzer = new Fuzzer(options);
        var watch = Stopwatch.StartNew();
        int mismatches = 0;
        foreach (Mismatch mismatch in fuzzer.Run())
            if (mismatches++ < options.Show)
                Show(mismatch);
        SumUp(fuzzer.Tally, mismatches, watch.Elapsed);
        if (options.Record is { } page)
            File.WriteAllText(page, FuzzingPage.Text(options, fuzzer.Tally, mismatches, watch.Elapsed));
        return mismatches == 0 ? 0 : 1;
    }

    private static void Show(Mismatch mismatch)
    {
        bool compiled = mismatch.Fault >= Fault.CompileCrash;
        Mismatch small = mismatch.Fault is Fault.Threads or Fault.Portable ? mismatch
            : new Shrinker(test => CaseCheck.Run(test, compiled), compiled ? 80 : 600).Run(mismatch);
        Console.WriteLine($"\n{small.Case.Name} {small.Fault}: {small.Message}");
        if (small.Rules.Count > 0)
            Console.WriteLine($"rules: {string.Join(", ", small.Rules)}");
        Console.WriteLine(GraphPrinter.Print([.. small.Case.Function.Outputs.Select(o => (o.Name, o.Value))]));
        Console.WriteLine(CodePrinter.Print(small));
    }

    private static void SumUp(Tally tally, int mismatches, TimeSpan time)
    {
        string rare = string.Join(", ", FuzzingPage.Rare(tally).Select(r => $"{r.Rule} {r.Times}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tally.Graphs} graphs ({tally.Dropped} dropped), {tally.Compared} values agree, {tally.Unjudged} unjudged; {tally.Functions} functions, {tally.Exact} values exact, {tally.Checks} checks, {tally.Portable} portable; {mismatches} mismatches; {time.TotalSeconds:F1} s"));
        if (rare.Length > 0)
            Console.WriteLine($"rules that fired less than 100 times: {rare}");
    }
}
