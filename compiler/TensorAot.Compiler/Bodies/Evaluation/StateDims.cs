using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary><c>[Dims]</c> on parameters and on state.</summary>
internal static class StateDims
{
    /// <summary>The shape that <c>[Dims]</c> says.</summary>
    public static Shape ToShape(EquatableArray<object> dims) => Shape.Of(dims.Select(ToDim));

    /// <summary>Gives state the sizes of its field's attribute: a name replaces a number of the factory, a number must agree with it.</summary>
    public static void Apply(SharedState state, EquatableArray<object> dims, string field, Func<DiagnosticRule, object[], Exception> fail)
    {
        Shape declared = ToShape(dims);
        if (state.Shape is { } made)
        {
            bool fits = made.Rank == declared.Rank;
            for (int axis = 0; fits && axis < made.Rank; axis++)
                fits = !(made[axis] - declared[axis]).IsConstant || made[axis] == declared[axis];
            if (!fits)
                throw fail(DiagnosticRules.StateDimsDoNotFit, [field, declared, made]);
        }
        state.Shape = declared;
    }

    private static Dim ToDim(object size) => size is string name ? Dim.Symbol(name) : System.Convert.ToInt64(size, System.Globalization.CultureInfo.InvariantCulture);
}
