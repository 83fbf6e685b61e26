namespace Yoi.Tickets;

/// <summary>A ticket's records as far as they could be read; null where there is none.</summary>
internal sealed record TicketFiles(byte[]? Item, byte[]? Thread, byte[]? Plans, byte[]? Relations, byte[]? Resolution)
{
    /// <summary>The names of those that are there and could not be read.</summary>
    public IReadOnlySet<string> Unread { get; init; } = new HashSet<string>();

    public static TicketFiles Of(TicketBytes bytes) => new(bytes.Item, bytes.Thread, bytes.Plans, bytes.Relations, bytes.Resolution);
}
