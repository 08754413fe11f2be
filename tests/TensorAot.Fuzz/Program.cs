using System.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Fuzz.Compare;

namespace TensorAot.Fuzz;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Options options = Options.Parse(arguments);
        var fuzzer = new Fuzzer(options);
        var watch = Stopwatch.StartNew();
        int failures = 0;
        foreach (Mismatch mismatch in fuzzer.Run())
            if (failures++ < options.Show)
                Console.WriteLine($"{mismatch.Case.Name} {mismatch.Fault}: {mismatch.Message}\n  rules {string.Join(", ", mismatch.Rules)}\n{GraphPrinter.Print([.. mismatch.Case.Function.Outputs.Select(o => (o.Name, o.Value))])}");
        Tally tally = fuzzer.Tally;
        Console.WriteLine($"{tally.Graphs} graphs, {tally.Dropped} dropped, {tally.Compared} compared, {tally.Unjudged} unjudged, {tally.Functions} functions, {tally.Exact} exact, {tally.Checks} checks, {failures} failures, {watch.Elapsed.TotalSeconds:F1} s");
        Console.WriteLine(string.Join(", ", Compiler.Rewriting.RuleTable.All.Select(r => $"{r.Name} {tally.Firings.GetValueOrDefault(r.Name)}")));
        return failures == 0 ? 0 : 1;
    }
}
