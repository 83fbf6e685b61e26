using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Runtime.Server;

/// <summary>In which repository a host keeps worktrees, and what for.</summary>
public sealed record HostedWorktreesOptions
{
    /// <summary>The repository. Nobody else should add or remove worktrees in it: hold it.</summary>
    public required GitRepository Repository { get; init; }

    /// <summary>Runs what callers want checked.</summary>
    public required Checks Checks { get; init; }

    /// <summary>Signs what they gave; it stays its owner's to dispose.</summary>
    public required ReceiptSigner Signer { get; init; }

    /// <summary>The folder of the records of whose a worktree is, made where absent and open to this user only. It belongs to the repository, not to a runtime's store.</summary>
    public required string RecordsFolder { get; init; }

    /// <summary>Worktrees of one workspace, 1 to 10,000; default 1,000. More are refused as <c>overloaded</c>.</summary>
    public int MostWorktrees { get; init; } = 1_000;

    /// <summary>Requests that run checks at once, 1 to 64; default 4. More are refused as <c>overloaded</c>.</summary>
    public int MostChecks { get; init; } = 4;

    /// <summary>The clock of records.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where diagnostics go.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Told of each moment between a record and what it records, for fault tests: <c>AddWorktree:before</c> and <c>:after</c>, <c>RemoveWorktree:before</c> and <c>:after</c>.</summary>
    public Action<string> Reached { get; init; } = _ => { };

    /// <summary>Why the options cannot be used.</summary>
    internal Fault? Check() => MostWorktrees is < 1 or > 10_000 || MostChecks is < 1 or > 64
        ? new(FaultCodes.Invalid, "Worktrees of a workspace are 1 to 10,000, and requests that run checks at once 1 to 64.")
        : null;
}
