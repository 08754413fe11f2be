using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler;

/// <summary>What compiling a graph class gives.</summary>
/// <param name="Text">The generated part of the class; null when there is nothing to generate.</param>
/// <param name="Errors">The rules that its functions break, each with its place in a body.</param>
public sealed record CompilationResult(string? Text, EquatableArray<BodyError> Errors)
{
    /// <summary>What was rewritten, for users who ask: each with its place in a body.</summary>
    public EquatableArray<BodyError> Explanations { get; init; }

    /// <summary>How long it took.</summary>
    public CompileTimes? Times { get; init; }
}

/// <summary>The passes, in order. Each takes what the one before gave; a verifier looks at every graph in between.</summary>
public static class Compilation
{
    /// <summary>Compiles a lowered graph class into the text of its generated part.</summary>
    public static CompilationResult Compile(GraphClass model, CancellationToken cancellation = default)
    {
        var times = new CompileTimes();
        times.Start(CompileTimes.WholeClass, "construct");
        EvaluatedClass evaluated = BodyEvaluator.Evaluate(model, declaration =>
        {
            times.Start(declaration.Name, "evaluate");
            return NewGraph(declaration);
        });
        CompiledFunction[] functions = [.. Functions(evaluated, cancellation, times)];
        times.Start(CompileTimes.WholeClass, "emit");
        FunctionDeclaration[] failed = [.. evaluated.Functions.Where(f => f.Graph is null).Select(f => f.Declaration)];
        IEnumerable<BodyError> missing = functions.SelectMany(f => Expectations.Check(f.Declaration, Options(f.Declaration), f.Rewrites));
        var result = new CompilationResult(ClassEmitter.Emit(model, functions, failed), evaluated.Errors.Concat(missing).ToEquatableArray())
        {
            Explanations = functions.SelectMany(Explanations).Distinct().ToEquatableArray(),
            Times = times,
        };
        times.End();
        return result;
    }

    /// <summary>Compiles the functions that evaluation left without an error.</summary>
    public static IEnumerable<CompiledFunction> Functions(EvaluatedClass evaluated, CancellationToken cancellation = default, CompileTimes? times = null)
    {
        foreach (EvaluatedFunction function in evaluated.Functions.Where(f => f.Graph is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Compile(function.Declaration, function.Graph! with { States = States(function) }, times);
        }
    }

    /// <summary>Compiles one function.</summary>
    public static CompiledFunction Compile(FunctionDeclaration declaration, FunctionGraph function, CompileTimes? times = null)
    {
        var rewrites = new RewriteReport();
        times?.Start(declaration.Name, "rewrite");
        FunctionGraph rewritten = Verified("rewrite", Rewriter.Run(function, Options(declaration), rewrites));
        times?.Start(declaration.Name, "expand");
        FunctionGraph expanded = Verified("expand", CompositeExpansion.Run(rewritten));
        times?.Start(declaration.Name, "schedule");
        Schedule schedule = Scheduler.Run(expanded);
        times?.Start(declaration.Name, "memory");
        return new CompiledFunction(declaration, function, schedule, rewrites);
    }

    /// <summary>The graph of a function, whose derivatives are taken of its stable form as far as the function may be rewritten.</summary>
    public static Graph NewGraph(FunctionDeclaration declaration) =>
        new() { BeforeDerivatives = (outputs, wrt) => BeforeDerivatives.Of(outputs, wrt, Options(declaration)) };

    private static RewriteOptions Options(FunctionDeclaration declaration) => new(!declaration.IsAsWritten, declaration.IsStrict, declaration.IsFast);

    /// <summary>One for each expression of a function that is computed in another way.</summary>
    private static IEnumerable<BodyError> Explanations(CompiledFunction function) =>
        from line in function.Rewrites.Lines(HeaderEmitter.Expression)
        where line.Origin.Method is not null
        select new BodyError(DiagnosticRules.ExpressionRewritten, line.Origin.Method!, line.Origin.Site,
            DiagnosticRules.ExpressionRewritten.Format(line.From, line.To, line.Benefit, string.Join(", ", line.Rules)));

    private static EquatableArray<StateVariable> States(EvaluatedFunction function) =>
        function.Reads.Concat(function.Graph!.Updates.Select(u => u.State)).GroupBy(s => s.Path).Select(g => g.First()).ToEquatableArray();

    private static FunctionGraph Verified(string pass, FunctionGraph function)
    {
        GraphVerifier.Verify(function.Roots, pass);
        return function;
    }
}
