namespace Yoi.Tickets;

/// <summary>Where a ticket store is and how it writes.</summary>
public sealed record TicketStoreOptions
{
    /// <summary>The backend root, usually <c>…/.yoi/tickets</c>. It need not exist.</summary>
    public required string Root { get; init; }

    /// <summary>The folder of the objectives; null for <c>objectives</c> beside the backend root. It need not exist.</summary>
    public string? Objectives { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The record language: <c>ja</c>, <c>ja-JP</c>, <c>japanese</c> or text holding 日本語 is Japanese, all else English. It changes headings and boilerplate only.</summary>
    public string Language { get; init; } = "en";

    /// <summary>
    /// The index file of this store, outside the repository, in a folder that only its user may enter; null to read all tickets at the first question about all of
    /// them. It is derived: it may be deleted at any time, and is made again.
    /// </summary>
    public string? IndexFile { get; init; }

    /// <summary>The folder of the objectives, as it comes out.</summary>
    internal string ObjectivesRoot => Path.GetFullPath(Objectives ?? Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Root))) ?? Root, "objectives"));
}
