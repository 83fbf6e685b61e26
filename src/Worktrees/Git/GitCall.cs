namespace Yoi.Worktrees;

/// <summary>One call of git. Folders are always named, so that nothing is found by looking around.</summary>
internal sealed record GitCall(params IReadOnlyList<string> Arguments)
{
    /// <summary>The git folder; the repository's common one where null.</summary>
    public string? GitFolder { get; init; }

    /// <summary>The checkout it works on; an empty folder where null, so that no attribute or ignore file of a checkout takes part.</summary>
    public string? WorkTree { get; init; }

    /// <summary>The index file in place of the checkout's own.</summary>
    public string? IndexFile { get; init; }

    /// <summary>Standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Bytes of output after which the call fails, or is cut where <see cref="MayCut"/>.</summary>
    public int OutputLimit { get; init; } = 256 * 1024 * 1024;

    /// <summary>Whether output past the limit is cut instead of failing.</summary>
    public bool MayCut { get; init; }

    /// <summary>Whether the call merges, diffs or checks files out without naming a checkout.</summary>
    public bool UsesDrivers { get; init; }

    /// <summary>
    /// Whether filters, text converters and merge programs that the repository configures are replaced, because what a repository names never decides
    /// what the host executes. With a checkout always: even `write-tree` cleans files again whose times are too close to the index's.
    /// </summary>
    public bool NeedsNeutralDrivers => UsesDrivers || WorkTree is not null;

    /// <summary>The keys the repository configures, where the caller has just read them by <see cref="GitProgram.KeysAsync"/> for several calls in a row.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>Whether the call changes refs, settings or a person's checkout: it is short, and killed it would leave a lock behind, so only its deadline stops it.</summary>
    public bool MustFinish => Arguments[0] is "update-ref" or "pack-refs" or "config" or "worktree" or "merge" or "reset";

    /// <summary>Further variables, such as an author.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>What git answered.</summary>
/// <param name="ExitCode">0 where it worked; null where the output was cut.</param>
/// <param name="Bytes">Standard output.</param>
/// <param name="Error">Standard error, its end cut.</param>
internal sealed record GitOutput(int? ExitCode, ReadOnlyMemory<byte> Bytes, string Error);
