namespace Yoi.Journal.Files;

/// <summary>What the catalog keeps of a stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">Its newest version in its own files.</param>
/// <param name="Head">Its newest head.</param>
/// <param name="Files">Its own files, in order; the first begins behind version 1 where retention let go of older ones.</param>
/// <param name="Snapshot">The version that its <c>snapshot.json</c> is of; null where it has none.</param>
/// <param name="RetiredAt">When it was ended.</param>
internal sealed record CatalogEntry(
    StreamId Stream, long Version, ReadOnlyMemory<byte> Head, IReadOnlyList<StreamFile> Files, long? Snapshot = null, DateTimeOffset? RetiredAt = null);
