using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Runtime.Server;

/// <summary>The host's commits in worktrees.</summary>
internal sealed class WorktreeCommitting(WorktreeStore store, TimeProvider time, CancellationToken ending)
{
    private const int MostMessage = 16 * 1024;
    private const int MostName = 128;

    private static readonly Fault BadCall = new(
        FaultCodes.Invalid, $"A commit has a message of 1 to {MostMessage} characters, and an author's name of 1 to {MostName} with a letter or digit and without '<', '>' and control characters.");

    /// <summary>Commits what lies there, as the author; where nothing had changed, the branch stays where it is.</summary>
    public async Task<Result<WorktreeCommit>> RunAsync(WorktreeEntry entry, WorktreeUsers users, CommitWorktreeCall call, CancellationToken cancellationToken)
    {
        if (!IsValid(call)) return BadCall;
        await entry.Turn.WaitAsync(cancellationToken);
        try
        {
            if (entry.Record is not { Stage: WorktreeStage.Ready } record) return entry.Record is { Stage: not WorktreeStage.Removed } ? WorktreeFaults.NotReady : WorktreeFaults.Unknown;
            if (await users.WorkAsync(entry, cancellationToken) is { } atWork) return atWork;
            var request = new CommitRequest
            {
                Author = new(call.Author.Trim(), $"{call.Worker?.ToString() ?? "worker"}@workers.yoi.invalid"),
                Message = call.Message,
                Date = time.GetUtcNow(),
            };
            // Begun, it is not given up because the caller left.
            if ((await store.CommitAsync(store.At(record.Folder, record.Branch), request, ending)).TryGet(out var made, out var fault)) return new WorktreeCommit(made.Commit, made.Created, made.LeftOut);
            return fault.Code == FaultCodes.NotFound ? WorktreeFaults.Missing : fault;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private static bool IsValid(CommitWorktreeCall call) =>
        call.Message.Length <= MostMessage && !string.IsNullOrWhiteSpace(call.Message) && !call.Message.Contains('\0', StringComparison.Ordinal)
        && call.Author.Length <= MostName && call.Author.Any(char.IsLetterOrDigit) && !call.Author.Any(c => c is '<' or '>' || char.IsControl(c));
}
