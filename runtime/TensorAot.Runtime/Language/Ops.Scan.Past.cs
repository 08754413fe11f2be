namespace TensorAot;

// Loops that read values of several steps ago: 0 to 3 sequences.
public static partial class Ops
{
    /// <summary>The rows before the first step of a loop that reads values of several steps ago: <c>past[-1]</c> is the last row before the first step.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="initial">As many rows along axis 0 as steps are looked back, at least; a sequence of which the last rows are used.</param>
    /// <returns>What a <c>Scan</c> takes as its initial state.</returns>
    public static Past<T> Past<T>(Expr<T> initial) => Definition.Result<Past<T>>();

    /// <summary>A sequence as it is some steps earlier and later, for <c>Scan</c> and its kin: <c>Taps(x, -1, 0)</c> are <c>x[..^1]</c> and <c>x[1..]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more, with n elements along axis 0.</param>
    /// <param name="first">Where a step reads the first one, counted from its own element.</param>
    /// <param name="second">Where it reads the second one.</param>
    /// <returns>Slices of x of one length: n less the distance between the lowest and the highest tap.</returns>
    /// <remarks>Theano: <c>sequences=dict(input=x, taps=[-1, 0])</c>.</remarks>
    public static (Expr<T>, Expr<T>) Taps<T>(Expr<T> x, int first, int second) => Definition.Result<(Expr<T>, Expr<T>)>();

    /// <inheritdoc cref="Taps{T}(Expr{T}, int, int)"/>
    /// <param name="x">A tensor of rank 1 or more, with n elements along axis 0.</param>
    /// <param name="first">Where a step reads the first one, counted from its own element.</param>
    /// <param name="second">Where it reads the second one.</param>
    /// <param name="third">Where it reads the third one.</param>
    public static (Expr<T>, Expr<T>, Expr<T>) Taps<T>(Expr<T> x, int first, int second, int third) => Definition.Result<(Expr<T>, Expr<T>, Expr<T>)>();

