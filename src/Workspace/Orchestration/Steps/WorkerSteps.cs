using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The coder and the reviewer: an id first, then the Worker, then its input.</summary>
internal static class WorkerSteps
{
    public static AttemptEvent Reserve(StepContext context, AttemptState attempt, string role)
    {
        var worker = new WorkerRef(RuntimeId.Embedded, WorkerId.New(context.Time));
        var name = $"{role} {attempt.Id.Ticket.ToString()[^4..]}{(attempt.Id.Number > 1 ? $".{attempt.Id.Number}" : "")}";
        return role == Roles.Coder ? new AttemptEvent.CoderReserved(worker, name) : new AttemptEvent.ReviewerReserved(worker, name);
    }

    public static async Task<Result<AttemptEvent>> CreateAsync(StepContext context, AttemptState attempt, string role, CancellationToken cancellationToken)
    {
        if (!context.Profiles.ForRole(role, context.Settings()).TryGet(out var profile, out var fault)) return fault;
        var worker = Worker(attempt, role);
        var created = await context.Registry.CreateAsync(worker.Ref.Runtime, new()
        {
            Id = worker.Ref.Worker,
            Fingerprint = attempt.Id.Operation($"create-{role}").ToString(),
            DisplayName = worker.Name,
            Profile = profile.Name,
            Resolved = profile,
            Worktree = attempt.Worktree!.Name,
            Labels = new Dictionary<string, string>(WorkerLabels.Of(profile, attempt.Worktree!.Branch))
            {
                [WorkerLabels.Ticket] = attempt.Id.Ticket.ToString(),
                [WorkerLabels.Attempt] = attempt.Id.ToString(),
            },
        }, cancellationToken);
        if (created.Fault is { } refused) return refused;
        return role == Roles.Coder ? new AttemptEvent.CoderCreated() : new AttemptEvent.ReviewerCreated();
    }

    public static async Task<Result<AttemptEvent>> KickoffAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var dependants = await Dependants.OfAsync(context.Tickets, attempt.Id.Ticket, cancellationToken);
        var fault = await context.RecordAsync(attempt, "kickoff", "implementation_report", KickoffText.Of(attempt, dependants), cancellationToken,
            attributes:
            [
                KeyValuePair.Create("step", "kickoff"),
                KeyValuePair.Create("branch", attempt.Worktree!.Branch),
                KeyValuePair.Create("worker", attempt.Coder!.Ref.Worker.ToString()),
            ]);
        return fault is null ? new AttemptEvent.KickoffRecorded() : fault;
    }

    public static async Task<Result<AttemptEvent>> SendAsync(
        StepContext context, AttemptState attempt, AttemptAction.SendInput send, CancellationToken cancellationToken)
    {
        var worker = Worker(attempt, send.Role);
        string text;
        if (send.Kind == InputKind.Steer)
        {
            text = InputText.Silent(context.Settings().Orchestration.StallSeconds);
        }
        else if (send.Kind == InputKind.Resume)
        {
            if (send.Role == Roles.Coder && await CommitWork.SaveAsync(context, attempt, cancellationToken) is { } unsaved) return unsaved;
            text = InputText.Resume(attempt.Id.Ticket);
        }
        else if (send.Role == Roles.Coder)
        {
            text = attempt.Rework?.Text ?? InputText.Coder(attempt);
        }
        else
        {
            var diffed = await context.Worktrees.DiffAsync(attempt.BaseCommit, attempt.Submitted!.Commit, InputText.DiffLimit, cancellationToken);
            if (!diffed.TryGet(out var diff, out var unreadable)) return unreadable;
            text = InputText.Reviewer(attempt, diff);
        }

        var key = attempt.Id.Operation($"input-{send.Role}-{worker.Inputs + 1}").ToString();
        var outcome = await context.Registry.SendAsync(worker.Ref, new() { Kind = send.Kind, Text = text, Key = key }, cancellationToken);
        // A silent run that takes no word has been asked all the same: what follows is its restart.
        return outcome.Status == InputStatus.Accepted || send.Kind == InputKind.Steer ? new AttemptEvent.InputSent(send.Role, send.Kind, outcome.Run, send.AfterCrash) : outcome.Fault!;
    }

    private static AttemptWorker Worker(AttemptState attempt, string role) => role == Roles.Coder ? attempt.Coder! : attempt.Reviewer!;
}
