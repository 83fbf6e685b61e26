namespace Yoi.Journal.Files;

/// <summary>Where the streams' own files lie.</summary>
internal sealed class StreamFolders(string root, IDisk disk)
{
    public const string Name = "streams";

    public IDisk Disk { get; } = disk;

    public string Root { get; } = Path.Combine(root, Name);

    public string Of(StreamId stream) => Path.Combine(Root, stream.Category, stream.Name);

    public string PathOf(StreamId stream, StreamFile file) => Path.Combine(Of(stream), file.Name);

    /// <summary>Opens a file of a stream for reading.</summary>
    public IDiskFile Open(StreamId stream, StreamFile file) => Disk.Open(PathOf(stream, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>How people see it: relative to the journal's root.</summary>
    public static string NameOf(StreamId stream, StreamFile file) => $"{Name}/{stream.Category}/{stream.Name}/{file.Name}";
}
