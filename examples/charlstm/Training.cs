namespace TensorAot.Examples;

/// <summary>Rounds over the text in windows, with the cost of the text held back now and then.</summary>
internal sealed class Training
{
    /// <summary>The letters of a window.</summary>
    public const int Window = 64;

    private const double Rate = 5e-3;
    private const int LineLength = 60;

    private readonly Book _book;
    private readonly int _stride;

    public Training(Book book, int rounds)
    {
        (_book, Rounds, _stride) = (book, rounds, (book.Train.Length - 1) / TextModel.Places);
        Model = new(book.Letters);
    }

    public TextModel Model { get; }

    public int Rounds { get; }

    /// <summary>The letters that were read when the costs were taken.</summary>
    public List<double> Read { get; } = [];

    /// <summary>Bits of a letter while it was learned from, the mean of a round.</summary>
    public List<double> Bits { get; } = [];

    /// <summary>Bits of a letter of the text held back.</summary>
    public List<double> HeldBackBits { get; } = [];

    private int Windows => _stride / Window;

    public void Run()
    {
        var progress = new ProgressBar("text model", Rounds, "letters");
        int step = 0;
        int[] text = new int[Window * TextModel.Places], next = new int[text.Length];
        for (int round = 1; round <= Rounds; round++)
        {
            Model.Forget();
            double cost = 0;
            for (int window = 0; window < Windows; window++)
            {
                Fill(text, window * Window);
                Fill(next, window * Window + 1);
                cost += Model.Train(text, next, Schedule.Cosine(Rate, step++, Rounds * Windows));
            }

            Bits.Add(cost / Windows / Math.Log(2));
            HeldBackBits.Add(Judge());
            Read.Add((double)round * Windows * text.Length);
            progress.Report(round, cost / Windows, Windows * text.Length);
        }
    }

    /// <summary>Writes text that begins with the given one.</summary>
    /// <returns>Its lines.</returns>
    public IEnumerable<string> Write(string start, int letters, float temperature)
    {
        int[] begun = _book.Numbers(start);
        foreach (int letter in begun[..^1])
            Model.Write(letter, temperature);
        int last = begun[^1];
        string written = start + string.Concat(Enumerable.Range(0, letters).Select(_ => _book.Letter(last = Model.Write(last, temperature))));
        return written.Split('\n').SelectMany(Lines);
    }

    private double Judge() => Model.Cost(_book.HeldBack.AsSpan(..^1), _book.HeldBack.AsSpan(1..)) / Math.Log(2);

    private static IEnumerable<string> Lines(string paragraph)
    {
        string line = "";
        foreach (string word in paragraph.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > LineLength)
            {
                yield return line;
                line = "";
            }

            line += line.Length > 0 ? " " + word : word;
        }

        yield return line;
    }

    // Step by step, and in each step the letter of every place.
    private void Fill(int[] window, int offset)
    {
        for (int step = 0; step < Window; step++)
        {
            for (int place = 0; place < TextModel.Places; place++)
                window[step * TextModel.Places + place] = _book.Train[place * _stride + offset + step];
        }
    }
}
