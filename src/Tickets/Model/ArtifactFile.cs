namespace Yoi.Tickets;

/// <summary>A file under a ticket's artifacts.</summary>
/// <param name="Name">Its name there, with <c>/</c> between its parts.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ArtifactFile(string Name, long Bytes);
