namespace Yoi.Tickets;

/// <summary>A ticket's files at one moment; null where there is none.</summary>
internal sealed record TicketBytes(byte[] Item, byte[]? Thread, byte[]? Plans, byte[]? Relations, byte[]? Resolution);
