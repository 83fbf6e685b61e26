namespace Yoi.Journal.Files;

/// <summary>Something odd that opening met, told once.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="File">The file's name relative to the root.</param>
/// <param name="Line">The line in it, from 1, where one is meant.</param>
/// <param name="Stream">The stream that cannot be read because of it, where it is known.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record JournalDiagnostic(DiagnosticKind Kind, string File, long? Line, StreamId? Stream, string Message);

/// <summary>Kinds of what opening may meet.</summary>
public enum DiagnosticKind
{
    /// <summary>The last line was never finished, so never acknowledged; it was cut.</summary>
    TornTail,

    /// <summary>A line's checksum or form is wrong; its stream cannot be read.</summary>
    CorruptLine,

    /// <summary>A stream's versions have a gap; it cannot be read.</summary>
    MissingVersions,

    /// <summary>A log file is missing between others.</summary>
    MissingFile,

    /// <summary>The catalog was damaged or missing; it was made again from the streams' files and the log.</summary>
    CatalogRebuilt,

    /// <summary>A file that is none of this journal's; it was left alone.</summary>
    StrayFile,
}
