using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Emit.CSharp.Overloads;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Reports;
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
    public static CompilationResult Compile(GraphClass model, CancellationToken cancellation = default) => CompileWith(Compile, model, cancellation);

    /// <summary>Compiles a class whose functions are compiled in a given way, which may fail: a mistake of ours in one function is an error at that one.</summary>
    internal static CompilationResult CompileWith(Func<FunctionDeclaration, FunctionGraph, CompileTimes?, CompiledFunction> compile, GraphClass model, CancellationToken cancellation)
    {
        var times = new CompileTimes();
        times.Start(CompileTimes.WholeClass, "construct");
        EvaluatedClass evaluated = BodyEvaluator.Evaluate(model, declaration =>
        {
            times.Start(declaration.Name, "evaluate");
            return NewGraph(declaration);
        });
        var mistakes = new List<(FunctionDeclaration Function, BodyError Error)>();
        CompiledFunction[] functions = [.. Functions(evaluated, (f, g) => Try(f, mistakes, () => compile(f, g, times)), cancellation)];
        if (AsWritten(model) is { } written)
            functions = WithReferences(functions, [.. Functions(BodyEvaluator.Evaluate(written, NewGraph), (f, g) => Try(f, mistakes, () => compile(f, g, null)), cancellation)]);
        if (model.Overloads.HasFlag(OverloadKinds.MathNet) && !model.OnDevices)
            functions = [.. functions.Select(f => WithColumns(f, times))];
        times.Start(CompileTimes.WholeClass, "emit");
        FunctionDeclaration[] failed = [.. evaluated.Functions.Where(f => f.Graph is null).Select(f => f.Declaration)];
        string? text = Emit(model, evaluated.Saved, ref functions, failed, mistakes);
        IEnumerable<BodyError> missing = functions.SelectMany(f => Expectations.Check(f.Declaration, Options(f.Declaration), f.Rewrites));
        IEnumerable<BodyError> misfits = SignatureEmitter.Errors(model.Signatures, functions);
        IEnumerable<BodyError> onCpu = model.OnDevices ? functions.SelectMany(OnCpu) : [];
        IEnumerable<BodyError> copied = model.Overloads.HasFlag(OverloadKinds.MathNet) ? functions.SelectMany(f => ColumnCopies.Find(f, model.OnDevices)) : [];
        var result = new CompilationResult(text, evaluated.Errors.Concat(mistakes.Select(m => m.Error)).Concat(missing).Concat(misfits).Concat(functions.SelectMany(Large)).Concat(onCpu).Concat(copied).ToEquatableArray())
        {
            Explanations = functions.SelectMany(Explanations).Distinct().ToEquatableArray(),
            Times = times,
        };
        times.End();
        return result;
    }

    /// <summary>The class with the functions that are compared with what they give as written; null when there are none.</summary>
    private static GraphClass? AsWritten(GraphClass model)
    {
        FunctionDeclaration[] compared = [.. model.Functions.Where(f => (f.Checks & FunctionChecks.Reference) > 0)];
        return compared.Length == 0 ? null : model with
        {
            Functions = compared.Select(f => f with { IsAsWritten = true, IsFast = false, Checks = FunctionChecks.Reference, Profiles = false }).ToEquatableArray(),
        };
    }

    private static CompiledFunction[] WithReferences(CompiledFunction[] functions, CompiledFunction[] written) =>
        [.. functions.Select(f => written.FirstOrDefault(w => w.Declaration.Method == f.Declaration.Method) is { } reference ? f with { Reference = reference } : f)];

    /// <summary>Compiles the functions that evaluation left without an error.</summary>
    public static IEnumerable<CompiledFunction> Functions(EvaluatedClass evaluated, CancellationToken cancellation = default) =>
        Functions(evaluated, (declaration, graph) => Compile(declaration, graph), cancellation);

    private static IEnumerable<CompiledFunction> Functions(EvaluatedClass evaluated, Func<FunctionDeclaration, FunctionGraph, CompiledFunction?> compile, CancellationToken cancellation)
    {
        foreach (EvaluatedFunction function in evaluated.Functions.Where(f => f.Graph is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            if (compile(function.Declaration, function.Graph! with { States = States(function) }) is { } compiled)
                yield return compiled;
        }
    }

    /// <summary>The text of the class. When printing fails, the functions that fail by themselves are left out.</summary>
    private static string? Emit(GraphClass model, EquatableArray<StateName>? saved, ref CompiledFunction[] functions, FunctionDeclaration[] failed, List<(FunctionDeclaration Function, BodyError Error)> mistakes)
    {
        CompiledFunction[] all = functions;
        string Text(CompiledFunction[] of) => ClassEmitter.Emit(model, of, [.. failed, .. mistakes.Select(m => m.Function)], saved, model.Explains ? Explanation.Of(model, of) : null);
        try
        {
            return Text(all);
        }
        catch (Exception mistake) when (InternalError.IsMistake(mistake) && all.Length > 0)
        {
            functions = [.. all.Where(f => Try(f.Declaration, mistakes, () => ClassEmitter.Emit(model, [f], [])) is not null)];
            return Text(functions);
        }
    }

    private static T? Try<T>(FunctionDeclaration function, List<(FunctionDeclaration Function, BodyError Error)> mistakes, Func<T> run)
        where T : class
    {
        try
        {
            return run();
        }
        catch (Exception mistake) when (InternalError.IsMistake(mistake))
        {
            mistakes.Add((function, Mistakes.At(function, mistake)));
            return null;
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
        Schedule schedule = Scheduler.Run(expanded, apart: (declaration.Checks & (FunctionChecks.NaN | FunctionChecks.Infinity)) > 0, allStates: (declaration.Checks & FunctionChecks.Reference) > 0);
        times?.Start(declaration.Name, "memory");
        var compiled = new CompiledFunction(declaration, function, schedule, rewrites);
        _ = compiled.Plan;
        return declaration.Profiles == true ? compiled with { Costs = StepWork.ByStep(compiled) } : compiled;
    }

    /// <summary>A function that is compiled over column-major matrices too, where it takes matrices. A mistake of ours there costs a copy of them, not the function.</summary>
    private static CompiledFunction WithColumns(CompiledFunction function, CompileTimes times)
    {
        try
        {
            return ColumnMajor.Of(function.AsWritten) is { } columns ? function with { Columns = Compile(function.Declaration, columns, times) } : function;
        }
        catch (Exception mistake) when (InternalError.IsMistake(mistake))
        {
            return function;
        }
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

    /// <summary>One for each intermediate that takes far more memory than what it is made of.</summary>
    private static IEnumerable<BodyError> Large(CompiledFunction function) =>
        from large in LargeTemporaries.Find(function.OnHost, function.Plan)
        let origin = large.Storage.Origin
        select new BodyError(DiagnosticRules.LargeTemporary, origin?.Method ?? function.Declaration.Method, origin?.Method is null ? 0 : origin.Site,
            DiagnosticRules.LargeTemporary.Format(
                origin?.Text ?? large.Storage.Name, large.Storage.Type.Shape.ElementCount, large.Storage.DType.CSharpName(), large.All, large.Reader is null ? "Another step" : $"'{large.Reader}'"));

    /// <summary>That a function, or what it computes in the middle, has no form for a GPU, and why.</summary>
    private static IEnumerable<BodyError> OnCpu(CompiledFunction function)
    {
        string name = function.Declaration.Name;
        IEnumerable<(string What, string How, string Reason)> found = function.Device(out CudaObstacle? obstacle) is { } program
            ? program.Obstacles.Select(o => (o.Expression is { } e ? $"'{e}' in {name}" : $"A step of {name}", " and its operands are copied there and back", o.Reason))
            : [(name, "", obstacle!.Reason + (obstacle.Expression is { } expression ? $" in '{expression}'" : ""))];
        return found.Select(f => new BodyError(DiagnosticRules.RunsOnCpu, function.Declaration.Method, 0, DiagnosticRules.RunsOnCpu.Format(f.What, f.How, f.Reason)));
    }

    private static EquatableArray<StateVariable> States(EvaluatedFunction function) =>
        function.Reads.Concat(function.Graph!.Updates.Select(u => u.State)).GroupBy(s => s.Path).Select(g => g.First()).ToEquatableArray();

    private static FunctionGraph Verified(string pass, FunctionGraph function)
    {
        GraphVerifier.Verify(function.Roots, pass);
        return function;
    }
}
