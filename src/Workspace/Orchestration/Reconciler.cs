using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>
/// Drives attempts: looks at a ticket when something about it changed, decides, acts, appends the fact, until it has to wait.
/// One drive per ticket at a time; tickets do not wait for each other.
/// </summary>
internal sealed partial class Reconciler(StepContext context, AttemptStore attempts, Scheduler scheduler, RecordKeeper records, ILogger<Reconciler> logger) : IDisposable
{
    private static readonly Func<ILogger, TicketId, IDisposable?> LogsOf = LoggerMessage.DefineScope<TicketId>("ticket:{Ticket}");

    private readonly DirtySet<TicketId> _dirty = new();
    private readonly ConcurrentDictionary<TicketId, Task> _drives = new();

    // Those that were woken while they are driven: however often, they are driven once more.
    private readonly ConcurrentDictionary<TicketId, bool> _again = new();
    private readonly DueTimes<TicketId> _due = new(context.Time);
    // Those whose review or merge had begun keep their slot.
    private readonly SlotQueue _reviews = new(
        () => context.Settings().Orchestration.Slots.GetValueOrDefault(Roles.Reviewer, OrchestrationSettings.DefaultSlots[Roles.Reviewer]),
        attempts.All.Where(a => a.IsInReview && a.ReviewAsked == a.Submitted!.Commit).Select(a => a.Id.Ticket));
    private readonly SlotQueue _merges = new(() => 1, attempts.All.Where(a => a is { IsMerging: true, Merge: not null }).Select(a => a.Id.Ticket));

    /// <summary>Look at a ticket soon.</summary>
    public void Wake(TicketId ticket) => _dirty.Mark(ticket);

    /// <summary>Looks at every ticket that may have something to do: at start, and as a net under the file watch.</summary>
    public void Sweep()
    {
        scheduler.Signal();
        // Also those that wait for a reviewer's place: the settings may give more of them now.
        foreach (var attempt in attempts.All.Where(a => !a.Over)) Wake(attempt.Id.Ticket);
    }

