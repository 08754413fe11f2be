using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Compare;

/// <summary>Compiles the functions of some cases together and compares each.</summary>
internal static class BatchCheck
{
    /// <summary>Told of each case before its functions run: they may end the process.</summary>
    public static Action<FuzzCase>? Running { get; set; }

    /// <param name="cases">The cases, whose interpreters agree.</param>
    /// <param name="tally">Counts what was compared.</param>
    /// <param name="portable">Whether to run them without vector instructions as well.</param>
    public static List<Mismatch> Run(IReadOnlyList<(FuzzCase Case, GraphCheck Check)> cases, Tally tally, bool portable)
    {
        var mismatches = new List<Mismatch>();
        var functions = new List<(FuzzCase Case, GraphCheck Check, CompiledFunction[] Functions)>();
        foreach ((FuzzCase test, GraphCheck check) in cases)
            if (Schedule(test, check, functions.Count) is var (scheduled, error) && error is not null)
                mismatches.Add(new Mismatch(test, Fault.CompileCrash, error, []));
            else
                functions.Add((test, check, scheduled!));
        (byte[]? assembly, string? wrong) = Batch.Compile(functions.SelectMany(f => f.Functions));
        if (assembly is null)
        {
            mismatches.AddRange(Halves(functions, wrong!, tally));
            return mismatches;
        }
        var digests = new Dictionary<string, string>();
        var byName = new Dictionary<string, FuzzCase>();
        using (var batch = new Batch(assembly))
            foreach ((FuzzCase test, GraphCheck check, CompiledFunction[] compiled) in functions)
            {
                Running?.Invoke(test);
                var generated = new GeneratedCheck(test, check, tally);
                if (generated.Run(batch, compiled[1].Declaration.Name, compiled[0].Declaration.Name) is { } mismatch)
                    mismatches.Add(mismatch);
                foreach ((string name, string digest) in generated.Digests)
                    (digests[name], byName[name]) = (digest, test);
            }
        if (portable)
            mismatches.AddRange(PortableHost.Run(assembly, byName, digests, tally));
        return mismatches;
    }

    /// <summary>The names of a case's functions, rewritten and as written.</summary>
    public static (string Rewritten, string Written) Names(int place) => ($"R{place}", $"W{place}");

    private static (CompiledFunction[]? Functions, string? Error) Schedule(FuzzCase test, GraphCheck check, int place)
    {
        (string rewritten, string written) = Names(place);
        try
        {
            return ([Batch.Schedule(rewritten, check.Rewritten!), Batch.Schedule(written, test.Function)], null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, Batch.Describe(e));
        }
    }

    /// <summary>When the text of some functions does not compile: the others are compared all the same.</summary>
    private static List<Mismatch> Halves(IReadOnlyList<(FuzzCase Case, GraphCheck Check, CompiledFunction[] Functions)> functions, string error, Tally tally)
    {
        if (functions.Count == 1)
            return [new Mismatch(functions[0].Case, Fault.CompileCrash, error, [])];
        int half = functions.Count / 2;
        return
        [
            .. Run([.. functions.Take(half).Select(f => (f.Case, f.Check))], tally, portable: false),
            .. Run([.. functions.Skip(half).Select(f => (f.Case, f.Check))], tally, portable: false),
        ];
    }
}
