using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Worktrees;

/// <summary>One validation command to run on one commit.</summary>
public sealed record CheckRequest
{
    /// <summary>The receipt, allocated before.</summary>
    public required ReceiptId ReceiptId { get; init; }

    /// <summary>The ticket it is for.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The attempt it is for.</summary>
    public required string Attempt { get; init; }

    /// <summary><c>submit</c> or <c>merge</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The command line, from trusted settings; run by <c>/bin/sh -c</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The commit to check out.</summary>
    public required string Commit { get; init; }

    /// <summary>After this it is killed; 1 second to 1 hour, default 10 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Toolchains and caches.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Bytes of output kept, half of the beginning and half of the end. Default 1 MiB.</summary>
    public int OutputLimit { get; init; } = 1024 * 1024;
}

/// <summary>What a check gave.</summary>
/// <param name="Receipt">What the host saw.</param>
/// <param name="Output">The output whose digest the receipt holds; to be stored as the file <see cref="Receipt.Output"/> names.</param>
public sealed record CheckRun(Receipt Receipt, ReadOnlyMemory<byte> Output);
