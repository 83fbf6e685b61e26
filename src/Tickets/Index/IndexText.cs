using System.Text;

namespace Yoi.Tickets;

/// <summary>
/// The text of one ticket's files as it is searched: lower case, UTF-8, the files one behind the other. It lies in a <see cref="TextBlock"/> that many tickets share.
/// </summary>
internal readonly record struct IndexText(TextBlock Block, int Start, int Length)
{
    public ReadOnlySpan<byte> Span => Block.Read().Span.Slice(Start, Length);

    public static IndexText Empty { get; } = new(new([]), 0, 0);

    public static IndexText Of(TicketBytes files) => Whole([.. Fold(files.Item), (byte)'\n', .. Fold(files.Thread), (byte)'\n', .. Fold(files.Resolution)]);

    /// <summary>One form for text and for what is searched in it.</summary>
    public static byte[] Fold(string text) => Encoding.UTF8.GetBytes(text.ToLowerInvariant());

    private static byte[] Fold(byte[]? file) => file is null ? [] : Fold(Encoding.UTF8.GetString(file));

    private static IndexText Whole(byte[] text) => new(new(text), 0, text.Length);
}

/// <summary>Text of many tickets, in memory or still in the index file.</summary>
internal sealed class TextBlock
{
    private readonly Lock _gate = new();
    private Func<byte[]>? _load;
    private byte[]? _bytes;

    public TextBlock(byte[] bytes) => _bytes = bytes;

    public TextBlock(Func<byte[]> load) => _load = load;

    /// <summary>The text; the first call reads it.</summary>
    /// <exception cref="IndexDamagedException">The index file does not hold it any more.</exception>
    public ReadOnlyMemory<byte> Read()
    {
        lock (_gate)
        {
            _bytes ??= _load!();
            _load = null;
            return _bytes;
        }
    }
}

/// <summary>An index file is not what it was; the index has to be built again.</summary>
internal sealed class IndexDamagedException() : IOException("The ticket index is damaged.");
