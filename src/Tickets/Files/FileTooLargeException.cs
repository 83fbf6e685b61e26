namespace Yoi.Tickets;

/// <summary>A file of a store is over its limit; becomes a fault where reading began.</summary>
internal sealed class FileTooLargeException(string path, int limit) : IOException($"{Path.GetFileName(path)} is larger than {limit} bytes.");
