using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>Declares floating functions of one element, each with a program of its own name.</summary>
internal static class ElementFunctions
{
    public static Op Function(string name, string doc, Func<double, double> formula, int cost, double ulpBound, Func<GradientRequest, Node> gradient, Func<Op> self, (double, double)? domain = null, ScalarAccuracy? accuracy = null) =>
        new(name, OpKind.Elementwise)
        {
            Doc = doc,
            Type = TypeRules.Elementwise,
            DTypes = DTypes.Floating,
            Domain = [domain ?? (-4, 4)],
            Reference = ReferenceFormulas.Unary(formula),
            Gradient = r => [gradient(r)],
            Build = Calls.Unary,
            Code = new ElementCode(name, IsOperator: false, cost) { Accuracy = accuracy },
            UlpBound = ulpBound,
            Samples = s => s.Unary(self()),
        };
}
