namespace TensorAot.Files;

/// <summary>
/// Reads the dictionary of a .npy header: exactly the keys <c>descr</c>, <c>fortran_order</c> and <c>shape</c> in any order, with a string, a truth value
/// and a tuple of whole numbers. Nothing else of Python is understood, and nothing is evaluated.
/// </summary>
internal ref struct NpyHeaderParser(string file, ReadOnlySpan<char> text, int maxRank)
{
    private const int MaxDigits = 18;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public NpyHeader Parse()
    {
        FileElementType? type = null;
        bool? fortran = null;
        bool big = false;
        long[]? lengths = null;
        Expect('{', "header");
        while (!TryTake('}'))
        {
            ReadOnlySpan<char> key = String("header");
            Expect(':', "header");
            if (key is "descr" && type is null)
                (type, big) = ElementType();
            else if (key is "fortran_order" && fortran is null)
                fortran = Truth();
            else if (key is "shape" && lengths is null)
                lengths = Shape();
            else
                throw FileError.Of(file, "header", "the keys descr, fortran_order and shape, each once", $"{FileError.Quote(key)} came");
            if (!TryTake(','))
            {
                Expect('}', "header");
                break;
            }
        }
        SkipSpace();
        if (_at < _text.Length)
            throw Unexpected("header", "nothing after the dictionary");
        return new NpyHeader(
            type ?? throw Missing("descr"), big, fortran ?? throw Missing("fortran_order"),
            lengths ?? throw Missing("shape"), Shapes.Count(file, "shape", lengths), 0);
    }

    private (FileElementType Type, bool IsBigEndian) ElementType()
    {
        SkipSpace();
        if (_at < _text.Length && _text[_at] == '[')
            throw FileError.Of(file, "descr", "a type of plain numbers", "it is a list of fields");
        ReadOnlySpan<char> descr = String("descr");
        FileElementType? type = descr.Length > 1 ? ElementTypes.FromNpy(descr[1..]) : null;
        bool hasOrder = descr.Length > 1 && (descr[0] is '<' or '>' or '=' || (descr[0] == '|' && type?.Size() == 1));
        if (type is null || !hasOrder)
            throw FileError.Of(file, "descr", "b1, i1 to i8, u1 to u8, f2, f4 or f8 after a byte order", $"it is {FileError.Quote(descr)}");
        return (type.Value, descr[0] == '>' || (descr[0] == '=' && !BitConverter.IsLittleEndian));
    }

    private bool Truth()
    {
        SkipSpace();
        foreach (string word in (ReadOnlySpan<string>)["True", "False"])
            if (_text[_at..].StartsWith(word))
            {
                _at += word.Length;
                return word == "True";
            }
        throw Unexpected("fortran_order", "True or False");
    }

    private long[] Shape()
    {
        var lengths = new List<long>();
        Expect('(', "shape");
        while (!TryTake(')'))
        {
            if (lengths.Count == maxRank)
                throw FileError.Of(file, "shape", $"at most {maxRank} sizes", "there are more");
            lengths.Add(Size());
            if (TryTake(','))
                continue;
            // (3) is a number to Python, (3,) is a tuple.
            if (lengths.Count == 1)
                throw Unexpected("shape", "a comma");
            Expect(')', "shape");
            break;
        }
        return [.. lengths];
    }

    private long Size()
    {
        SkipSpace();
        int start = _at;
        long size = 0;
        for (; _at < _text.Length && char.IsAsciiDigit(_text[_at]); _at++)
            size = _at - start < MaxDigits ? (10 * size) + (_text[_at] - '0') : throw Unexpected("shape", $"a size of at most {MaxDigits} digits");
        if (_at == start)
            throw Unexpected("shape", "a size");
        // Python 2 wrote 3L.
        if (_at < _text.Length && _text[_at] == 'L')
            _at++;
        return size;
    }

    private ReadOnlySpan<char> String(string field)
    {
        SkipSpace();
        if (_at == _text.Length || _text[_at] is not ('\'' or '"'))
            throw Unexpected(field, "a string");
        int length = _text[(_at + 1)..].IndexOf(_text[_at]);
        if (length < 0)
            throw FileError.Of(file, field, "a string", "its end is missing");
        ReadOnlySpan<char> value = _text.Slice(_at + 1, length);
        _at += length + 2;
        return value;
    }

    private bool TryTake(char c)
    {
        SkipSpace();
        bool isThere = _at < _text.Length && _text[_at] == c;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(char c, string field)
    {
        if (!TryTake(c))
            throw Unexpected(field, $"'{c}'");
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (' ' or '\n' or '\t' or '\r'))
            _at++;
    }

    private readonly InvalidDataException Unexpected(string field, string expected) =>
        FileError.Of(file, field, expected, _at < _text.Length ? $"{FileError.Quote(_text[_at..])} came" : "the header ends");

    private readonly InvalidDataException Missing(string key) => FileError.Of(file, key, "a value", "the header has none");
}
