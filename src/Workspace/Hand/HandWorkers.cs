using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>
/// Makes Workers by hand, step by step: intent, worktree (in the embedded runtime), Worker, first message. Each step may have been done before by a process that died, and a start goes on
/// where it was; nothing is deleted for it.
/// </summary>
internal sealed partial class HandWorkers(StepContext context, HandStore store, HandWorktree worktrees, ILogger<HandWorkers> logger)
{
    // With these no later try of the same request would do better.
    private static readonly string[] Final =
    [
        FaultCodes.ProviderMissing, FaultCodes.UnknownProfile, FaultCodes.BackendUnavailable, FaultCodes.SandboxUnavailable, FaultCodes.Invalid, FaultCodes.TooLarge, FaultCodes.Unsupported,
    ];

    /// <summary>Makes the Worker, or answers it where the same key made it before; another request under that key is a <c>conflict</c>.</summary>
    public async Task<Result<WorkerRef>> CreateAsync(NewWorker wanted, string? key, CancellationToken cancellationToken)
    {
        var id = key is null ? WorkerId.New(context.Time) : new WorkerId(OperationId.Of("http", "worker", key).Value);
        string[] what = ["hand", wanted.Profile, wanted.Name ?? "", wanted.Input ?? "", .. wanted.Runtime is { } runtime ? [runtime.ToString()] : Array.Empty<string>()];
        var fingerprint = OperationId.Of(what).ToString();
        while (true)
        {
            var state = store.Of(id);
            if (state is { Intended: { } earlier, Failed: null })
            {
                return earlier.Request.Fingerprint == fingerprint
                    ? await DriveAsync(state, cancellationToken)
                    : new Fault(FaultCodes.Conflict, "This idempotency key was used for another Worker; use a new one.");
            }

            // A conflict: the same request came twice at once, and the other is on its way.
            var intended = await IntendAsync(state, wanted, fingerprint, cancellationToken);
            if (intended.Fault is { Code: not FaultCodes.Conflict } fault) return fault;
        }
    }

    /// <summary>Goes on with what an earlier process left unfinished.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var left in store.All.Where(h => h.Unfinished))
        {
            if ((await DriveAsync(left, cancellationToken)).Fault is { } fault) LogUnfinished(left.Id, fault.Code, fault.Message);
        }
    }

    private async Task<Result<HandState>> IntendAsync(HandState state, NewWorker wanted, string fingerprint, CancellationToken cancellationToken)
    {
        if (!context.Profiles.ForName(wanted.Profile, context.Settings()).TryGet(out var found, out var fault)) return fault;
        var runtime = wanted.Runtime ?? RuntimeId.Embedded;
        if (context.Registry.Find(runtime) is null) return new Fault(FaultCodes.UnknownRuntime, $"No runtime '{runtime}' is registered; `yoi runtime list` shows those that are.");
        var (name, branch, commit) = ((string?)null, "", "");
        if (runtime == RuntimeId.Embedded)
        {
            if (!(await worktrees.BaseAsync(cancellationToken)).TryGet(out commit, out fault)) return fault;
            name = HandWorktree.NameOf(state.Id);
            branch = WorktreeName.Branch(name);
        }

        var profile = HandProfile.Of(found, hasWorktree: name is not null);
        var request = new CreateWorkerRequest
        {
            Id = state.Id,
            Fingerprint = fingerprint,
            DisplayName = string.IsNullOrWhiteSpace(wanted.Name) ? profile.Role : wanted.Name.Trim(),
            Profile = profile.Name,
            Resolved = profile,
            Worktree = name,
            Labels = WorkerLabels.Of(profile, branch),
        };
        return await store.AppendAsync(state, new HandEvent.Intended(runtime, request, branch, commit, wanted.Input), cancellationToken);
    }

    private async Task<Result<WorkerRef>> DriveAsync(HandState state, CancellationToken cancellationToken)
    {
        while (state.Unfinished)
        {
            var step = await StepAsync(state, cancellationToken);
            if (!step.TryGet(out var e, out var fault))
            {
                if (!Final.Contains(fault.Code)) return fault;
                e = new HandEvent.Failed(fault);
            }

            var appended = await store.AppendAsync(state, e, cancellationToken);
            if (appended.Fault is { Code: not FaultCodes.Conflict } lost) return lost;
            // Where another caller was faster, what holds now is gone on with.
            state = store.Of(state.Id);
        }

        if (state.Failed is not { } failed) return state.Ref;
        if (state.WorktreeReady && await worktrees.RemoveAsync(state, cancellationToken) is { } kept) LogKept(state.Id, kept.Code, kept.Message);
        return failed.Reason;
    }

    private async Task<Result<HandEvent>> StepAsync(HandState state, CancellationToken cancellationToken)
    {
        if (state.HasWorktree && !state.WorktreeReady) return await worktrees.AddAsync(state, cancellationToken) is { } noTree ? noTree : new HandEvent.WorktreeMade();
        var intended = state.Intended!;
        if (!state.Created) return (await context.Registry.CreateAsync(intended.Runtime, intended.Request, cancellationToken)).Fault is { } refused ? refused : new HandEvent.Created();
        var key = OperationId.Of("hand", state.Id.ToString(), "first-input").ToString();
        var told = await context.Registry.SendAsync(state.Ref, WorkerInput.User(intended.Input!, key), cancellationToken);
        // Whether a runtime that did not answer has taken it is unknown; the key makes telling it again harmless.
        return told.Fault is { } silent && RuntimeRegistry.NoAnswer.Contains(silent.Code) ? silent : new HandEvent.Told(told.Status);
    }

    [LoggerMessage(LogLevel.Warning, "Worker {Worker}, made by hand, is not finished: {Code}: {Message}; tried again at the next start")]
    private partial void LogUnfinished(WorkerId worker, string code, string message);

    [LoggerMessage(LogLevel.Warning, "The worktree of Worker {Worker}, which could not be made, stays: {Code}: {Message}")]
    private partial void LogKept(WorkerId worker, string code, string message);
}
