using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Verification;

/// <summary>
/// Checks a gradient against differences of its function: any generated function with the function that computes its gradient, at any
/// point. It costs six calls of the function for each element, and six for each random direction.
/// </summary>
/// <remarks>
/// Choose a point where the function is smooth: at a kink (Abs at 0, equal elements under Max) differences see both sides.
/// <code>
/// GradientReport report = GradientCheck.Run(w =&gt; model.Cost(x, w), w =&gt; model.Gradient(x, w), w);
/// report.Require();   // throws with input, index and both values
/// </code>
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks the gradient of a function of one input.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <typeparam name="TInput">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <param name="function">The function, which gives a number; it is called at points near the given one.</param>
    /// <param name="gradient">Its gradient: of the input's shape.</param>
    /// <param name="x">The point.</param>
    /// <param name="options">Steps, tolerances and how much to compare.</param>
    /// <param name="xName">What reports call the input; the argument's text by default.</param>
    /// <returns>What was compared, and what is wrong.</returns>
    /// <exception cref="ArgumentException">An input is no number or array of <typeparamref name="T"/>, or its gradient has another shape.</exception>
    public static GradientReport Run<T, TInput>(
        Func<TInput, T> function, Func<TInput, TInput> gradient, TInput x, GradientCheckOptions? options = null, [CallerArgumentExpression(nameof(x))] string xName = "x")
        where T : unmanaged, IFloatingPointIeee754<T>
        where TInput : notnull
        => Compare(p => function((TInput)p[0]), [x], [gradient(x)], [xName], options);

    /// <summary>Checks the gradient of a function of two inputs.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <typeparam name="T0">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <typeparam name="T1">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <param name="function">The function, which gives a number; it is called at points near the given one.</param>
    /// <param name="gradient">Its gradient: a tuple of one for each input, of its shape.</param>
    /// <param name="x0">The point.</param>
    /// <param name="x1">The point.</param>
    /// <param name="options">Steps, tolerances and how much to compare.</param>
    /// <param name="x0Name">What reports call the input; the argument's text by default.</param>
    /// <param name="x1Name">What reports call the input; the argument's text by default.</param>
    /// <returns>What was compared, and what is wrong.</returns>
    /// <exception cref="ArgumentException">An input is no number or array of <typeparamref name="T"/>, or its gradient has another shape.</exception>
    public static GradientReport Run<T, T0, T1>(
        Func<T0, T1, T> function, Func<T0, T1, (T0, T1)> gradient, T0 x0, T1 x1, GradientCheckOptions? options = null, [CallerArgumentExpression(nameof(x0))] string x0Name = "x0", [CallerArgumentExpression(nameof(x1))] string x1Name = "x1")
        where T : unmanaged, IFloatingPointIeee754<T>
        where T0 : notnull
        where T1 : notnull
    {
        (T0, T1) gradients = gradient(x0, x1);
        return Compare(p => function((T0)p[0], (T1)p[1]), [x0, x1], [gradients.Item1, gradients.Item2], [x0Name, x1Name], options);
    }

    /// <summary>Checks the gradient of a function of three inputs.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <typeparam name="T0">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <typeparam name="T1">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <typeparam name="T2">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <param name="function">The function, which gives a number; it is called at points near the given one.</param>
    /// <param name="gradient">Its gradient: a tuple of one for each input, of its shape.</param>
    /// <param name="x0">The point.</param>
    /// <param name="x1">The point.</param>
    /// <param name="x2">The point.</param>
    /// <param name="options">Steps, tolerances and how much to compare.</param>
    /// <param name="x0Name">What reports call the input; the argument's text by default.</param>
    /// <param name="x1Name">What reports call the input; the argument's text by default.</param>
    /// <param name="x2Name">What reports call the input; the argument's text by default.</param>
    /// <returns>What was compared, and what is wrong.</returns>
    /// <exception cref="ArgumentException">An input is no number or array of <typeparamref name="T"/>, or its gradient has another shape.</exception>
    public static GradientReport Run<T, T0, T1, T2>(
        Func<T0, T1, T2, T> function, Func<T0, T1, T2, (T0, T1, T2)> gradient, T0 x0, T1 x1, T2 x2, GradientCheckOptions? options = null, [CallerArgumentExpression(nameof(x0))] string x0Name = "x0", [CallerArgumentExpression(nameof(x1))] string x1Name = "x1", [CallerArgumentExpression(nameof(x2))] string x2Name = "x2")
        where T : unmanaged, IFloatingPointIeee754<T>
        where T0 : notnull
        where T1 : notnull
        where T2 : notnull
    {
        (T0, T1, T2) gradients = gradient(x0, x1, x2);
        return Compare(p => function((T0)p[0], (T1)p[1], (T2)p[2]), [x0, x1, x2], [gradients.Item1, gradients.Item2, gradients.Item3], [x0Name, x1Name, x2Name], options);
    }

    /// <summary>Checks the gradient of a function of four inputs.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <typeparam name="T0">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <typeparam name="T1">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <typeparam name="T2">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <typeparam name="T3">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <param name="function">The function, which gives a number; it is called at points near the given one.</param>
    /// <param name="gradient">Its gradient: a tuple of one for each input, of its shape.</param>
    /// <param name="x0">The point.</param>
    /// <param name="x1">The point.</param>
    /// <param name="x2">The point.</param>
    /// <param name="x3">The point.</param>
    /// <param name="options">Steps, tolerances and how much to compare.</param>
    /// <param name="x0Name">What reports call the input; the argument's text by default.</param>
    /// <param name="x1Name">What reports call the input; the argument's text by default.</param>
    /// <param name="x2Name">What reports call the input; the argument's text by default.</param>
    /// <param name="x3Name">What reports call the input; the argument's text by default.</param>
    /// <returns>What was compared, and what is wrong.</returns>
    /// <exception cref="ArgumentException">An input is no number or array of <typeparamref name="T"/>, or its gradient has another shape.</exception>
    public static GradientReport Run<T, T0, T1, T2, T3>(
        Func<T0, T1, T2, T3, T> function, Func<T0, T1, T2, T3, (T0, T1, T2, T3)> gradient, T0 x0, T1 x1, T2 x2, T3 x3, GradientCheckOptions? options = null, [CallerArgumentExpression(nameof(x0))] string x0Name = "x0", [CallerArgumentExpression(nameof(x1))] string x1Name = "x1", [CallerArgumentExpression(nameof(x2))] string x2Name = "x2", [CallerArgumentExpression(nameof(x3))] string x3Name = "x3")
        where T : unmanaged, IFloatingPointIeee754<T>
        where T0 : notnull
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
    {
        (T0, T1, T2, T3) gradients = gradient(x0, x1, x2, x3);
        return Compare(p => function((T0)p[0], (T1)p[1], (T2)p[2], (T3)p[3]), [x0, x1, x2, x3], [gradients.Item1, gradients.Item2, gradients.Item3, gradients.Item4], [x0Name, x1Name, x2Name, x3Name], options);
    }

    /// <summary>
    /// Checks the vector-Jacobian product of a function that gives an array: it is the gradient of the sum of the result, each element
    /// weighted by a random cotangent.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <typeparam name="TInput">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <typeparam name="TResult">A number or an array of any rank of <typeparamref name="T"/>.</typeparam>
    /// <param name="function">The function; it is called at points near the given one.</param>
    /// <param name="product">For the point and a cotangent of the result's shape the product, of the input's shape.</param>
    /// <param name="x">The point.</param>
    /// <param name="zero">A number of the element type, such as <c>0.0</c>: it says which <typeparamref name="T"/> is.</param>
    /// <param name="options">Steps, tolerances and how much to compare.</param>
    /// <param name="xName">What reports call the input; the argument's text by default.</param>
    /// <returns>What was compared, and what is wrong.</returns>
    /// <exception cref="ArgumentException">The input or result is no number or array of <typeparamref name="T"/>, or the product has another shape.</exception>
    public static GradientReport RunProduct<T, TInput, TResult>(
        Func<TInput, TResult> function, Func<TInput, TResult, TInput> product, TInput x, T zero, GradientCheckOptions? options = null,
        [CallerArgumentExpression(nameof(x))] string xName = "x")
        where T : unmanaged, IFloatingPointIeee754<T>
        where TInput : notnull
        where TResult : notnull
    {
        var random = new Random(options?.Seed ?? 1);
        var cotangent = GradientArgument<T>.Of(GradientArgument<T>.Of(function(x), "result").With((_, _) => zero + T.CreateChecked((2 * random.NextDouble()) - 1)), "cotangent");
        return Compare(Weighted, [x], [product(x, (TResult)cotangent.With((_, c) => c))], [xName], options);

        T Weighted(object[] p)
        {
            var result = GradientArgument<T>.Of(function((TInput)p[0]), "result");
            double sum = 0;
            for (int i = 0; i < result.Count; i++)
                sum += result[i] * cotangent[i];
            return T.CreateChecked(sum);
        }
    }

    private static GradientReport Compare<T>(Func<object[], T> function, object[] point, object[] gradients, string[] names, GradientCheckOptions? options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        GradientArgument<T>[] inputs = [.. point.Select((p, i) => GradientArgument<T>.Of(p, names[i]))];
        GradientArgument<T>[] given = [.. gradients.Select((g, i) => GradientArgument<T>.Of(g, "the gradient of " + names[i]))];
        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i].Shape != given[i].Shape)
                throw new ArgumentException($"The gradient of {names[i]} has shape {given[i].Shape}; {names[i]} has shape {inputs[i].Shape}.", names[i]);
        return new GradientComparison<T>(function, inputs, given, options ?? new GradientCheckOptions()).Run();
    }
}
