using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Turns a lowered graph class into the graphs of its functions.</summary>
public static class BodyEvaluator
{
    /// <summary>
    /// Makes the object once, as its constructor would, and evaluates every function on it. An error ends its function only;
    /// an error in the constructor ends every function that is not static.
    /// </summary>
    public static EvaluatedClass Evaluate(GraphClass graphClass, Func<FunctionDeclaration, Graph>? newGraph = null)
    {
        var index = new ClassIndex(graphClass);
        var statics = new StaticFields(index);
        var errors = new List<BodyError>();
        // What a function with errors of reading needs may be missing from the class, its constructor included.
        bool isNeeded = graphClass.Functions.Any(f => !f.HasErrors && !f.IsStatic);
        ObjectValue? instance = isNeeded ? Construct(index, statics, errors) : null;
        DiscoveredState? found = instance is null ? null : StateDiscovery.Find(index, instance);
        Dictionary<SharedState, StatePath> paths = found?.Paths ?? [];

        List<EvaluatedFunction> functions = [];
        foreach (FunctionDeclaration function in graphClass.Functions)
            functions.Add(
                function.HasErrors || (instance is null && !function.IsStatic)
                    ? new EvaluatedFunction(function, null, default, null)
                    : Evaluate(index, statics, paths, function, function.IsStatic ? null : instance, newGraph?.Invoke(function) ?? new Graph()));
        errors.AddRange(functions.Where(f => f.Error is not null).Select(f => f.Error!));

        var graph = new Graph();
        StateVariable[] state = [.. paths.Where(p => p.Key.Shape is not null).Select(p => p.Value.ToVariable(graph, p.Key))];
        return new EvaluatedClass(functions.ToEquatableArray(), state, errors.Distinct().ToEquatableArray()) { Saved = Saved(graphClass, found) };
    }

    // A call of Save beside an error in a definition is no second error.
    private static EquatableArray<StateName>? Saved(GraphClass graphClass, DiscoveredState? found)
    {
        if (found is null)
            return graphClass.Functions.Any(f => !f.IsStatic) ? new EquatableArray<StateName>() : (EquatableArray<StateName>?)null;
        return found.Names.Count > 0 ? found.Names : (EquatableArray<StateName>?)null;
    }

    private static ObjectValue? Construct(ClassIndex index, StaticFields statics, List<BodyError> errors)
    {
        var context = new EvaluationContext(null, new Dictionary<SharedState, StatePath>());
        try
        {
            return new Interpreter(index, context, statics).ConstructRoot(index.Class.Type);
        }
        catch (BodyException error)
        {
            errors.Add(error.Error);
            return null;
        }
    }

    private static EvaluatedFunction Evaluate(
        ClassIndex index, StaticFields statics, Dictionary<SharedState, StatePath> paths, FunctionDeclaration function, ObjectValue? instance, Graph newGraph)
    {
        var context = new EvaluationContext(newGraph, paths);
        try
        {
            FunctionGraph graph = new FunctionEvaluation(new Interpreter(index, context, statics), function).Run(instance);
            return new EvaluatedFunction(function, graph, context.Read.ToEquatableArray(), null);
        }
        catch (BodyException error)
        {
            return new EvaluatedFunction(function, null, default, error.Error);
        }
        catch (Exception mistake) when (InternalError.IsMistake(mistake))
        {
            return new EvaluatedFunction(function, null, default, Mistakes.At(function, mistake));
        }
    }
}
