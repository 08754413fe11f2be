using System.Diagnostics;
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

    /// <summary>Where the time goes.</summary>
    public Stopwatch Generating { get; } = new();

    /// <inheritdoc cref="Generating"/>
    public Stopwatch Interpreting { get; } = new();

    /// <inheritdoc cref="Generating"/>
    public Stopwatch Compiling { get; } = new();

    /// <summary>Runs as many graphs as asked and gives what does not agree, as it is found; null after each graph.</summary>
    public IEnumerable<Mismatch?> Run()
    {
        var schedule = new Schedule(Tally);
        for (int index = options.First; Tally.Graphs < options.Graphs; index++)
        {
            foreach (Mismatch mismatch in Run(new CaseNumber(options.Seed, index, schedule.Next(index))))
            {
                Tally.Mismatches++;
                yield return mismatch;
            }
            yield return null;
        }
        foreach (Mismatch generated in Compile())
        {
            Tally.Mismatches++;
            yield return generated;
        }
    }

    /// <summary>The graph of a number, and gentler ones until its rule has fired.</summary>
    private IEnumerable<Mismatch> Run(CaseNumber number)
    {
        foreach (Growth growth in number.Rule is null ? [Growth.Free] : Enum.GetValues<Growth>())
        {
            Generating.Start();
            FuzzCase? test = GraphGenerator.Make(number with { Growth = growth });
            Generating.Stop();
            if (test is null)
            {
                Tally.Dropped++;
                continue;
            }
            Interpreting.Start();
            var check = new GraphCheck(test, Tally);
            Mismatch? mismatch = Run(test, check);
            Interpreting.Stop();
            if (check.IsDropped)
            {
                Tally.Dropped++;
                continue;
            }
            Count(test);
            if (mismatch is not null)
                yield return mismatch;
            else
                _batch.Add((test, check));
            if (_batch.Count >= options.PerBatch)
                foreach (Mismatch generated in Compile())
                    yield return generated;
            if (mismatch is not null || check.HasFired)
                break;
        }
    }

    /// <summary>A run of hours does not end with what nobody thought of.</summary>
    private static Mismatch? Run(FuzzCase test, GraphCheck check)
    {
        try
        {
            return check.Run();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Mismatch(test, Fault.Fuzzer, $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}", []);
        }
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
        Compiling.Start();
        List<Mismatch> mismatches = BatchCheck.Run(cases, Tally, options.Portable > 0 && _compiled++ % options.Portable == 0);
        Compiling.Stop();
        return mismatches;
    }
}
