namespace Yoi.Journal.Files;

/// <summary>A head or a snapshot on its way into a line.</summary>
/// <param name="Bytes">What was given.</param>
/// <param name="IsJsonLine">Whether it is JSON on one line, so that a person can read it where it stands.</param>
internal readonly record struct Opaque(ReadOnlyMemory<byte> Bytes, bool IsJsonLine)
{
    public Opaque(ReadOnlyMemory<byte> bytes)
        : this(bytes, LineReader.IsJsonLine(bytes.Span))
    {
    }
}
