namespace Yoi.Tickets;

/// <summary>A ticket's files at one moment; null where there is none.</summary>
internal sealed record TicketBytes(byte[] Item, byte[]? Thread, byte[]? Plans, byte[]? Relations, byte[]? Resolution);

/// <summary>A ticket's files and their stamps.</summary>
internal sealed record StampedBytes(TicketBytes Bytes, Stamps Stamps);
