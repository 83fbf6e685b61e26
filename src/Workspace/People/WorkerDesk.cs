using System.Text;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>What a person does with Workers through the server. A key makes doing it twice doing it once.</summary>
public sealed class WorkerDesk
{
    private const int MostName = 64;
    private const int MostText = 256 * 1024;

    private readonly RuntimeRegistry _registry;
    private readonly HandWorkers _hands;
    private readonly ObservationProxy _proxy;
    private readonly ObservationPolicy _policy;
    private readonly Func<WorkerRef, TicketId?> _worksOn;
    private readonly TranscriptReading _reading;

    internal WorkerDesk(RuntimeRegistry registry, HandWorkers hands, WorkerSignals signals, TimeProvider time, ObservationPolicy? policy = null, Func<WorkerRef, TicketId?>? worksOn = null)
    {
        (_registry, _hands, _policy, _worksOn) = (registry, hands, policy ?? new(), worksOn ?? (_ => null));
        (_proxy, _reading) = (new(registry, signals, _policy, time), new(registry));
    }

    /// <summary>All Workers over all runtimes, and what went wrong with those that did not answer.</summary>
    public async ValueTask<WorkerPage> ListAsync(CancellationToken cancellationToken)
    {
        var listing = await _registry.ListAsync(cancellationToken);
        return new(
            [.. listing.Workers.Where(worker => _policy.MayObserve(new(worker.Runtime, worker.Worker.Id))).Select(WorkerViews.Of)],
            [.. listing.Faults.Select(fault => new RuntimeNotice(fault.Runtime, Notices.Of(fault.Fault)))]);
    }

    /// <summary>The calls of all Workers that wait for a person's word.</summary>
    public async ValueTask<ApprovalPage> ApprovalsAsync(CancellationToken cancellationToken) => Overviews.Approvals(await ListAsync(cancellationToken));

    /// <summary>The tokens of all Workers.</summary>
    public async ValueTask<UsageReport> UsageAsync(CancellationToken cancellationToken) => Overviews.Usage(await ListAsync(cancellationToken));

    /// <summary>One Worker; where its runtime is away, as it was last heard of: <c>unknown_worker</c>, <c>unknown_runtime</c>, <c>worker_not_visible</c>.</summary>
    public async ValueTask<Result<WorkerView>> ShowAsync(WorkerRef worker, CancellationToken cancellationToken)
    {
        if (!_policy.MayObserve(worker)) return NotVisible();
        return (await _registry.LookAsync(worker, cancellationToken)).TryGet(out var registered, out var fault) ? WorkerViews.Of(registered) : fault;
    }

    /// <summary>
    /// A new Worker in a worktree of its own, cut from the integration branch: <c>invalid</c>, <c>unknown_profile</c>, <c>provider_missing</c>, <c>conflict</c> where the key was used
    /// for another one, <c>git_failed</c>, a fault of a store.
    /// </summary>
    public async ValueTask<Result<WorkerView>> CreateAsync(NewWorker wanted, string? key, CancellationToken cancellationToken)
    {
        if (wanted.Name is { } name && (name.Length > MostName || name.Any(char.IsControl) || !name.Any(char.IsLetterOrDigit)))
            return new Fault(FaultCodes.Invalid, $"A Worker's name is one line of at most {MostName} characters with a letter or digit in it.");
        if (wanted.Input is { } input && Refused(input) is { } unfit) return unfit;
        if (!(await _hands.CreateAsync(wanted, key, cancellationToken)).TryGet(out var worker, out var fault)) return fault;
        return await ShowAsync(worker, cancellationToken);
    }

    /// <summary>Events of a Worker: <c>invalid</c>, <c>unknown_worker</c>, a fault of a store.</summary>
    public async ValueTask<Result<TranscriptPage>> EventsAsync(WorkerRef worker, EventRange range, CancellationToken cancellationToken) =>
        _policy.MayObserve(worker) ? await _reading.ReadAsync(worker, range, cancellationToken) : NotVisible();

    /// <summary>Watches a Worker: a snapshot, or what follows the cursor, then everything after it. A refusal is one closed frame.</summary>
    public IAsyncEnumerable<WatchedFrame> WatchAsync(WorkerRef worker, string? after, CancellationToken cancellationToken) => _proxy.WatchAsync(worker, after, cancellationToken);

