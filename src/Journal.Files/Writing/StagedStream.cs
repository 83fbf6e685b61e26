namespace Yoi.Journal.Files;

/// <summary>A stream as it will be once the batch at hand is on disk.</summary>
internal sealed class StagedStream(long version, bool isRetired)
{
    public long Version { get; set; } = version;

    public bool IsRetired { get; set; } = isRetired;

    public Dictionary<string, Appended>? Keys { get; set; }
}
