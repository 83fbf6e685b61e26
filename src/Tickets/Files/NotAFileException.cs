namespace Yoi.Tickets;

/// <summary>A folder, a pipe or the like stands where a file of a store belongs; becomes a fault where reading began.</summary>
internal sealed class NotAFileException() : IOException("It is no file.");
