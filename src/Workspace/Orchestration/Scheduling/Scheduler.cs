using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>
/// Opens attempts for queued tickets, in their order, as far as records and slots allow; whatever waits has its reason on the ticket, once. It looks at all tickets together, whenever
/// one of them or a slot has changed.
/// </summary>
internal sealed partial class Scheduler(StepContext context, AttemptStore attempts, ILogger<Scheduler> logger)
{
    private readonly DirtySet<bool> _signal = new();

    // What was last recorded as a ticket's reason in this process; the thread is read only where that may have changed.
    private readonly Dictionary<TicketId, string> _told = [];

    // What each queued ticket waits for, as the last pass found it; read by whoever shows tickets.
    private volatile FrozenDictionary<TicketId, Notice> _waiting = FrozenDictionary<TicketId, Notice>.Empty;

    /// <summary>Called for each ticket that now waits for something else than before, or no longer. Must not block.</summary>
    public required Action<TicketId> WaitsChanged { get; init; }

    /// <summary>Called for each ticket whose attempt was opened.</summary>
    public required Action<TicketId> Opened { get; init; }

    /// <summary>Look at the queue soon.</summary>
    public void Signal() => _signal.Mark(true);

    /// <summary>What a queued ticket waits for: the first reason, as of the last look at the queue; null where it does not wait.</summary>
    public Notice? WaitsOf(TicketId ticket) => _waiting.GetValueOrDefault(ticket);

    /// <summary>Places for coders that nobody holds now.</summary>
    public int Free() => Slots() - attempts.All.Count(a => a.HoldsSlot);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _signal.TakeAsync(cancellationToken)) await PassAsync(cancellationToken);
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        if (!(await context.Tickets.FactsAsync(cancellationToken)).TryGet(out var facts, out var unlisted))
        {
            // The next change of a ticket, or the next sweep, looks again.
            LogNotListed(unlisted.Code, unlisted.Message);
            return;
        }

        var free = Free();
        var waiting = new Dictionary<TicketId, Notice>();
        foreach (var judgement in Startable.Judge(facts))
        {
            if (attempts.Newest(judgement.Ticket) is { Over: false }) continue;
            waiting[judgement.Ticket] = WaitViews.First(judgement);
            if (judgement.CanStart && free > 0)
            {
                waiting.Remove(judgement.Ticket);
                if (await OpenAsync(judgement.Ticket, cancellationToken)) free--;
            }
            else
            {
                await TellAsync(judgement, cancellationToken);
            }
        }

        var before = _waiting;
        _waiting = waiting.ToFrozenDictionary();
        foreach (var ticket in before.Keys.Union(waiting.Keys).Where(t => before.GetValueOrDefault(t) != waiting.GetValueOrDefault(t))) WaitsChanged(ticket);
    }

    private int Slots() => context.Settings().Orchestration.Slots.GetValueOrDefault(Roles.Coder, OrchestrationSettings.DefaultSlots[Roles.Coder]);

    private async Task<bool> OpenAsync(TicketId id, CancellationToken cancellationToken)
    {
        if (!(await context.Tickets.ReadAsync(id, cancellationToken)).TryGet(out var ticket, out var fault))
        {
            LogUnreadable(id, fault.Code, fault.Message);
            return false;
        }

        var last = attempts.Newest(id);
        // A ticket that was queued only once is not tried again by itself; its last attempt ended with a reason that a person has to look at.
        if (ticket.Item.State != TicketState.Queued || last?.Queued >= QueueEvents.Count(ticket)) return false;
        var number = (last?.Id.Number ?? 0) + 1;
        var opened = await attempts.AppendAsync(new() { Id = new(id, number) }, new AttemptEvent.Opened(id, number, QueueEvents.Count(ticket)), cancellationToken);
        if (opened.Fault is { } refused)
        {
            LogNotOpened(id, refused.Code, refused.Message);
            return false;
        }

        _told.Remove(id);
        Opened(id);
        return true;
    }

    private async Task TellAsync(Judgement judgement, CancellationToken cancellationToken)
    {
        var wait = WaitNote.Of(judgement);
        if (_told.GetValueOrDefault(judgement.Ticket) == wait.Key) return;
        if (!(await context.Tickets.ReadAsync(judgement.Ticket, cancellationToken)).TryGet(out var ticket, out var fault))
        {
            LogUnreadable(judgement.Ticket, fault.Code, fault.Message);
            return;
        }

        // It was taken back since the look at the queue.
        if (ticket.Item.State != TicketState.Queued) return;
        fault = await WaitNote.RecordAsync(context.Tickets, ticket, wait, cancellationToken);
        if (fault is null) _told[judgement.Ticket] = wait.Key;
        else LogNotTold(judgement.Ticket, fault.Code, fault.Message);
    }

    [LoggerMessage(LogLevel.Warning, "The tickets cannot be listed, so none is started: {Code}: {Message}")]
    private partial void LogNotListed(string code, string message);

    [LoggerMessage(LogLevel.Warning, "Ticket {Ticket} cannot be read: {Code}: {Message}")]
    private partial void LogUnreadable(TicketId ticket, string code, string message);

    [LoggerMessage(LogLevel.Warning, "No attempt at ticket {Ticket} could be opened: {Code}: {Message}; tried again at the next change")]
    private partial void LogNotOpened(TicketId ticket, string code, string message);

    [LoggerMessage(LogLevel.Warning, "What ticket {Ticket} waits for could not be recorded: {Code}: {Message}; tried again at the next change")]
    private partial void LogNotTold(TicketId ticket, string code, string message);
}
