using TensorAot.Compiler.Graphs;
using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz;

/// <summary>The whole loop: graphs by number, compared one by one and then, compiled together, as C#.</summary>
internal sealed class Fuzzer(Options options)
{
    private readonly List<(FuzzCase Case, GraphCheck Check)> _batch = [];
    private int _batches;
    private int _compiled;

    public Tally Tally { get; } = new();

    /// <summary>Runs all graphs and gives what does not agree, as it is found.</summary>
    public IEnumerable<Mismatch> Run()
    {
        for (int index = options.First; index < options.First + options.Graphs; index++)
        {
            if (GraphGenerator.Make(options.Seed, index) is not { } test)
            {
                Tally.Dropped++;
                continue;
            }
            var check = new GraphCheck(test, Tally);
            Mismatch? mismatch = check.Run();
            if (check.IsDropped)
                Tally.Dropped++;
            else
                Count(test);
            if (mismatch is not null)
                yield return mismatch;
            else if (!check.IsDropped)
                _batch.Add((test, check));
            if (_batch.Count == options.PerBatch)
                foreach (Mismatch generated in Compile())
                    yield return generated;
        }
        foreach (Mismatch generated in Compile())
            yield return generated;
    }

    private void Count(FuzzCase test)
    {
        Tally.Graphs++;
        foreach (string op in Graph.TopologicalOrder(test.Roots).Select(n => n.Op.Name).Distinct())
            Tally.Ops[op] = Tally.Ops.GetValueOrDefault(op) + 1;
    }

    private List<Mismatch> Compile()
    {
        (FuzzCase Case, GraphCheck Check)[] cases = [.. _batch];
        _batch.Clear();
        if (cases.Length == 0 || options.Compile == 0 || _batches++ % options.Compile != 0)
            return [];
        return BatchCheck.Run(cases, Tally, options.Portable > 0 && _compiled++ % options.Portable == 0);
    }
}
