using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Commits a hand Worker's worktree at the end of each of its runs, and what a crash left at the next start.</summary>
internal sealed partial class HandSaves(RuntimeRegistry registry, HandStore store, HandWorktree worktrees, ILogger<HandSaves> logger)
{
    private readonly DirtySet<WorkerRef> _dirty = new();

    // The last event of each Worker that what was saved belongs to; a restart saves once more, which is nothing where nothing changed.
    private readonly Dictionary<WorkerId, long> _saved = [];

    /// <summary>Something about a Worker changed.</summary>
    public void Mark(WorkerRef worker)
    {
        if (store.Of(worker) is { Created: true, Writes: true }) _dirty.Mark(worker);
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Whatever the runtime told before anybody listened; most of them have nothing to save.
        foreach (var hand in store.All.Where(h => h.Intended is not null)) Mark(hand.Ref);
        await foreach (var worker in _dirty.TakeAsync(cancellationToken)) await SaveAsync(worker, cancellationToken);
    }

    private async Task SaveAsync(WorkerRef worker, CancellationToken cancellationToken)
    {
        if (store.Of(worker) is not { } hand || !(await registry.GetAsync(worker, cancellationToken)).TryGet(out var summary, out _)) return;
        // While a run is at hand its processes may write; its end is told as well.
        if (summary.Run is not null || summary.LastOutcome is null || _saved.GetValueOrDefault(worker.Worker) == summary.LastSeq) return;
        var message = $"Work of {hand.Intended!.Request.DisplayName}\n\nSaved by the host at the end of a run.";
        if ((await worktrees.CommitAsync(hand, message, cancellationToken)).Fault is { } fault) await TellAsync(worker, fault, cancellationToken);
        _saved[worker.Worker] = summary.LastSeq;
    }

    /// <summary>To the log, and to whoever reads the Worker's transcript. A Worker that is busy again by now saves again when it ends.</summary>
    private async Task TellAsync(WorkerRef worker, Fault fault, CancellationToken cancellationToken)
    {
        LogNotSaved(worker.Worker, fault.Code, fault.Message);
        var why = Notices.InOurWords(fault);
        var told = new Fault(FaultCodes.NotSaved, $"What it left is not committed and stays in its worktree ({why.Code}): {why.Message}");
        if (await registry.ReportAsync(worker, told, cancellationToken) is { Code: not FaultCodes.Busy } refused) LogNotTold(worker.Worker, refused.Code, refused.Message);
    }

    [LoggerMessage(LogLevel.Warning, "What Worker {Worker} left was not committed and stays in its worktree: {Code}: {Message}")]
    private partial void LogNotSaved(WorkerId worker, string code, string message);

    [LoggerMessage(LogLevel.Warning, "Its transcript does not say so to Worker {Worker}'s people: {Code}: {Message}")]
    private partial void LogNotTold(WorkerId worker, string code, string message);
}
