namespace Yoi.Journal.Files;

/// <summary>What the catalog keeps of a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">Its newest version in its own files.</param>
/// <param name="Head">Its newest head.</param>
/// <param name="Files">Its own files, in order.</param>
internal sealed record CatalogEntry(StreamId Stream, long Version, ReadOnlyMemory<byte> Head, IReadOnlyList<StreamFile> Files);
