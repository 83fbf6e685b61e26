namespace Yoi.Protocol;

/// <summary>Commands to run on a commit of a worktree's branch, each in the sandbox in a fresh checkout. The host runs what is sent here and nothing that a repository names.</summary>
/// <param name="Commands">1 to 16 of them, run one after the other.</param>
/// <param name="Ticket">The ticket they are for.</param>
/// <param name="Attempt">The attempt they are for, 1 to 128 characters.</param>
/// <param name="Purpose"><c>submit</c> or <c>merge</c>.</param>
/// <param name="Commit">What to check, part of the worktree's branch; null for its head.</param>
/// <param name="TimeoutSeconds">After so long a command is killed, 1 to 3,600 and together no more than 3,600; null for 225.</param>
/// <param name="OutputLimit">Bytes of output kept of each, half of its beginning and half of its end, 1,024 to 262,144; null for 65,536.</param>
public sealed record CheckCall(
    IReadOnlyList<CheckCommand> Commands, TicketId Ticket, string Attempt, string Purpose, string? Commit = null, int? TimeoutSeconds = null, int? OutputLimit = null);

/// <summary>One command to run.</summary>
/// <param name="Command">The command line, for <c>/bin/sh -c</c>, 1 to 8,192 characters.</param>
/// <param name="Receipt">The receipt's id, where the caller allocated one.</param>
public sealed record CheckCommand(string Command, ReceiptId? Receipt = null);

/// <summary>What checks gave.</summary>
/// <param name="Commit">The commit they ran on.</param>
/// <param name="PublicKey">The host's key (SubjectPublicKeyInfo) as PEM, which the receipts' signatures are verified with.</param>
/// <param name="Checks">One for each command, in their order.</param>
public sealed record CheckReport(string Commit, string PublicKey, IReadOnlyList<CheckedCommand> Checks);

/// <summary>What one command gave. One that failed or ran out of time has a receipt too.</summary>
/// <param name="Receipt">What the host saw, signed.</param>
/// <param name="Output">The output whose digest the receipt holds, base64.</param>
public sealed record CheckedCommand(SignedReceipt Receipt, string Output);
