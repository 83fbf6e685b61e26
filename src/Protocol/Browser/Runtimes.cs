namespace Yoi.Protocol.Browser;

/// <summary>Workers over all runtimes.</summary>
/// <param name="Items">The Workers; those of a runtime that is away as it was last heard of.</param>
/// <param name="Problems">What runtimes had to say instead of Workers, or beside them.</param>
public sealed record WorkerPage(IReadOnlyList<WorkerView> Items, IReadOnlyList<RuntimeNotice> Problems);

/// <summary>Why a runtime did not answer, or what of it cannot be shown.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Problem">What it is.</param>
public sealed record RuntimeNotice(RuntimeId Runtime, Notice Problem);

/// <summary>A runtime as people see it: never where it is, nor how it is reached.</summary>
public sealed record RuntimeView
{
    /// <summary>Its name here.</summary>
    public required RuntimeId Runtime { get; init; }

    /// <summary>What it is.</summary>
    public required RuntimeKind Kind { get; init; }

    /// <summary>Why it does not answer; null where it does.</summary>
    public Notice? Problem { get; init; }

    /// <summary>Since when that is so.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it works; null where it does not answer, or cannot work.</summary>
    public RuntimeState? State { get; init; }

    /// <summary>Workers with a run that works; null where it does not answer.</summary>
    public int? Busy { get; init; }

    /// <summary>Workers with a run that waits for a person; null where it does not answer.</summary>
    public int? Waiting { get; init; }

    /// <summary>True where it stands in the settings file, and so is taken away there.</summary>
    public bool FromSettings { get; init; }
}

/// <summary>The runtimes of a workspace.</summary>
/// <param name="Items">The runtimes, in order of their names.</param>
public sealed record RuntimePage(IReadOnlyList<RuntimeView> Items);

/// <summary>A runtime to add, or to try out.</summary>
/// <param name="Runtime">Its name here: 1 to 64 of lower-case letters, digits and hyphens, starting with a letter.</param>
/// <param name="Url">The address of its server: https, or http to this machine.</param>
/// <param name="Token">The token that its server gave out for this workspace; kept encrypted and never shown again.</param>
public sealed record NewRuntime(RuntimeId Runtime, string Url, string Token)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(NewRuntime)} {Runtime}";
}

/// <summary>The records of the older program, to be shown beside the Workers there are. Sent over the operator's socket only.</summary>
/// <param name="Runtime">Their name here.</param>
/// <param name="Folder">The older program's data folder, an absolute path.</param>
public sealed record OlderRecords(RuntimeId Runtime, string Folder);
