using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Yoi.Worktrees;

/// <summary>Which repository, and where what we generate for it is kept.</summary>
public sealed record RepositoryOptions
{
    /// <summary>The main checkout: the folder that holds the <c>.git</c> folder.</summary>
    public required string Root { get; init; }

    /// <summary>A folder of our own outside the repository, made where absent and open to this user only: generated git folders, indexes, fresh checkouts.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The folder of worktrees, relative to the root.</summary>
    public string WorktreeFolder { get; init; } = ".worktree";

    /// <summary>The clock of deadlines and of rescue commits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where diagnostics go.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
