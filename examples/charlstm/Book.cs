namespace TensorAot.Examples;

/// <summary>The text as numbers of letters: a part to learn from, and the last chapter, which is held back.</summary>
internal sealed class Book
{
    private readonly string _alphabet;

    private Book(string train, string heldBack)
    {
        _alphabet = string.Concat((train + heldBack).Distinct().Order());
        (Train, HeldBack) = (Numbers(train), Numbers(heldBack));
    }

    /// <summary>How many letters there are, signs and spaces among them.</summary>
    public int Letters => _alphabet.Length;

    public int[] Train { get; }

    public int[] HeldBack { get; }

    public static Book Load()
    {
        using var file = typeof(Book).Assembly.GetManifestResourceStream("alice.txt")!;
        // Where the lines of the book end tells nothing about its language; where its paragraphs end does.
        string text = string.Join('\n', new StreamReader(file).ReadToEnd().ReplaceLineEndings("\n").Split("\n\n").Select(paragraph => paragraph.Trim().Replace('\n', ' ')));
        int last = text.IndexOf("CHAPTER XII", StringComparison.Ordinal);
        return new(text[..last], text[last..]);
    }

    public int[] Numbers(string text) => [.. text.Select(letter => _alphabet.IndexOf(letter))];

    public char Letter(int number) => _alphabet[number];

    /// <summary>The bits of a letter of the text held back when only the shares of letters are known: what a model has to beat.</summary>
    public double BitsOfShares()
    {
        double[] shares = [.. Enumerable.Range(0, Letters).Select(letter => (Train.Count(other => other == letter) + 1.0) / (Train.Length + Letters))];
        return -HeldBack.Average(letter => Math.Log2(shares[letter]));
    }
}
