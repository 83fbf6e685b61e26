using System.Text;

namespace Yoi.Tickets;

/// <summary>The text of one ticket's files as it is searched: lower case, UTF-8, the files one behind the other.</summary>
/// <param name="Block">Where it lies.</param>
/// <param name="Start">Its place there.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sum">Its checksum.</param>
internal readonly record struct IndexText(TextBlock Block, int Start, int Length, uint Sum)
{
    public static IndexText Empty { get; } = Whole([]);

    public static IndexText Of(TicketBytes files) => Whole([.. Fold(files.Item), (byte)'\n', .. Fold(files.Thread), (byte)'\n', .. Fold(files.Resolution)]);

    /// <summary>One form for text and for what is searched in it.</summary>
    public static byte[] Fold(string text) => Encoding.UTF8.GetBytes(text.ToLowerInvariant());

    /// <summary>The text.</summary>
    /// <exception cref="IndexDamagedException">The index file does not hold it any more.</exception>
    public ReadOnlyMemory<byte> Read() => Block.Read(Start, Length, Sum);

    private static byte[] Fold(byte[]? file) => file is null ? [] : Fold(Encoding.UTF8.GetString(file));

    private static IndexText Whole(byte[] text) => new(new(text), 0, text.Length, Checksum.Of(text));
}
