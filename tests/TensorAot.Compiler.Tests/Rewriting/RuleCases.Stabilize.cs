using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static void Stable()
    {
        Fires("log1p", c => Log(c.X + 1), c => Log1p(c.X));
        Not("log1p", c => Log(c.X + 2));
        Fires("log1p-of-negative", c => Log(1 - c.X), c => Log1p(-c.X));
        Not("log1p-of-negative", c => Log(c.X - 1));
        Fires("expm1", c => Exp(c.X) - 1, c => Expm1(c.X));
        Not("expm1", c => Exp(c.X) + 1);
        Fires("one-minus-exp", c => 1 - Exp(c.X), c => -Expm1(c.X));
        Not("one-minus-exp", c => 2 - Exp(c.X));
        Fires("softplus", c => Log1p(Exp(c.X)), c => Softplus(c.X));
        Not("softplus", c => Log1p(Exp(c.X) * 2));
        Fires("sigmoid", c => 1 / (1 + Exp(-c.X)), c => Sigmoid(c.X));
        Fires("sigmoid", c => c.Full(1) / (Exp(c.X) + c.Full(1)), c => Sigmoid(-c.X));
        Not("sigmoid", c => 1 / (2 + Exp(-c.X)));
        Fires("sigmoid-of-exp", c => Exp(c.X) / (1 + Exp(c.X)), c => Sigmoid(c.X));
        Not("sigmoid-of-exp", c => Exp(c.X) / (1 + Exp(c.Y)));
        Fires("one-minus-sigmoid", c => 1 - Sigmoid(c.X), c => Sigmoid(-c.X));
        Not("one-minus-sigmoid", c => 1 + Sigmoid(c.X));
        Fires("sigmoid-minus-one", c => Sigmoid(c.X) - 1, c => -Sigmoid(-c.X));
        Not("sigmoid-minus-one", c => Sigmoid(c.X) - 2);
        Fires("log-sigmoid", c => Log(Sigmoid(c.X)), c => -Softplus(-c.X));
        Not("log-sigmoid", c => Log1p(Sigmoid(c.X)));
        Fires("log1p-minus-sigmoid", c => Log1p(-Sigmoid(c.X)), c => -Softplus(c.X));
        Not("log1p-minus-sigmoid", c => Log1p(Sigmoid(c.X)));
        Fires("sqrt-of-square", c => Sqrt(Square(c.X)), c => Abs(c.X));
        Not("sqrt-of-square", c => Sqrt(c.X * c.Y));
        Fires("log-of-square", c => Log(Square(c.X)), c => 2 * Log(Abs(c.X)));
        Not("log-of-square", c => Log(Abs(c.X)));
        Fires("log-of-sqrt", c => Log(Sqrt(c.X)), c => 0.5 * Log(c.X));
        Not("log-of-sqrt", c => Sqrt(Log(c.X)));
        Fires("sigmoid-factors", c => c.Y / (1 + Exp(c.X)), c => c.Y * Sigmoid(-c.X));
        Fires("sigmoid-factors", c => c.Y * (Exp(-c.X) / Square(1 + Exp(-c.X))), c => c.Y * (Sigmoid(-c.X) * Sigmoid(c.X)));
        Fires("sigmoid-factors", c => Exp(c.X - c.Y) * Sigmoid(c.Y - c.X), c => Sigmoid(c.X - c.Y));
        Fires("sigmoid-factors", c => Exp(-c.X) * c.Y * Exp(c.X), c => c.Y);
        Not("sigmoid-factors", c => Exp(c.X) * Sigmoid(c.X));
        Not("sigmoid-factors", c => c.Y * (1 + Exp(c.X)));
        Fires("softmax-factors", c => Exp(c.X) / Sum(Exp(c.X), [1], keepDims: true), c => Softmax(c.X, [1]));
        Fires("softmax-factors", c => Exp(c.X) / Sum(Exp(c.X), [0]), c => Softmax(c.X, [0]));
        Fires("softmax-factors", c => Exp(c.X) / Sum(Exp(c.X)), c => Softmax(c.X, [0, 1]));
        Not("softmax-factors", c => Exp(c.X) / Sum(Exp(c.Y), [1], keepDims: true));
        Not("softmax-factors", c => c.X / Sum(Exp(c.X), [1], keepDims: true));
        Fires("distribute-to-cancel", c => ((c.X / c.Y) + c.Z) * c.Y, c => c.X + (c.Z * c.Y));
        Fires("distribute-to-cancel", c => ((c.X / c.Y) - (c.Y / c.Z)) * c.Y * c.Z, c => (c.X * c.Z) - Square(c.Y));
        Fires("distribute-to-cancel", c => ((c.X / c.Y) + 1) * c.Y * c.S, c => (c.X + c.Y) * c.S);
        Not("distribute-to-cancel", c => (c.X + c.Z) * c.Y);
        Not("distribute-to-cancel", c => ((c.I / Integers(c, "j")) + 1) * Integers(c, "j"));
        Not("distribute-to-cancel", c => ((c.I / (Integers(c, "j") * Integers(c, "k"))) + 1) * Integers(c, "j"));
        Not("distribute-to-cancel", c => ((c.X / c.Y) + (c.Y / c.Z)) * c.Y);
    }

    private static void Normalisations()
    {
        Fires("log-sum-exp", c => Log(Sum(Exp(c.X), [1])), c => LogSumExp(c.X, [1]));
        Not("log-sum-exp", c => Log(Sum(c.X, [1])));
        Fires("log-softmax", c => Log(Softmax(c.X, [1])), c => LogSoftmax(c.X, [1]));
        Not("log-softmax", c => Log1p(Softmax(c.X, [1])));
        Fires("exp-log-softmax", c => Exp(LogSoftmax(c.X, [0])), c => Softmax(c.X, [0]));
        Not("exp-log-softmax", c => Exp(Softmax(c.X, [0])));
        Fires("minus-log-sum-exp", c => c.X - ExpandDims(LogSumExp(c.X, [1]), 1), c => LogSoftmax(c.X, [1]));
        Fires("minus-log-sum-exp-of-all", c => c.X - LogSumExp(c.X, [0, 1]), c => LogSoftmax(c.X, [0, 1]));
        Not("minus-log-sum-exp-of-all", c => c.X - LogSumExp(c.Y, [0, 1]));
        Not("minus-log-sum-exp-of-all", c => c.Q - LogSumExp(c.Q, [1]));
        Not("minus-log-sum-exp", c => c.Y - ExpandDims(LogSumExp(c.X, [1]), 1));
        Not("minus-log-sum-exp", c => c.Input("q", DType.Float64, CaseInputs.N, CaseInputs.N) is var q ? q - ExpandDims(LogSumExp(q, [1]), 0) : q);
        Fires("softmax-of-shifted", c => Softmax(c.X - Max(c.X, [1], keepDims: true), [1]), c => Softmax(c.X, [1]));
        Fires("softmax-of-shifted", c => LogSoftmax(c.V + c.X, [0]), c => LogSoftmax(c.X, [0]));
        Fires("softmax-of-shifted", c => Softmax(c.S - c.X, [1]), c => Softmax(-c.X, [1]));
        Not("softmax-of-shifted", c => Softmax(c.X - c.V, [1]));
        Fires("log-sum-exp-of-shifted", c => LogSumExp(c.X - Max(c.X, [1], keepDims: true), [1]), c => LogSumExp(c.X, [1]) - Max(c.X, [1]));
        Not("log-sum-exp-of-shifted", c => LogSumExp(c.X - c.Y, [1]));
        Fires("log-of-view", c => Log(Transpose(Softmax(c.X, [1]))), c => Transpose(Log(Softmax(c.X, [1]))));
        Fires("log-of-view", c => Log(ExpandDims(Sum(Exp(c.X), [1]), 1)), c => ExpandDims(Log(Sum(Exp(c.X), [1])), 1));
        Not("log-of-view", c => Log(Transpose(c.X)));
        Not("log-of-view", c => Log(c.Apply(Checks.CheckFinite, new MessageAttribute(""), Exp(c.X))));
        Not("log-of-view", c => Log(Transpose(c.Apply(Checks.Print, new PrintAttribute("p", false), Softmax(c.X, [1])))));
    }

    private static void Special()
    {
        Fires("whole-power", c => Pow(c.X, c.Number(3)), c => c.X * Square(c.X));
        Fires("whole-power", c => Pow(c.X, c.Number(-4)), c => 1 / Square(Square(c.X)));
        Not("whole-power", c => Pow(c.X, c.Number(2.5)));
        Not("whole-power", c => Pow(c.X, c.Number(1000)));
        Fires("power-minus-half", c => Pow(c.X, c.Number(-0.5)), c => Where(Equal(c.X, double.NegativeInfinity), c.Number(0), 1 / Sqrt(c.X)));
        Fires("power-minus-half", c => Pow(Exp(c.X), c.Number(-0.5)), c => 1 / Sqrt(Exp(c.X)));
        Not("power-minus-half", c => Pow(c.X, c.Number(0.5)));
        Fires("divide-by-constant", c => c.X / 3, c => c.X * (1.0 / 3));
        Not("divide-by-constant", c => c.X / 1e-308);
        Not("divide-by-constant", c => c.F / c.Number(1e-38, DType.Float32));
        Not("divide-by-constant", c => c.I / c.Number(3, DType.Int32));
        Fires("divide-by-power-of-two", c => c.X / 4, c => c.X * 0.25);
        Not("divide-by-power-of-two", c => c.X / 3);
        Not("divide-by-power-of-two", c => c.X / 0);
        Not("divide-by-power-of-two", c => c.I / 4);
    }
}