    /// <summary>
    /// Gives a Worker a message; whatever becomes of it is a value, but for <c>unknown_worker</c>, <c>unknown_runtime</c>, <c>invalid</c> and <c>too_large</c>, and for a runtime that does not answer
    /// (<c>runtime_unavailable</c> and its like): what became of it there is unknown, and sending it again with the same key is harmless.
    /// </summary>
    public async ValueTask<Result<InputView>> SendAsync(WorkerRef worker, NewInput input, string? key, CancellationToken cancellationToken)
    {
        if (MayNot(worker) is { } refused) return refused;
        if (input.Kind == InputKind.Approval) return new Fault(FaultCodes.Invalid, "A word on a call is given at its approval, not as input.");
        // To go on needs no words.
        if (!(input.Kind == InputKind.Resume && input.Text.Length == 0) && Refused(input.Text) is { } unfit) return unfit;
        var sent = await _registry.SendAsync(worker, new() { Kind = input.Kind, Text = input.Text, Key = key ?? Guid.NewGuid().ToString("N") }, cancellationToken);
        if (sent.Fault is { } gone && (gone.Code is FaultCodes.UnknownWorker or FaultCodes.UnknownRuntime || RuntimeRegistry.NoAnswer.Contains(gone.Code))) return gone;
        return new InputView(sent.Status, sent.Run, sent.Fault is { } fault ? Notices.Of(fault) : null);
    }

    /// <summary>Ends the run at hand; the Worker is idle then.</summary>
    public async ValueTask<Result<WorkerView>> InterruptAsync(WorkerRef worker, CancellationToken cancellationToken) =>
        await DoAsync(worker, token => _registry.InterruptAsync(worker, token), cancellationToken);

    /// <summary>Ends the Worker.</summary>
    public async ValueTask<Result<WorkerView>> StopAsync(WorkerRef worker, CancellationToken cancellationToken) =>
        await DoAsync(worker, token => _registry.StopAsync(worker, token), cancellationToken);

    /// <summary>Gives the Worker up for good.</summary>
    public async ValueTask<Result<WorkerView>> CancelAsync(WorkerRef worker, CancellationToken cancellationToken) =>
        await DoAsync(worker, token => _registry.CancelAsync(worker, token), cancellationToken);

    /// <summary>Ends the Worker and puts its history away; its branch and worktree stay. <c>conflict</c> where an attempt at a ticket is not over without it.</summary>
    public async ValueTask<Fault?> DeleteAsync(WorkerRef worker, CancellationToken cancellationToken)
    {
        if (MayNot(worker) is { } refused) return refused;
        if (_worksOn(worker) is { } ticket) return new(FaultCodes.Conflict, $"The Worker works on ticket {ticket}; close the ticket or take it back first.");
        return await _registry.DeleteAsync(worker, cancellationToken);
    }

    /// <summary>Wants a stopped Worker active again.</summary>
    public async ValueTask<Result<WorkerView>> RestoreAsync(WorkerRef worker, CancellationToken cancellationToken) =>
        await DoAsync(worker, token => _registry.RestoreAsync(worker, token), cancellationToken);

    /// <summary>Gives the person's word on a call that waits for it; <c>not_found</c> where none such waits.</summary>
    public async ValueTask<Result<WorkerView>> AnswerAsync(WorkerRef worker, string callId, ApprovalAnswer answer, string by, CancellationToken cancellationToken) =>
        await DoAsync(worker, token => _registry.AnswerAsync(worker, callId, answer.Allow, answer.Always, by, token), cancellationToken);

    private async ValueTask<Result<WorkerView>> DoAsync(WorkerRef worker, Func<CancellationToken, ValueTask<Fault?>> act, CancellationToken cancellationToken)
    {
        if ((MayNot(worker) ?? await act(cancellationToken)) is { } fault) return fault;
        return await ShowAsync(worker, cancellationToken);
    }

    private Fault? MayNot(WorkerRef worker) =>
        !_policy.MayObserve(worker) ? NotVisible() : _policy.MayCommand(worker) ? null : new(FaultCodes.ForbiddenAuthority, "This Worker may be watched, and not told anything.");

    private static Fault NotVisible() => new(FaultCodes.WorkerNotVisible, "The Worker is not yours to see.");

    private static Fault? Refused(string text) =>
        string.IsNullOrWhiteSpace(text) ? new(FaultCodes.Invalid, "A message is not empty.")
        : Encoding.UTF8.GetByteCount(text) > MostText ? new(FaultCodes.TooLarge, $"A message holds at most {MostText / 1024} KiB; name a file instead.")
        : null;
}
