using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>A <c>RandomStream</c>: its state, and no more.</summary>
internal sealed class RandomStreamValue(SharedState state)
{
    /// <summary>The metadata name of the type.</summary>
    public const string TypeName = TensorTypes.Namespace + "RandomStream";

    /// <summary>How its state is reached from it.</summary>
    public static StateStep Step { get; } = new("State", 0, "global::TensorAot.RandomStream", "global::TensorAot.Shared<int>", IsAccessible: true, IsProperty: true);

    public SharedState State { get; } = state;
}

/// <summary>The number of the step of a loop, or of the example of a batch, as a variable that exists once something asks for it.</summary>
internal sealed class StepNumber
{
    public Node? Variable { get; private set; }

    public Node In(Graph graph) => Variable ??= Sources.NewVariable(graph, "step", TensorType.Scalar(DType.Int32));
}

/// <summary>Streams of random numbers: they are made with the object, draw in functions, and move on by one for each call of a function that draws.</summary>
internal static class RandomMembers
{
    /// <summary>The op of a method: <c>Random.Normal</c> is RandomNormal.</summary>
    public static Op? OpOf(string method) => OpTable.Find("Random" + method) is { IsCallable: true } op ? op : null;

    public static object New(Invocation call) => call.Context.Graph is null
        ? new RandomStreamValue(new SharedState(DType.Int32, Shape.Of(RandomSource.Words), call.Source is null ? "new RandomStream" : $"'{call.Source}'"))
        : throw call.Fail(DiagnosticRules.StateMadeInFunction, "new RandomStream");

    /// <summary>What a call of a method draws from: the state of the stream, or what the steps of the loops around make of it.</summary>
    public static RandomSource Source(Invocation call)
    {
        var stream = call.Instance as RandomStreamValue ?? throw call.Fail(DiagnosticRules.NullValue, "The random stream");
        EvaluationContext context = call.Context;
        Node state = call.Interpreter.NodeOf(stream.State, call.At);
        foreach (StepNumber step in context.Steps)
            state = state.Graph.Add(Streams.StepStream, null, state, step.In(state.Graph));
        context.Streams.Add(stream);
        return new RandomSource(state, () => context.Draws++);
    }

    /// <summary>Every stream that the function drew from counts the call, unless the definition updates its state itself.</summary>
    public static IEnumerable<StateUpdate> Updates(EvaluationContext context)
    {
        foreach (RandomStreamValue stream in context.Streams.Distinct())
            if (context.Variable(stream.State) is { } variable && context.Updates.All(u => u.State != variable))
                yield return new StateUpdate(variable, Next(variable.Node));
    }

    /// <summary>The words of the next call: the last two are a number of 64 bits, which grows by one.</summary>
    private static Node Next(Node state)
    {
        Node word = Sources.NewIota(state.Graph, DType.Int32, RandomSource.Words), low = Indexing.Part(state, 0, 2, 1);
        Node isLow = Equal(word, 2), carries = And(Equal(word, 3), Equal(low, -1));
        return state + Cast(Or(isLow, carries), DType.Int32);
    }
}
