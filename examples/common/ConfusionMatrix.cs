namespace TensorAot.Examples;

/// <summary>How often each class was taken for each other one.</summary>
internal sealed class ConfusionMatrix
{
    private readonly string[] _classes;
    private readonly int[,] _counts;

    /// <summary>Counts predictions.</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="actual">The class of each row.</param>
    /// <param name="predicted">What the model said.</param>
    public ConfusionMatrix(string[] classes, ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        _classes = classes;
        _counts = new int[classes.Length, classes.Length];
        for (int row = 0; row < actual.Length; row++)
            _counts[actual[row], predicted[row]]++;
    }

    /// <summary>The share of rows whose class was found.</summary>
    public double Accuracy
    {
        get
        {
            int right = Enumerable.Range(0, _classes.Length).Sum(c => _counts[c, c]);
            return (double)right / Math.Max(1, _counts.Cast<int>().Sum());
        }
    }

    /// <summary>Draws the table: a row for each actual class, a column for each prediction.</summary>
    public void Write()
    {
        int names = Math.Max("actual".Length, _classes.Max(name => name.Length));
        int cell = Math.Max(_counts.Cast<int>().Max(count => $"{count}".Length), _classes.Max(name => name.Length)) + 2;
        Console.WriteLine($"{new string(' ', names)}  predicted");
        Console.WriteLine("actual".PadLeft(names) + string.Concat(_classes.Select(name => name.PadLeft(cell))));
        for (int row = 0; row < _classes.Length; row++)
        {
            Console.Write(_classes[row].PadLeft(names));
            for (int column = 0; column < _classes.Length; column++)
                Console.Write(Cell(row, column, cell));
            Console.WriteLine();
        }
    }

    // Green on the diagonal, red beside it; a dot for zero keeps the eye on what is there.
    private string Cell(int row, int column, int width)
    {
        int count = _counts[row, column];
        string text = (count == 0 ? "." : $"{count}").PadLeft(width);
        if (!Terminal.HasColors || count == 0)
            return text;
        return $"\e[{(row == column ? 32 : 31)}m{text}\e[0m";
    }
}
