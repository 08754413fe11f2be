using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>Comparisons, as IEEE 754 has them: all false with a NaN, except NotEqual.</summary>
public static class Comparison
{
    public static readonly Op Equal = Predicate("Equal", "a == b", "op_Equality", (a, b) => a == b, () => Equal!, commutative: true);

    public static readonly Op NotEqual = Predicate("NotEqual", "a != b (true where either is NaN)", "op_Inequality", (a, b) => a != b, () => NotEqual!, commutative: true);

    public static readonly Op Less = Predicate("Less", "a < b", "op_LessThan", (a, b) => a < b, () => Less!);

    public static readonly Op LessEqual = Predicate("LessEqual", "a <= b", "op_LessThanOrEqual", (a, b) => a <= b, () => LessEqual!);

    public static readonly Op Greater = Predicate("Greater", "a > b", "op_GreaterThan", (a, b) => a > b, () => Greater!);

    public static readonly Op GreaterEqual = Predicate("GreaterEqual", "a >= b", "op_GreaterThanOrEqual", (a, b) => a >= b, () => GreaterEqual!);

    private static Op Predicate(string name, string formula, string operatorName, Func<double, double, bool> holds, Func<Op> self, bool commutative = false) =>
        new(name, OpKind.Elementwise)
        {
            Doc = $"Whether {formula}, elementwise. Shapes broadcast.",
            Type = TypeRules.Comparison,
            DTypes = commutative ? DTypes.All.ToEquatableArray() : DTypes.Numbers,
            Reference = ReferenceFormulas.Predicate(holds),
            NoGradient = "its result is a truth value, which does not vary",
            Build = Calls.Binary,
            Operator = operatorName,
            Code = new ElementCode(name, IsOperator: false, Cost: 1),
            IsCommutative = commutative,
            Samples = s => s.Binary(self()),
        };
}
