using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static void ExponentialForms()
    {
        Fires("exponential-sum", c => 1 + Tanh(c.X), c => 2 * Sigmoid(2 * c.X));
        Fires("exponential-sum", c => Exp(c.X) - Exp(-c.X), c => 2 * Sinh(c.X));
        Fires("exponential-sum", c => Exp(c.X) + Exp(-c.X), c => 2 * Cosh(c.X));
        Fires("exponential-sum", c => (2 * Sigmoid(c.X)) - 1, c => Tanh(0.5 * c.X));
        Fires("exponential-sum", c => Sigmoid(c.X) + Sigmoid(-c.X), c => c.Full(1));
        Fires("exponential-sum", c => c.Z + (c.Y * Sigmoid(c.X)) - c.Y, c => c.Z - (c.Y * Sigmoid(-c.X)));
        Fires("exponential-sum", c => Sigmoid(c.X) - (Sigmoid(c.X) * Sigmoid(c.X)), c => Sigmoid(c.X) * Sigmoid(-c.X));
        Not("exponential-sum", c => 1 + Exp(c.X));
        Not("exponential-sum", c => 1 - Square(Tanh(c.X)));
        Not("exponential-sum", c => Exp(c.X) - Exp(c.Y));
        Not("exponential-sum", c => c.Y - Sigmoid(c.X));
        Not("exponential-sum", c => (Square(c.Y - 1) * Exp(c.X) * (3 + (2 * (c.Y - 1)))) + (Square(c.Y - 1) * Exp(c.X)));
        Fires("sigmoid-factors", c => Exp(c.X) / (Exp(c.X) + Exp(c.Y)), c => Sigmoid(c.X - c.Y));
        Fires("sigmoid-factors", c => Exp(c.X) * Exp(c.Y), c => Exp(c.X + c.Y));
        Fires("sigmoid-factors", c => c.Y / Exp(c.X), c => c.Y * Exp(-c.X));
        Fires("sigmoid-factors", c => Sinh(c.X) / Cosh(c.X), c => Tanh(c.X));
        Fires("sigmoid-factors", c => Expm1(c.X) * Sigmoid(-c.X), c => Tanh(0.5 * c.X));
        Fires("sigmoid-factors", c => Exp(-Softplus(c.X)), c => Sigmoid(-c.X));
        Fires("sigmoid-factors", c => Sigmoid(c.X) / Sigmoid(-c.X), c => Exp(c.X));
        Not("sigmoid-factors", c => Exp(c.V) * Exp(ExpandDims(Sum(c.X, [1]), 1)));
        Not("sigmoid-factors", c => Exp(c.Z) / (Exp(c.X) - Exp(c.Y)));
        Not("sigmoid-factors", c => Exp(Softplus(c.X)));
        Fires("sech-squared", c => 1 - Square(Tanh(c.X)), c => 1 / Square(Cosh(c.X)));
        Not("sech-squared", c => (1 - Square(Tanh(c.X))) * Tanh(c.X));
        Fires("softplus-reflection", c => Softplus(c.X) - Softplus(-c.X), c => c.X);
        Fires("softplus-reflection", c => c.X + Softplus(-c.X), c => Softplus(c.X));
        Fires("softplus-reflection", c => Softplus(c.X) - c.X, c => Softplus(-c.X));
        Fires("softplus-reflection", c => Maximum(c.X, c.Number(0)) + Softplus(-Abs(c.X)), c => Softplus(c.X));
        Not("softplus-reflection", c => Softplus(c.X) + c.X);
    }

    private static void StableLogarithms()
    {
        Fires("logarithm-of-product", c => Log(c.Y * Exp(c.X)), c => Log(c.Y) + c.X);
        Fires("logarithm-of-product", c => Log(3 * Exp(c.X) / Sqrt(c.Y)), c => c.X - (0.5 * Log(c.Y)) + Math.Log(3));
        Fires("logarithm-of-product", c => Log(Prod(Exp(c.X), [1])), c => Sum(c.X, [1]));
        Fires("logarithm-of-product", c => Log(Pow3(c.X)), c => 3 * Log(c.X));
        Fires("logarithm-of-product", c => Log(1 / c.X), c => -Log(c.X));
        Fires("logarithm-of-product", c => Log(Cosh(c.X)), c => AbsOf(c.X) + (Softplus(-2 * AbsOf(c.X)) - 0.69314718055994531));
        Fires("logarithm-of-product", c => Log(Expm1(c.X)), c => c.X + Log1mexp(-c.X));
        Fires("logarithm-of-product", c => Log(-Expm1(c.X)), c => Log1mexp(c.X));
        Not("logarithm-of-product", c => Log(c.X * c.Y));
        Not("logarithm-of-product", c => Log(-Exp(c.X)));
        Fires("log-of-prod", c => Log(Prod(c.X, [1])), c => Where(
            GreaterEqual(Prod(Sign(c.X), [1]), c.Number(0)), Sum(Log(Abs(c.X)), [1]), c.Number(double.NaN)));
        Not("log-of-prod", c => Log(Prod(Exp(c.X), [1])));
        Fires("log-add-exp", c => Log(Exp(c.X) + Exp(c.Y)), c => Apply(LogForms.LogAddExp, c.X, c.Y));
        Fires("log-add-exp", c => Log(Exp(c.X) + 3), c => Math.Log(3) + Softplus(c.X - Math.Log(3)));
        Not("log-add-exp", c => Log(1 + Exp(c.X)));
        Not("log-add-exp", c => Log(Exp(c.X) + c.Y));
        Not("log-add-exp", c => Log(c.Number(2) + c.Full(3)));
        Fires("log-diff-exp", c => Log(Exp(c.X) - Exp(c.Y)), c => c.X + Log1mexp(c.Y - c.X));
        Not("log-diff-exp", c => Log(Exp(c.X) - c.Y));
        Fires("log1p-of-exponentials", c => Log1p(2 * Exp(c.X)), c => Softplus(c.X + Math.Log(2)));
        Fires("log1p-of-exponentials", c => Log1p(Exp(c.X) + Exp(c.Y)), c => Softplus(Apply(LogForms.LogAddExp, c.X, c.Y)));
        Not("log1p-of-exponentials", c => Log1p(c.Y * Exp(c.X)));
        Fires("log1p-of-complement", c => Log1p(-Exp(c.X)), c => Log1mexp(c.X));
        Fires("log1p-of-complement", c => Log1p(-Sigmoid(c.X)), c => -Softplus(c.X));
        Fires("log1p-of-complement", c => Log1p(Tanh(c.X)), c => Where(Less(c.X, Constant(c.X, 0)), 2 * c.X, Constant(c.X, 0)) - Log1p(0.5 * Expm1(Where(Less(c.X, Constant(c.X, 0)), 2 * c.X, -(2 * c.X)))));
        Fires("log1p-of-complement", c => Log1p(-Erf(Tanh(c.X))), c => WhereComplementIsSmall(-Erf(Tanh(c.X)), Log(Erfc(Tanh(c.X)))));
        Not("log1p-of-complement", c => Log1p(Exp(c.X)));
        Fires("log-of-bessel", c => Log(Apply(SpecialFunctions.BesselI, c.Number(1), c.X)), c => Log(Apply(SpecialFunctions.BesselIe, c.Number(1), c.X)) + Abs(c.X));
        Not("log-of-bessel", c => Log(Apply(SpecialFunctions.BesselJ, c.Number(1), c.X)));
        Fires("logit", c => Log(c.X / (1 - c.X)), c => Apply(LogForms.Logit, c.X));
        Not("logit", c => Log(c.X / (1 - c.Y)));
        Fires("arctanh", c => Log((1 + c.X) / (1 - c.X)), c => 2 * Arctanh(c.X));
        Fires("arcsinh", c => Log(c.X + Sqrt(Square(c.X) + 1)), c => Arcsinh(c.X));
        Not("arcsinh", c => Log(c.X + Sqrt(Square(c.Y) + 1)));
        Not("arctanh", c => Log((1 + c.X) / (2 - c.X)));
        Fires("log-of-cast", c => Log(Cast(Sigmoid(c.F), DType.Float64)), c => Log(Sigmoid(Cast(c.F, DType.Float64))));
        Not("log-of-cast", c => Log(Cast(c.F, DType.Float64)));
    }

    private static void StableSums()
    {
        Fires("erf-complement", c => 1 - Erf(c.X), c => Erfc(c.X));
        Fires("erf-complement", c => (0.5 * Erf(c.X)) + 0.5, c => 0.5 * Erfc(-c.X));
        Fires("erf-complement", c => Erf(c.X) - 1, c => -Erfc(c.X));
        Fires("erf-complement", c => 1 - Erfc(c.X), c => Erf(c.X));
        Fires("erf-complement", c => 2 - Erfc(c.X), c => Erfc(-c.X));
        Not("erf-complement", c => 2 - Erf(c.X));
        Fires("half-angle", c => 1 - Cos(c.X), c => 2 * Square(Sin(0.5 * c.X)));
        Fires("half-angle", c => Cosh(c.X) - 1, c => 2 * Square(Sinh(0.5 * c.X)));
        Not("sigmoid-factors", c => Square(Sinh(0.5 * c.X)) * Cosh(c.X));
        Not("sigmoid-factors", c => Sigmoid(c.X - c.X) * Tanh(c.Y - c.Y));
        Not("sigmoid-factors", c => Sigmoid(c.X + c.S) / Sigmoid(c.Y + c.S));
        Not("sigmoid-factors", c => Exp(c.X) * Sigmoid(-(c.X + c.Y)));
        Not("half-angle", c => 1 + Cos(c.X));
        Fires("sqrt-minus-one", c => Sqrt(1 + c.X) - 1, c => c.X / (1 + Sqrt(1 + c.X)));
        Not("sqrt-minus-one", c => Sqrt(1 + c.X) - 2);
        Fires("variance", c => Sum(Square(c.X), [1]) - (Square(Sum(c.X, [1])) / Size(c.G, CaseInputs.M, DType.Float64)),
            c => c.G.Add(Statistics.Var, new MomentAttribute([1], 0), c.X) * Size(c.G, CaseInputs.M, DType.Float64));
        Not("variance", c => Sum(Square(c.I), [1]) - (Square(Sum(c.I, [1])) / Size(c.G, CaseInputs.M, DType.Int32)));
        Not("variance", c => Sum(Square(c.X), [1]) - Square(Sum(c.X, [1])));
        Not("variance", c => Sum(Square(c.X), [1]) - (Square(Sum(c.Y, [1])) / Size(c.G, CaseInputs.M, DType.Float64)));
        Fires("xlogx", c => c.X * Log(c.X), c => Apply(LogForms.Xlogx, c.X));
        Fires("xlogx", c => c.Y * c.X * Log(c.X / c.Z), c => c.Y * Apply(LogForms.Xlogy, c.X, c.X / c.Z));
        Fires("xlogx", c => (1 - c.X) * Log1p(-c.X), c => Apply(LogForms.Xlog1py, 1 - c.X, -c.X));
        Not("xlogx", c => (1 - c.X) * Log1p(c.X));
        Not("xlogx", c => c.Y * Log(c.X));
        Fires("over-own-abs", c => c.X / Abs(c.X), c => Sign(c.X));
        Fires("over-own-abs", c => Abs(c.X) * c.Y / c.X, c => c.Y * Sign(c.X));
        Fires("over-own-abs", c => Square(c.X) / Abs(c.X), c => Abs(c.X));
        Not("over-own-abs", c => c.I / Abs(c.I));
        Not("over-own-abs", c => c.I / (Abs(c.I) * Integers(c, "j")));
        Not("over-own-abs", c => c.Y / Abs(c.X));
        Not("over-own-abs", c => c.X * Abs(c.X));
        Fires("prod-of-others", c => c.G.Add(Products.ProdOfOthers, null, c.X) / ExpandDims(Prod(c.X, [1]), 1), c => 1 / c.X);
        Not("prod-of-others", c => c.G.Add(Products.ProdOfOthers, null, c.X) / ExpandDims(Prod(c.Y, [1]), 1));
        Fires("erfc-ratio", c => Exp(-Square(c.X)) / Erfc(c.X), c => ErfcTail.Ratio(c.X));
        Node Half(CaseInputs c) => c.X * Math.Sqrt(0.5);
        Fires("erfc-ratio", c => Exp(-Square(c.X) / 2) / Erfc(Half(c)), c => ErfcTail.Ratio(Half(c)));
        Fires("erfc-ratio", c => Exp(Square(c.X)) * Erfc(c.X), c => ErfcTail.Inverse(c.X));
        Fires("erfc-ratio", c => Exp(c.Y - Square(c.X)) / Square(Erfc(c.X)), c => Exp(c.Y) * ErfcTail.Ratio(c.X) / Erfc(c.X));
        Fires("erfc-ratio", c => Exp(-3 * Square(c.X)) / Erfc(c.X), c => Exp(-2 * Square(c.X)) * ErfcTail.Ratio(c.X));
        Fires("erfc-ratio", c => Exp(-Square(c.X - c.S) / (2 * Square(c.V))) / Erfc((c.X - c.S) / (c.V * Math.Sqrt(2))), c => ErfcTail.Ratio((c.X - c.S) / (c.V * Math.Sqrt(2))));
        Not("erfc-ratio", c => Exp(-Square(c.Y)) / Erfc(c.X));
        Not("erfc-ratio", c => Exp(-Square(c.X) / 3) / Erfc(c.X));
        Not("erfc-ratio", c => Exp(-Square(c.X)) * Erfc(c.X));
        Not("erfc-ratio", c => Exp(-Square(c.X) / 2) / Erfc(c.Y * Math.Sqrt(0.5)));
        Fires("log-erfc-plus-square", c => ErfcTail.Logarithm(c.X) + Square(c.X), c => -ErfcTail.LogarithmOfRatio(c.X));
        Fires("log-erfc-plus-square", c => c.Y - (Square(c.X) / 2) - ErfcTail.Logarithm(Half(c)), c => c.Y + ErfcTail.LogarithmOfRatio(Half(c)));
        Not("log-erfc-plus-square", c => ErfcTail.Logarithm(c.X) - Square(c.X));
        Not("log-erfc-plus-square", c => ErfcTail.Logarithm(c.X) + Square(c.Y));
    }

    private static void Views()
    {
        Fires("elementwise-of-transpose", c => Exp(Transpose(c.X)), c => Transpose(Exp(c.X)));
        Fires("elementwise-of-transpose", c => (Transpose(c.X) + c.S) * Transpose(c.Y), c => Transpose((c.X + c.S) * c.Y));
        Fires("elementwise-of-transpose", c => Transpose(c.X) / Sum(c.X, [1]), c => Transpose(c.X / ExpandDims(Sum(c.X, [1]), 1)));
        Not("elementwise-of-transpose", c => Transpose(c.X) + Input(c, "t", CaseInputs.M, CaseInputs.N));
        Fires("reduction-of-transpose", c => Max(Transpose(c.X), [0]), c => Max(c.X, [1]));
        Not("reduction-of-transpose", c => Max(c.X, [0]));
        Fires("sum-of-transpose", c => Sum(Transpose(c.X), [0]), c => Sum(c.X, [1]));
        Fires("sum-of-transpose", c => LogSumExp(Transpose(c.X), [0, 1]), c => LogSumExp(c.X, [0, 1]));
        Not("sum-of-transpose", c => Sum(c.X, [0]));
        Fires("softmax-of-transpose", c => Softmax(Transpose(c.X), [0]), c => Transpose(Softmax(c.X, [1])));
        Not("softmax-of-transpose", c => Softmax(c.X, [0]));
    }

    private static void Inverses()
    {
        Fires("inverse-functions", c => Arctanh(Tanh(c.X)), c => c.X);
        Fires("inverse-functions", c => Arccosh(Cosh(c.X)), c => Abs(c.X));
        Fires("inverse-functions", c => Sin(Arcsin(c.X)), c => Where(LessEqual(Abs(c.X), c.Number(1)), c.X, c.Number(double.NaN)));
        Not("inverse-functions", c => Arcsin(Sin(c.X)));
        Fires("abs-of-not-negative", c => Abs(Exp(c.X)), c => Exp(c.X));
        Fires("abs-of-not-negative", c => Abs(Sum(Exp(c.X) * Square(c.Y), [0])), c => Sum(Exp(c.X) * Square(c.Y), [0]));
        Fires("abs-of-not-negative", c => Abs(Cast(Cast(c.B, DType.Int32), c.X.DType)), c => Cast(Cast(c.B, DType.Int32), c.X.DType));
        Fires("abs-of-not-negative", c => Abs(Sqrt(c.X)), c => Sqrt(c.X));
        Fires("abs-of-not-negative", c => Abs(1 / Sqrt(Square(c.X) + 0.5)), c => 1 / Sqrt(Square(c.X) + 0.5));
        Not("abs-of-not-negative", c => Abs(Log(c.X)));
        // The root of -0 is -0, its reciprocal -infinity.
        Not("abs-of-not-negative", c => Abs(1 / Sqrt(c.X)));
        Not("abs-of-not-negative", c => Abs(1 / Max(Sqrt(c.X), [0])));
        Not("abs-of-not-negative", c => Abs(c.Full(3) / c.Full(-0.0)));
        // Squares and sizes of integers wrap below 0.
        Not("abs-of-not-negative", c => Abs(Cast(Square(c.I), c.X.DType)));
        Not("abs-of-not-negative", c => Abs(Cast(Abs(c.I), c.X.DType)));
        Fires("abs-of-scaled", c => Abs(-3 * c.X), c => 3 * Abs(c.X));
        Fires("abs-of-scaled", c => Abs(c.X / Exp(c.Y)), c => Abs(c.X) / Exp(c.Y));
        Not("abs-of-scaled", c => Abs(c.I * 2));
        Not("abs-of-scaled", c => Abs(c.X * c.Y));
        Fires("product-of-abs", c => Abs(c.X) * Abs(c.Y), c => Abs(c.X * c.Y));
        Not("product-of-abs", c => Abs(c.X) * c.Y);
        Fires("product-of-powers", c => Pow(c.X, c.Y) * Pow(c.X, c.Z), c => Pow(c.X, c.Y + c.Z));
        Not("product-of-powers", c => Pow(c.X, c.V) * Pow(c.X, c.S));
        Not("product-of-powers", c => Pow(c.X, c.Y) * Pow(c.Z, c.Y));
        Fires("power-of-exp", c => Pow(Exp(c.X), c.Y), c => Exp(c.X * c.Y));
        Not("power-of-exp", c => Pow(Exp(c.V), c.X));
        Not("power-of-exp", c => Pow(c.X, Exp(c.Y)));
        Fires("constant-first", c => c.X * 3, c => 3 * c.X);
        Not("constant-first", c => 3 * c.X);
    }

    private static Node WhereComplementIsSmall(Node x, Node logarithm) =>
        Where(Less(x, Constant(x, -0.5)), logarithm, Log1p(Where(Less(x, Constant(x, -0.5)), Constant(x, 0), x)));

    private static Node AbsOf(Node x) => Where(Less(x, Constant(x, 0)), -x, x);

    private static Node Pow3(Node x) => x * Square(x);

    private static Node Input(CaseInputs c, string name, params Dim[] shape) => c.Input(name, DType.Float64, shape);
}
