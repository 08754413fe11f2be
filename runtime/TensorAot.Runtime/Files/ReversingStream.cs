namespace TensorAot.Files;

/// <summary>Writes the bytes of each element in reverse order. Every write is of whole elements.</summary>
internal sealed class ReversingStream(Stream stream, int size) : Stream
{
    private byte[] _buffer = [];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_buffer.Length < buffer.Length)
            _buffer = new byte[buffer.Length];
        for (int at = 0; at < buffer.Length; at += size)
            for (int i = 0; i < size; i++)
                _buffer[at + i] = buffer[at + size - 1 - i];
        stream.Write(_buffer, 0, buffer.Length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => stream.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