    /// <summary>
    /// A loop whose steps read values of several steps ago: <c>Scan(x =&gt; x[-1] + x[-2], Past(start), steps: 10)</c>. The value that a step
    /// gives is <c>x[-1]</c> in the next one.
    /// </summary>
    /// <typeparam name="T">The element type of the values.</typeparam>
    /// <typeparam name="TElement">The element type of the sequence.</typeparam>
    /// <param name="step">What one step does: <c>(past, element) =&gt; value</c>; with an output <c>(value, output)</c>, of several pasts a tuple of values.</param>
    /// <param name="initial"><see cref="Past{T}(Expr{T})"/> of the rows before the first step, the latest one last; or a tuple of up to three.</param>
    /// <param name="sequences">A tensor of rank 1 or more, or a tuple of up to three of equal length. Without sequences the number of steps stands here.</param>
    /// <param name="reverse">Whether the steps go from the last element to the first. Values stay at the place of their element.</param>
    /// <param name="truncate">Over how many last steps the gradient goes back; 0: over all.</param>
    /// <param name="checkpoint">After how many steps the way back finds states that were kept; 0: it finds what it needs of every step.</param>
    /// <returns>The values of all steps, stacked along axis 0; with an output, then its values.</returns>
    /// <remarks>
    /// A step reads earlier values where they lie; none is copied. Gradient: as that of a loop. Theano: <c>scan</c> with
    /// <c>outputs_info=dict(initial=..., taps=[-1, -2])</c>.
    /// </remarks>
    public static Expr<T> Scan<T, TElement>(
        Func<Past<T>, Expr<TElement>, Expr<T>> step, Past<T> initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Only<T>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static Expr<T> Scan<T>(
        Func<Past<T>, Expr<T>> step, Past<T> initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Only<T>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static Expr<T> Scan<T, TElement1, TElement2>(
        Func<Past<T>, Expr<TElement1>, Expr<TElement2>, Expr<T>> step, Past<T> initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Only<T>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static Expr<T> Scan<T, TElement1, TElement2, TElement3>(
        Func<Past<T>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, Expr<T>> step, Past<T> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Only<T>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T> values, Expr<TOutput> outputs) Scan<T, TOutput>(
        Func<Past<T>, (Expr<T>, Expr<TOutput>)> step, Past<T> initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T> values, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T> values, Expr<TOutput> outputs) Scan<T, TElement, TOutput>(
        Func<Past<T>, Expr<TElement>, (Expr<T>, Expr<TOutput>)> step, Past<T> initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T> values, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T> values, Expr<TOutput> outputs) Scan<T, TElement1, TElement2, TOutput>(
        Func<Past<T>, Expr<TElement1>, Expr<TElement2>, (Expr<T>, Expr<TOutput>)> step, Past<T> initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T> values, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T> values, Expr<TOutput> outputs) Scan<T, TElement1, TElement2, TElement3, TOutput>(
        Func<Past<T>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<T>, Expr<TOutput>)> step, Past<T> initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T> values, Expr<TOutput> outputs)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T1>, Expr<T2>) Scan<T1, T2>(
        Func<Past<T1>, Past<T2>, (Expr<T1>, Expr<T2>)> step, (Past<T1>, Past<T2>) initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T1>, Expr<T2>)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T1>, Expr<T2>) Scan<T1, T2, TElement>(
        Func<Past<T1>, Past<T2>, Expr<TElement>, (Expr<T1>, Expr<T2>)> step, (Past<T1>, Past<T2>) initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T1>, Expr<T2>)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T1>, Expr<T2>) Scan<T1, T2, TElement1, TElement2>(
        Func<Past<T1>, Past<T2>, Expr<TElement1>, Expr<TElement2>, (Expr<T1>, Expr<T2>)> step, (Past<T1>, Past<T2>) initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T1>, Expr<T2>)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T1>, Expr<T2>) Scan<T1, T2, TElement1, TElement2, TElement3>(
        Func<Past<T1>, Past<T2>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<T1>, Expr<T2>)> step, (Past<T1>, Past<T2>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T1>, Expr<T2>)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T1>, Expr<T2>, Expr<T3>) Scan<T1, T2, T3>(
        Func<Past<T1>, Past<T2>, Past<T3>, (Expr<T1>, Expr<T2>, Expr<T3>)> step, (Past<T1>, Past<T2>, Past<T3>) initial, Dim steps, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T1>, Expr<T2>, Expr<T3>)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T1>, Expr<T2>, Expr<T3>) Scan<T1, T2, T3, TElement>(
        Func<Past<T1>, Past<T2>, Past<T3>, Expr<TElement>, (Expr<T1>, Expr<T2>, Expr<T3>)> step, (Past<T1>, Past<T2>, Past<T3>) initial, Expr<TElement> sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T1>, Expr<T2>, Expr<T3>)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T1>, Expr<T2>, Expr<T3>) Scan<T1, T2, T3, TElement1, TElement2>(
        Func<Past<T1>, Past<T2>, Past<T3>, Expr<TElement1>, Expr<TElement2>, (Expr<T1>, Expr<T2>, Expr<T3>)> step, (Past<T1>, Past<T2>, Past<T3>) initial, (Expr<TElement1>, Expr<TElement2>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T1>, Expr<T2>, Expr<T3>)>();

    /// <inheritdoc cref="Scan{T, TElement}(Func{Past{T}, Expr{TElement}, Expr{T}}, Past{T}, Expr{TElement}, bool, int, int)"/>
    public static (Expr<T1>, Expr<T2>, Expr<T3>) Scan<T1, T2, T3, TElement1, TElement2, TElement3>(
        Func<Past<T1>, Past<T2>, Past<T3>, Expr<TElement1>, Expr<TElement2>, Expr<TElement3>, (Expr<T1>, Expr<T2>, Expr<T3>)> step, (Past<T1>, Past<T2>, Past<T3>) initial, (Expr<TElement1>, Expr<TElement2>, Expr<TElement3>) sequences, bool reverse = false, int truncate = 0, int checkpoint = 0)
        => Definition.Result<(Expr<T1>, Expr<T2>, Expr<T3>)>();
}
