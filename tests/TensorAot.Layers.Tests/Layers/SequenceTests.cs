using LayersTests.Models;
using LayersTests.Torch;
using TensorAot.Verification;

namespace LayersTests.Layers;

/// <summary>Recurrent layers and attention against PyTorch, their gradients against differences.</summary>
[TestFixture]
public class SequenceTests
{
    private static readonly double[,,] s_xs = Fill.Tensor3(0, 4, 2, 3);
    private static readonly double[,] s_state = Fill.Matrix(8, 2, 2), s_cell = Fill.Matrix(9, 2, 2);

    [Test]
    public void A_simple_recurrent_layer()
    {
        var model = new RnnModel();
        Fill.States(1, model.Parameters);
        Equal(model.Apply(s_xs), "rnn");
        Equal(model.From(s_xs, s_state).Sequence, "rnn-from");
        Equal(model.Reversed(s_xs, s_state).Sequence, "rnn-reverse");
        Equal(model.Reversed(s_xs, s_state).State, "rnn-last");
        Check(model.Parameters, model.Cost, model.Slope, model.Descend);
    }

    [Test]
    public void Long_short_term_memory()
    {
        var model = new LstmModel();
        Fill.States(1, model.Parameters);
        Equal(model.Apply(s_xs), "lstm");
        Equal(model.From(s_xs, s_state, s_cell).Sequence, "lstm-from");
        var (sequence, state, cell) = model.Reversed(s_xs, s_state, s_cell);
        Equal(sequence, "lstm-reverse");
        Equal(state, "lstm-last");
        Equal(cell, "lstm-cell");
        Check(model.Parameters, model.Cost, model.Slope, model.Descend);
    }

    [Test]
    public void A_gated_recurrent_unit()
    {
        var model = new GruModel();
        Fill.States(1, model.Parameters);
        Equal(model.Apply(s_xs), "gru");
        Equal(model.From(s_xs, s_state).Sequence, "gru-from");
        Equal(model.Reversed(s_xs, s_state).Sequence, "gru-reverse");
        Equal(model.Reversed(s_xs, s_state).State, "gru-last");
        Check(model.Parameters, model.Cost, model.Slope, model.Descend);
    }

    [Test]
    public void A_sequence_of_no_steps_gives_the_initial_state()
    {
        var (sequence, state) = new GruModel().From(new double[0, 2, 3], s_state);
        Assert.That(sequence.Length, Is.Zero);
        Assert.That(state, Is.EqualTo(s_state));
    }

    [Test]
    public void Attention_in_heads()
    {
        var model = new AttentionModel();
        Fill.States(1, model.Parameters);
        double[,,] x = Fill.Tensor3(0, 2, 4, 6), y = Fill.Tensor3(9, 2, 5, 6);
        var mask = new bool[4, 5];
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 5; j++)
                mask[i, j] = ((3 * i) + j) % 4 != 0;
        Equal(model.Apply(x), "attention");
        Equal(model.Causal(x), "attention-causal");
        Equal(model.Masked(x, y, mask), "attention-masked");
        GradientCheck.Run<double, double[,,]>(model.Cost, model.Slope, x).Require();
        Descent.Check(model.Parameters, () => model.Cost(x), () => model.Descend(x));
    }

    private static void Equal(Array result, string name) => Assert.That(Fill.Flat(result), Is.EqualTo(TorchValues.Of(name)).Within(1e-13));

    private static void Check(IReadOnlyList<Shared<double>> parameters, Func<double[,,], double> cost, Func<double[,,], double[,,]> slope, Action<double[,,]> descend)
    {
        GradientCheck.Run<double, double[,,]>(cost, slope, s_xs).Require();
        Descent.Check(parameters, () => cost(s_xs), () => descend(s_xs));
    }
}
