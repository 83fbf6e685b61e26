namespace Yoi.Journal.Files;

/// <summary>A stream as it will be once the batch at hand is on disk.</summary>
internal sealed class StagedStream(FileStreamState state)
{
    public long Version { get; set; } = state.Version;

    public bool IsRetired { get; set; } = state.RetiredAt is not null;

    public Dictionary<string, Appended>? Keys { get; set; }
}
