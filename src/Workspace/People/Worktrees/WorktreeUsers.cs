using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Who needs a worktree: an attempt that is not over, a Worker that runs, is idle or waits, or one nobody can ask.</summary>
internal sealed class WorktreeUsers(RuntimeRegistry registry, AttemptStore attempts, HandStore hands)
{
    /// <summary>The ticket and the Worker made by hand that a worktree was made for.</summary>
    public (TicketId? Ticket, WorkerId? Worker) Of(string name)
    {
        if (Hand(name) is { } hand) return (null, hand.Id);
        return (TicketId.TryParse(name.Split('-')[0], null, out var ticket) ? ticket : null, null);
    }

    /// <summary>All Workers there are, for <see cref="BlockerAsync"/>: runtimes are asked once for many worktrees.</summary>
    public async Task<IReadOnlyList<RegisteredWorker>> WorkersAsync(CancellationToken cancellationToken) => (await registry.ListAsync(cancellationToken)).Workers;

    /// <summary>Who needs it now; null where nobody does.</summary>
    public async Task<Notice?> BlockerAsync(string name, string? branch, IReadOnlyList<RegisteredWorker> all, CancellationToken cancellationToken)
    {
        List<WorkerRef> workers = [];
        if (Hand(name) is { } hand)
        {
            if (hand.Unfinished) return new(FaultCodes.Busy, "Its Worker is being made.");
            if (hand.Created) workers.Add(hand.Ref);
        }

        if (attempts.All.FirstOrDefault(a => a.Worktree?.Name == name) is { } attempt)
        {
            if (!attempt.Over) return new(FaultCodes.Busy, $"Attempt {attempt.Id.Number} at its ticket is not over.");
            workers.AddRange(new[] { attempt.Coder, attempt.Reviewer }.Where(w => w is { Created: true }).Select(w => w!.Ref));
        }

        foreach (var worker in workers)
        {
            var looked = await registry.LookAsync(worker, cancellationToken);
            if (!looked.TryGet(out var registered, out var fault))
            {
                if (fault.Code is FaultCodes.UnknownWorker or FaultCodes.UnknownRuntime) continue;
                return new(FaultCodes.Busy, "The runtime of its Worker cannot be asked whether it still works there.");
            }

            if (NeedsIt(registered.Worker)) return Needed(registered);
        }

        // A Worker of an attempt that is forgotten, or of another workspace's program, names what it works in.
        return all.FirstOrDefault(w => (w.Worker.Worktree == name || (branch is not null && w.Worker.Labels?.GetValueOrDefault(WorkerLabels.Branch) == branch)) && NeedsIt(w.Worker)) is { } user
            ? Needed(user)
            : null;
    }

    private static bool NeedsIt(WorkerSummary worker) => worker.Desired == DesiredState.Active || worker.State is RunState.Busy or RunState.WaitingApproval;

    private static Notice Needed(RegisteredWorker user) => new(FaultCodes.Busy, $"The Worker {user.Worker.DisplayName ?? user.Worker.Role} is there to work in it; stop it first.");

    private HandState? Hand(string name) => hands.All.FirstOrDefault(h => h is { Intended: not null, HasWorktree: true } && h.Worktree == name);
}
