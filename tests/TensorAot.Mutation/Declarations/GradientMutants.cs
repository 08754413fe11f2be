using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Mutation.Declarations;

/// <summary>
/// Gradients that are zero, twice too large or of the wrong sign for one operand, exchanged between two, or there where none flows;
/// and an operand that has one although the op says otherwise.
/// </summary>
internal static class GradientMutants
{
    /// <summary>No change but a gap: stands for the gradient of an op that no test reaches, and disappears when one does.</summary>
    public const string NeverAsked = "never asked for";

    public static void Prepare(Op op)
    {
        if (op.Gradient is not { } rule)
            return;
        var operands = new List<OperandMutants>();
        Mutant never = Mutants.Get(Kinds.Gradient, op.Name, NeverAsked);
        Declared.Set(op, nameof(Op.Gradient), (Func<GradientRequest, Node?[]>)(request =>
        {
            Node?[] gradients = [.. rule(Heard(op.Name, request))];
            Mutants.Reach(never);
            for (int i = 0; i < gradients.Length; i++)
            {
                while (operands.Count <= i)
                    operands.Add(new OperandMutants(op.Name, operands.Count));
                gradients[i] = operands[i].Of(request, i, gradients[i]);
            }
            bool canSwap = op.Kind != OpKind.Loop && gradients.Length >= 2 && gradients[0] is not null && gradients[1] is not null && gradients[0] != gradients[1];
            return canSwap ? Mutants.Get(Kinds.Gradient, op.Name, "operands 0 and 1 exchanged").Of(gradients, g => [g[1], g[0], .. g.Skip(2)]) : gradients;
        }));
    }

    /// <summary>The request, with changes of what a loop hands to values that its body reads.</summary>
    private static GradientRequest Heard(string op, GradientRequest request) => request with
    {
        Contribute = (value, gradient) =>
        {
            gradient = Mutants.Get(Kinds.Gradient, op, "what the body reads, zero").Of(gradient, Declared.Zeros);
            gradient = Mutants.Get(Kinds.Gradient, op, "what the body reads, twice").Of(gradient, g => g * 2);
            request.Contribute(value, gradient);
        },
    };
}

/// <summary>The changes of one operand's gradient.</summary>
internal sealed class OperandMutants(string op, int operand)
{
    private Mutant? _zero, _twice, _negated, _leaked;

    public Node? Of(GradientRequest request, int input, Node? gradient)
    {
        if (gradient is not null && !Declared.IsZero(gradient))
        {
            gradient = (_zero ??= New("zero")).Of(gradient, Declared.Zeros);
            gradient = (_twice ??= New("twice")).Of(gradient, g => g * 2);
            return (_negated ??= New("negated")).Of(gradient, Declared.Other);
        }
        Node value = request.Inputs[input];
        bool canLeak = request.PartGradients.Count == 0 && gradient != request.Gradient && !Declared.IsZero(request.Gradient) && value.DType.IsFloating() && value.Type == request.Gradient.Type && request.Output.Op.NoGradientFor?.Invoke(input) is null;
        return canLeak ? (_leaked ??= New("leaked")).Of(gradient, _ => request.Gradient) : gradient;
    }

    private Mutant New(string change) => Mutants.Get(Kinds.Gradient, op, $"operand {operand} {change}");
}
