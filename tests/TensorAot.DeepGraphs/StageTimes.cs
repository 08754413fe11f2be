using System.Security.Cryptography;
using System.Text;
using TensorAot.Benchmarks.Peers;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Typing;

namespace TensorAot.DeepGraphs;

/// <summary>How long each stage took, in seconds of processor time where the system counts it.</summary>
internal sealed class StageTimes
{
    /// <summary>The stages in order.</summary>
    public static IReadOnlyList<string> Stages { get; } = ["evaluate", "differentiate", "rewrite", "verify", "schedule", "memory", "emit"];

    private static readonly string s_clock = Clock.For(threads: 1);
    private readonly double[] _seconds = new double[Stages.Count];
    private double _last;

    public double this[int stage] => _seconds[stage];

    public double Total => _seconds.Sum();

    /// <summary>A fingerprint of the generated text: it tells whether a change of the compiler changed what it prints.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>Compiles a chain.</summary>
    public static StageTimes Of(Chain chain, int length, bool gradient)
    {
        GC.Collect();
        var times = new StageTimes { _last = Clock.Seconds(s_clock) };
        FunctionGraph function = chain.Function(length, gradient, () => times.End("evaluate"));
        times.End("differentiate");
        var report = new RewriteReport();
        FunctionGraph rewritten = Rewriter.Run(function, report);
        times.End("rewrite");
        GraphVerifier.Verify(rewritten.Roots, "rewrite");
        FunctionGraph expanded = CompositeExpansion.Run(rewritten);
        GraphVerifier.Verify(expanded.Roots, "expand");
        times.End("verify");
        Schedule schedule = Scheduler.Run(expanded);
        times.End("schedule");
        // The constructor lays out the workspace.
        var declaration = new FunctionDeclaration("", function.Name, [], new TypeRef("TensorAot.Expr`1"), [], null, IsStatic: true, "public");
        var compiled = new CompiledFunction(declaration, function, schedule, report);
        times.End("memory");
        var model = new GraphClass(new TypeRef("Generated.Functions"), new ClassHeader("Generated", [], "static partial class Functions", "Functions", IsStatic: true), [], [], []);
        string text = ClassEmitter.Emit(model, [compiled], []);
        times.End("emit");
        times.Fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
        return times;
    }

    /// <summary>The least time of each stage.</summary>
    public static StageTimes Least(IReadOnlyList<StageTimes> runs)
    {
        var least = new StageTimes { Fingerprint = runs[0].Fingerprint };
        for (int stage = 0; stage < Stages.Count; stage++)
            least._seconds[stage] = runs.Min(r => r[stage]);
        return least;
    }

    private void End(string stage)
    {
        double now = Clock.Seconds(s_clock);
        _seconds[Stages.ToList().IndexOf(stage)] += now - _last;
        _last = now;
    }
}
