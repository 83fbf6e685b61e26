namespace Yoi.Journal.Files;

/// <summary>Where the streams' own files lie.</summary>
internal sealed class StreamFolders(string root)
{
    public const string Name = "streams";

    public string Root { get; } = Path.Combine(root, Name);

    public string Of(StreamId stream) => Path.Combine(Root, stream.Category, stream.Name);

    public string PathOf(StreamId stream, StreamFile file) => Path.Combine(Of(stream), file.Name);

    /// <summary>How people see it: relative to the journal's root.</summary>
    public static string NameOf(StreamId stream, StreamFile file) => $"{Name}/{stream.Category}/{stream.Name}/{file.Name}";
}
