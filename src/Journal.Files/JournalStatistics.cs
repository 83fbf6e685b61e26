namespace Yoi.Journal.Files;

/// <summary>What the journal did since it was opened.</summary>
/// <param name="Appends">Appends written.</param>
/// <param name="Syncs">Times the log was synced for appends.</param>
/// <param name="Bytes">Bytes written.</param>
public sealed record JournalStatistics(long Appends, long Syncs, long Bytes);