    /// <summary>Runs until cancelled, then waits for the drives at hand.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var ticket in _dirty.TakeAsync(cancellationToken))
            {
                if (!_drives.TryGetValue(ticket, out var running) || running.IsCompleted)
                    _drives[ticket] = Task.Run(() => DriveAsync(ticket, cancellationToken), CancellationToken.None);
                else if (_again.TryAdd(ticket, true))
                    _drives[ticket] = ThenAgainAsync(running, ticket, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(_drives.Values);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _due.Dispose();

    private async Task ThenAgainAsync(Task running, TicketId ticket, CancellationToken cancellationToken)
    {
        // What it threw was logged there; the ticket is not given up for it.
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _again.TryRemove(ticket, out _);
        await DriveAsync(ticket, cancellationToken);
    }

    private async Task DriveAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        using var logs = LogsOf(logger, ticket);
        try
        {
            for (var failures = 0; !cancellationToken.IsCancellationRequested;)
            {
                var step = await StepAsync(ticket, cancellationToken);
                if (step is StepEnd.Rests) return;
                if (step is not StepEnd.Failed { Fault: var fault })
                {
                    failures = 0;
                    continue;
                }

                if (RetryDelay.After(fault, failures++, Random.Shared.NextDouble()) is not { } delay)
                {
                    await ParkAsync(ticket, fault, cancellationToken);
                    return;
                }

                LogRetry(ticket, fault.Code, fault.Message, delay);
                await Task.Delay(delay, context.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogInterrupted(ticket);
        }
        catch (Exception e)
        {
            LogBug(e, ticket);
            await ParkAsync(ticket, new(FaultCodes.Internal, "A step failed in a way that was not foreseen; the server's log has the details."), cancellationToken);
        }
    }

    private async Task<StepEnd> StepAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        var attempt = attempts.Newest(ticket);
        if (attempt is not null) Leave(attempt);
        if (!(await context.Tickets.ReadAsync(ticket, cancellationToken)).TryGet(out var record, out var unreadable))
        {
            LogUnreadable(ticket, unreadable.Code, unreadable.Message);
            // A file that cannot be read may be mended; a ticket that is gone would hold its place for a coder for ever.
            if (unreadable.Code == FaultCodes.NotFound) await ParkAsync(ticket, unreadable, cancellationToken);
            return new StepEnd.Rests();
        }

        if (attempt is not { Over: false })
        {
            // Whatever changed here may be what another ticket waits for, too.
            scheduler.Signal();
            return new StepEnd.Rests();
        }

        var facts = await new FactsReader(context, _reviews, _merges).ReadAsync(attempt, record.Item.State, cancellationToken);
        var action = Decider.Decide(attempt, facts);
        if (action is AttemptAction.Wait wait)
        {
            LogWaits(attempt.Id, wait.For);
            if (wait.Until is { } until) _due.Set(ticket, until, Wake);
            else _due.Clear(ticket);
            return new StepEnd.Rests();
        }

        var name = action.GetType().Name;
        LogStep(attempt.Id, name);
        context.Reached($"{name}:before");
        var acted = await StepRunner.RunAsync(context, attempt, action, cancellationToken);
        context.Reached($"{name}:after");
        return acted.TryGet(out var e, out var fault) ? await AppendAsync(attempt, e, cancellationToken) : new StepEnd.Failed(fault);
    }

    private async Task<StepEnd> AppendAsync(AttemptState attempt, AttemptEvent e, CancellationToken cancellationToken)
    {
        // The records first: whoever sees the attempt moved finds them moved too.
        if (e is AttemptEvent.Accepted or AttemptEvent.Done or AttemptEvent.Closed or AttemptEvent.Parked or AttemptEvent.Returned)
            await records.CommitAsync($"{attempt.Id.Ticket}: {AttemptFold.Apply(attempt, e).Step}", cancellationToken);
        if (!(await attempts.AppendAsync(attempt, e, cancellationToken)).TryGet(out var next, out var fault))
        {
            // A Worker's call came between; what it appended is decided on next.
            return fault.Code == FaultCodes.Conflict ? new StepEnd.Stepped() : new StepEnd.Failed(fault);
        }

        if (attempt.HoldsSlot && !next.HoldsSlot) scheduler.Signal();
        Leave(next);
        return new StepEnd.Stepped();
    }

    /// <summary>Gives back the slots that the attempt has no more use for.</summary>
    private void Leave(AttemptState attempt)
    {
        var ticket = attempt.Id.Ticket;
        foreach (var waiting in attempt.IsInReview ? [] : _reviews.Release(ticket)) Wake(waiting);
        foreach (var waiting in attempt.IsMerging ? [] : _merges.Release(ticket)) Wake(waiting);
    }

    private async Task ParkAsync(TicketId ticket, Fault reason, CancellationToken cancellationToken)
    {
        if (attempts.Newest(ticket) is not { Open: true } attempt) return;
        LogParked(attempt.Id, attempt.Step, reason.Code, reason.Message);
        var parked = await ParkStep.ParkAsync(context, attempt, reason, cancellationToken);
        // Where even the ticket cannot be written, the attempt still parks: its stream is the truth the board shows.
        await AppendAsync(attempt, parked.TryGet(out var e, out _) ? e : new AttemptEvent.Parked(reason), cancellationToken);
    }

    private abstract record StepEnd
    {
        public sealed record Stepped : StepEnd;

        public sealed record Rests : StepEnd;

        public sealed record Failed(Fault Fault) : StepEnd;
    }

    [LoggerMessage(LogLevel.Debug, "Attempt {Attempt}: {Action}")]
    private partial void LogStep(AttemptId attempt, string action);

    [LoggerMessage(LogLevel.Debug, "Attempt {Attempt} waits for {What}")]
    private partial void LogWaits(AttemptId attempt, string what);

    [LoggerMessage(LogLevel.Warning, "Ticket {Ticket}: {Code}: {Message}; tried again in {Delay}")]
    private partial void LogRetry(TicketId ticket, string code, string message, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "Ticket {Ticket} cannot be read: {Code}: {Message}")]
    private partial void LogUnreadable(TicketId ticket, string code, string message);

    [LoggerMessage(LogLevel.Warning, "Attempt {Attempt} parks at {Step}: {Code}: {Message}")]
    private partial void LogParked(AttemptId attempt, string step, string code, string message);

    [LoggerMessage(LogLevel.Debug, "Ticket {Ticket}: the server stops; it goes on at the next start")]
    private partial void LogInterrupted(TicketId ticket);

    [LoggerMessage(LogLevel.Error, "Ticket {Ticket}: a step failed in a way that was not foreseen")]
    private partial void LogBug(Exception exception, TicketId ticket);
}
