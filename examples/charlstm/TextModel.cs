using TensorAot.Layers;
using TensorAot.Optimizers;
using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>
/// A model of text, letter by letter: A. Graves, Generating sequences with recurrent neural networks, 2013. It reads several places of a
/// text at once, a window of letters at a time; its memory is state, so that a window begins where the one before it ended, and
/// gradients go back to the beginning of the window.
/// </summary>
[TensorGraph]
public sealed partial class TextModel
{
    /// <summary>How many places of the text are read at once.</summary>
    public const int Places = 32;

    private const int Units = 128;
    private const int Features = 32;

    private readonly Embedding<float> _letters;
    private readonly Lstm<float> _memory = new(Features, Units);
    private readonly Dropout<float> _dropout = new(keep: 0.8);
    private readonly Dense<float> _scores;
    private readonly Adam<float> _adam;
    private readonly RandomStream _random = new(seed: 1);

    // The memory in training, and that of the text that is being written.
    private readonly Shared<float> _state = Shared.Zeros<float>(Places, Units), _cell = Shared.Zeros<float>(Places, Units);
    private readonly Shared<float> _writtenState = Shared.Zeros<float>(1, Units), _writtenCell = Shared.Zeros<float>(1, Units);

    /// <summary>An untrained model.</summary>
    /// <param name="letters">The size of the alphabet.</param>
    public TextModel(int letters)
    {
        _letters = new(letters, Features);
        _scores = new(Units, letters);
        _adam = new([.. _letters.Parameters, .. _memory.Parameters, .. _scores.Parameters], 1e-3);
    }

    /// <summary>One step of Adam on a window.</summary>
    /// <param name="text">The letters of the window: one column for each place.</param>
    /// <param name="next">The letter after each.</param>
    /// <param name="rate">The learning rate.</param>
    /// <returns>The cost of a letter, before the step: nats.</returns>
    [Function]
    Expr<float> Train([Dims("steps", Places)] Matrix<int> text, [Dims("steps", Places)] Matrix<int> next, Scalar<float> rate)
    {
        var (states, state, cell) = _memory.Apply(_letters.Apply(text), _state, _cell);
        var cost = Mean(CrossEntropy(_scores.Apply(_dropout.Apply(states, training: true)), next));
        _adam.Step(Clipping.ByGlobalNorm(Grad(cost, _adam.Parameters), 1), rate);
        Update(_state, state);
        Update(_cell, cell);
        return cost;
    }

    /// <summary>Forgets what was read: the next window begins a text. State is ordinary memory to the rest of the program.</summary>
    public void Forget()
    {
        _state.Span.Clear();
        _cell.Span.Clear();
    }

    /// <summary>The mean cost of a letter of a whole text, read from its beginning: nats.</summary>
    [Function]
    Expr<float> Cost([Dims("steps", 1)] Matrix<int> text, [Dims("steps", 1)] Matrix<int> next) =>
        Mean(CrossEntropy(_scores.Apply(_memory.Apply(_letters.Apply(text)).Sequence), next));

    /// <summary>Reads a letter and draws the next one.</summary>
    /// <param name="letter">The letter before.</param>
    /// <param name="temperature">Below 1 likely letters become likelier.</param>
    [Function]
    Expr<int> Write(Scalar<int> letter, Scalar<float> temperature)
    {
        var (_, state, cell) = _memory.Apply(_letters.Apply(Reshape<int>(letter, 1, 1)), _writtenState, _writtenCell);
        Update(_writtenState, state);
        Update(_writtenCell, cell);
        return _random.CategoricalLogits<int>(_scores.Apply(state)[0] / temperature);
    }
}
