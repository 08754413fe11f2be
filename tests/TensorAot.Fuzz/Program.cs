using System.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Options options = Options.Parse(arguments);
        var tally = new Tally();
        var watch = Stopwatch.StartNew();
        int failures = 0;
        for (int index = options.First; index < options.First + options.Graphs; index++)
        {
            if (GraphGenerator.Make(options.Seed, index) is not { } test)
            {
                tally.Dropped++;
                continue;
            }
            var check = new GraphCheck(test, tally);
            Mismatch? mismatch = check.Run();
            if (check.IsDropped) tally.Dropped++;
            else tally.Graphs++;
            if (mismatch is not null && failures++ < options.Show)
                Console.WriteLine($"{mismatch.Case.Name} {mismatch.Fault}: {mismatch.Message}\n  rules {string.Join(", ", mismatch.Rules)}\n{GraphPrinter.Print([.. test.Function.Outputs.Select(o => (o.Name, o.Value))])}");
        }
        Console.WriteLine($"{tally.Graphs} graphs, {tally.Dropped} dropped, {tally.Compared} compared, {tally.Unjudged} unjudged, {failures} failures, {watch.Elapsed.TotalSeconds:F1} s");
        Console.WriteLine(string.Join(", ", Compiler.Rewriting.RuleTable.All.Select(r => $"{r.Name} {tally.Firings.GetValueOrDefault(r.Name)}")));
        return failures == 0 ? 0 : 1;
    }
}
