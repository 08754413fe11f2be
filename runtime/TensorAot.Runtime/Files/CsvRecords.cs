namespace TensorAot.Files;

/// <summary>
/// Cuts text into records and fields (RFC 4180): fields in quotes may hold delimiters, line breaks and doubled quotes.
/// Lines end by CR LF, LF or CR; empty lines and comments are skipped.
/// </summary>
internal sealed class CsvRecords(TextReader reader, string file, CsvOptions options, FileLimits limits)
{
    private const int EndOfText = -1;

    private readonly char[] _buffer = new char[1 << 14];
    private readonly List<int> _ends = [];
    private char[] _text = new char[256];
    private int _filled;
    private int _at;
    private int _length;
    private int _nextLine = 1;

    /// <summary>The line where the record begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The number of fields of the record.</summary>
    public int Count => _ends.Count;

    /// <summary>A field of the record, its quotes removed.</summary>
    public ReadOnlySpan<char> this[int field] => _text.AsSpan((field == 0 ? 0 : _ends[field - 1])..(_ends[field]));

    /// <summary>Reads the next record; false at the end.</summary>
    public bool Read()
    {
        for (; ; )
        {
            int c = Peek();
            if (c == EndOfText)
                return false;
            if (options.Comment == c)
                SkipLine();
            else if (!TakeLineBreak())
                break;
        }
        Line = _nextLine;
        _length = 0;
        _ends.Clear();
        do
            ReadField();
        while (TakeDelimiter());
        TakeLineBreak();
        return true;
    }

    private void ReadField()
    {
        if (Peek() == '"')
            ReadQuoted();
        else
            while (Peek() is var c && c != EndOfText && c != options.Delimiter && c is not ('\r' or '\n'))
                Append((char)Take());
        _ends.Add(_length);
    }

    private void ReadQuoted()
    {
        Take();
        for (; ; )
        {
            int c = Peek();
            if (c == EndOfText)
                throw FileError.Of(file, Place, "a quote at the end of the field", "the file ends");
            if (c is '\r' or '\n')
            {
                Append('\n');
                TakeLineBreak();
                continue;
            }
            Take();
            if (c == '"')
            {
                if (Peek() != '"')
                    break;
                Take();
            }
            Append((char)c);
        }
        if (Peek() is var next && next != EndOfText && next != options.Delimiter && next is not ('\r' or '\n'))
            throw FileError.Of(file, Place, "a delimiter after the quote", $"{FileError.Quote([(char)next])} came");
    }

    private string Place => $"line {Line}, column {Count + 1}";

    private void Append(char c)
    {
        if (_length == limits.CsvLineLength)
            throw FileError.Of(file, $"line {Line}", $"at most {limits.CsvLineLength} characters", "there are more");
        if (_length == _text.Length)
            Array.Resize(ref _text, 2 * _text.Length);
        _text[_length++] = c;
    }

    private bool TakeDelimiter()
    {
        if (Peek() != options.Delimiter)
            return false;
        Take();
        return true;
    }

    private bool TakeLineBreak()
    {
        if (Peek() is not ('\r' or '\n'))
            return false;
        if (Take() == '\r' && Peek() == '\n')
            Take();
        _nextLine++;
        return true;
    }

    private void SkipLine()
    {
        while (Peek() is var c && c != EndOfText && c is not ('\r' or '\n'))
            Take();
        TakeLineBreak();
    }

    private int Take()
    {
        int c = Peek();
        _at++;
        return c;
    }

    private int Peek()
    {
        if (_at < _filled)
            return _buffer[_at];
        _at = 0;
        _filled = Fill();
        return _filled == 0 ? EndOfText : _buffer[0];
    }

    private int Fill()
    {
        try
        {
            return reader.Read(_buffer, 0, _buffer.Length);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or System.Text.DecoderFallbackException)
        {
            throw FileError.Of(file, $"line {_nextLine}", "readable text", "reading failed: " + e.Message.TrimEnd('.'), e);
        }
    }
}
