namespace Yoi.Journal.Files;

/// <summary><c>snapshot.json</c> in a stream's folder: the line of the log that brought it. It is replaced whole.</summary>
internal static class SnapshotFile
{
    public const string Name = "snapshot.json";
    public const string TemporaryName = "snapshot.json.tmp";

    /// <summary>The snapshot of a stream; null where there is none that is whole and its own.</summary>
    public static StoredSnapshot? Read(IDisk disk, string folder, StreamId stream)
    {
        var path = Path.Combine(folder, Name);
        if (!disk.HasFile(path)) return null;
        var bytes = disk.ReadAll(path);
        return bytes is [.., (byte)'\n'] && bytes.AsSpan().StartsWith(LineReader.BeginningOf(stream)) ? Of(bytes.AsSpan(0, bytes.Length - 1)) : null;
    }

    /// <summary>The snapshot that a line holds; null where it holds none or is damaged.</summary>
    public static StoredSnapshot? Of(ReadOnlySpan<byte> line) =>
        LineReader.IsWhole(line) && LineReader.TryReadPrefix(line, out var prefix) && prefix.Snapshot.Copy() is { } data ? new(prefix.Version - 1, data) : null;

    /// <summary>Puts a line with its line break in its place; the caller syncs the folder.</summary>
    public static void Write(IDisk disk, string folder, ReadOnlySpan<byte> line) => disk.Replace(Path.Combine(folder, Name), Path.Combine(folder, TemporaryName), line);
}
