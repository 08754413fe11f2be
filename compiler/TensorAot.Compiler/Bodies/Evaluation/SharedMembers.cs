using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>The factories of shared state, and what its object says at build time.</summary>
internal static class SharedMembers
{
    /// <summary>Factories of random values, which have fractions: Normal, Uniform, Orthogonal.</summary>
    public static object? Random(Invocation call) => call.DTypeArgument is { } dtype && !dtype.IsFloating()
        ? throw call.Fail(DiagnosticRules.DTypeNotSupported, call.Source is { } source ? $"'{source}'" : call.Name, dtype.CSharpName(), "float, double")
        : Sized(call);

    /// <summary>Factories with sizes as their last argument: Zeros, Ones, Full.</summary>
    public static object? Sized(Invocation call)
    {
        object? sizes = call.Arguments["dims"] ?? (call.Count > 0 ? call[call.Count - 1] : null);
        return Make(call, ToShape(call, sizes));
    }

    public static object? Scalar(Invocation call) => Make(call, Shape.Scalar);

    public static object? ZerosLike(Invocation call)
    {
        SharedState other = call[0] as SharedState ?? throw call.Fail(DiagnosticRules.NullValue, "The state");
        return Make(call, other.Shape ?? throw call.Fail(DiagnosticRules.StateSizesUnknown, other.Factory));
    }

    /// <summary>From(array) has the array's sizes, From(values, sizes) those; sizes of arrays that callers give are new names.</summary>
    public static object? From(Invocation call)
    {
        if (call.Arguments["dims"] is { } dims && call.Interpreter.Elements(dims, call.At).Any())
            return Make(call, ToShape(call, dims));
        return Make(call, call[0] switch
        {
            ArrayValue array => Shape.Of(array.Lengths.Select(n => (Dim)n)),
            ListValue list => Shape.Of((Dim)list.Items.Count),
            _ => null,
        });
    }

    public static object? Load(Invocation call) => Make(call, null);

    public static object? Lengths(Invocation call) => new ArrayValue(call.Context, new TypeRef("System.Int32") { IsValueType = true },
        [.. ShapeOf(call).Dims.Select(d => d.Constant is { } size ? (object?)(int)size : new UnknownValue("The size " + d, d))]);

    public static object? Rank(Invocation call) => ShapeOf(call).Rank;

    public static object? Length(Invocation call) =>
        ShapeOf(call).ElementCount is { Constant: { } count } ? (int)count : new UnknownValue("The number of elements", ShapeOf(call).ElementCount);

    public static object? Unknown(Invocation call) =>
        throw call.Fail(DiagnosticRules.ValueNotKnown, "The content of shared state", "a definition");

    private static SharedState Make(Invocation call, Shape? shape)
    {
        if (call.Context.Graph is not null)
            throw call.Fail(DiagnosticRules.StateMadeInFunction, call.Name);
        if (call.DTypeArgument is not { } dtype)
            throw call.Fail(DiagnosticRules.NoSuchElementType, call.Method.TypeArguments.Count > 0 ? call.Method.TypeArguments[0].Name.Split('.').Last() : call.Name);
        return new SharedState(dtype, shape, call.Source is null ? call.Name : $"'{call.Source}'");
    }

    private static Shape ShapeOf(Invocation call) => call.Instance is SharedState { Shape: { } shape }
        ? shape
        : throw call.Fail(DiagnosticRules.StateSizesUnknown, (call.Instance as SharedState)?.Factory ?? call.Name);

    private static Shape ToShape(Invocation call, object? sizes) => Shape.Of(call.Interpreter.Elements(sizes, call.At).Select(size => size switch
    {
        int number and >= 0 => (Dim)number,
        Dim dim => dim,
        UnknownValue { Size: { } known } => known,
        UnknownValue unknown => throw call.Fail(DiagnosticRules.ValueNotKnown, unknown.Name, "a size of shared state"),
        _ => throw call.Fails("a size is negative."),
    }));
}
