using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What a person does with tickets through the server, each in the name that the call gives. A key makes doing it twice doing it once.</summary>
public sealed class TicketDesk
{
    private const int MostPatch = 512 * 1024;

    private readonly StepContext _context;
    private readonly AttemptStore _attempts;
    private readonly BoardFeed _feed;
    private readonly Scheduler _scheduler;
    private readonly TicketActions _actions;
    private readonly AttemptDetails _details;
    private readonly Action<TicketId> _changed;

    internal TicketDesk(StepContext context, AttemptStore attempts, BoardFeed feed, Scheduler scheduler, Action<TicketId> changed)
    {
        (_context, _attempts, _feed, _scheduler, _changed) = (context, attempts, feed, scheduler, changed);
        _actions = new(context.Tickets);
        _details = new(attempts, context.Registry);
        Changes = new(context.Tickets, this);
    }

    /// <summary>Further changes of tickets.</summary>
    public TicketChanges Changes { get; }

    /// <summary>A ticket whole; one whose files cannot be read has a card that says so, and nothing else: <c>not_found</c>, a fault of a store.</summary>
    public async ValueTask<Result<TicketView>> ShowAsync(TicketId id, string by, CancellationToken cancellationToken)
    {
        if ((await _context.Tickets.ReadAsync(id, cancellationToken)).TryGet(out var ticket, out var fault)) return await ViewAsync(ticket, by, cancellationToken);
        return fault.Code is FaultCodes.TicketUnreadable or FaultCodes.TooLarge ? TicketViews.Unreadable(id, fault, _context.Time.GetUtcNow()) : fault;
    }

    /// <summary>Writes a ticket. Faults as of <see cref="TicketStore.CreateAsync"/>.</summary>
    public async ValueTask<Result<TicketView>> CreateAsync(TicketDraft draft, string by, string? key, CancellationToken cancellationToken) =>
        await ChangedAsync(await _context.Tickets.CreateAsync(
            new() { Title = draft.Title, Body = draft.Body ?? "", Priority = draft.Priority, Author = by, Operation = Operation(key, "create", "") }, cancellationToken), by, cancellationToken);

    /// <summary>Takes a step of the state table. Faults as of <see cref="TicketStore.TransitionAsync"/>.</summary>
    public async ValueTask<Result<TicketView>> MoveAsync(TicketId id, TicketMove move, string by, string? key, CancellationToken cancellationToken)
    {
        if (!TicketStateText.TryParse(move.Expected, out var expected) || !TicketStateText.TryParse(move.To, out var to))
            return new Fault(FaultCodes.Invalid, $"A state is one of {string.Join(", ", Enum.GetValues<TicketState>().Select(s => s.Text()))}.");
        if (to == TicketState.Inprogress) return new Fault(FaultCodes.NoSuchTransition, "Only the workspace takes a ticket to inprogress, when an attempt begins.");
        if (to == TicketState.Done && _attempts.Newest(id) is { Open: true }) return new Fault(FaultCodes.Conflict, "An attempt works on it; wait until it ends or parks.");
        var moved = await _context.Tickets.TransitionAsync(
            id,
            new()
            {
                Expected = expected,
                To = to,
                Author = by,
                Reason = move.Reason,
                Body = move.Body,
                Resolution = move.Resolution,
                Force = move.Force,
                Operation = Operation(key, "move", id.ToString()),
            },
            cancellationToken);
        return await ChangedAsync(moved, by, cancellationToken);
    }

    /// <summary>Puts a person's words on a ticket. Faults as of <see cref="TicketStore.AppendAsync"/>.</summary>
    public async ValueTask<Result<TicketView>> CommentAsync(TicketId id, NewComment comment, string by, string? key, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(comment.Body)) return new Fault(FaultCodes.Invalid, "A comment is not empty.");
        var appended = await _context.Tickets.AppendAsync(
            id, new() { Kind = EventKinds.Comment, Author = by, Body = comment.Body, Operation = Operation(key, "comment", id.ToString()) }, cancellationToken);
        return await ChangedAsync(appended, by, cancellationToken);
    }

    /// <summary>What the newest attempt changed: handed in, else as far as its branch is, and after the merge what that brought. <c>not_found</c> where there is no work yet, or no longer.</summary>
    public async ValueTask<Result<DiffView>> DiffAsync(TicketId id, CancellationToken cancellationToken)
    {
        if (!(await RangeAsync(id, cancellationToken)).TryGet(out var range, out var fault)) return fault;
        var patched = await _context.Worktrees.PatchAsync(range.Base, range.Head, MostPatch, cancellationToken);
        return patched.TryGet(out var patch, out fault) ? new DiffView(range.Base, range.Head, patch.Text, patch.IsCut) : fault;
    }

    private async Task<Result<CommitRange>> RangeAsync(TicketId id, CancellationToken cancellationToken)
    {
        if (_attempts.Newest(id) is not { } attempt || attempt.Worktree is not { } worktree) return new Fault(FaultCodes.NotFound, "No work has begun on this ticket.");
        if (attempt.BranchMoved is { } merged) return new CommitRange(merged.From, merged.To);
        if (attempt.Submitted is { } submitted) return new CommitRange(attempt.BaseCommit, submitted.Commit);
        var head = await _context.Repository.ResolveAsync($"refs/heads/{worktree.Branch}", cancellationToken);
        if (!head.TryGet(out var commit, out var fault)) return fault.Code == FaultCodes.NotFound ? new Fault(FaultCodes.NotFound, "The work's branch is gone.") : fault;
        return new CommitRange(attempt.BaseCommit, commit);
    }

    internal async ValueTask<Result<TicketView>> ChangedAsync(Result<Ticket> change, string by, CancellationToken cancellationToken)
    {
        if (!change.TryGet(out var ticket, out var fault)) return fault;
        _changed(ticket.Id);
        return await ViewAsync(ticket, by, cancellationToken);
    }

    private async ValueTask<Result<TicketView>> ViewAsync(Ticket ticket, string by, CancellationToken cancellationToken)
    {
        // The card first: what moves on from here is told by its next card, which has the page ask again; an attempt read before it could be older than what it shows, with nothing to come.
        var card = await _feed.CardAsync(ticket, cancellationToken);
        var attempt = _attempts.Newest(ticket.Id);
        if (!(await _context.Tickets.RelationsAsync(ticket.Id, cancellationToken)).TryGet(out var relations, out var fault) && fault.Code != FaultCodes.TicketUnreadable) return fault;
        AttemptDetailView? detail = null;
        if (await _details.OfAsync(ticket.Id, cancellationToken) is { } read && !read.TryGet(out detail, out fault)) return fault;
        IReadOnlyList<TicketFacts>? facts = null;
        if (WaitViews.MayWait(ticket, attempt) && !(await _context.Tickets.FactsAsync(cancellationToken)).TryGet(out facts, out fault)) return fault;
        var (thread, omitted) = TicketViews.Thread(ticket);
        return new TicketView
        {
            Card = card,
            CreatedAt = ticket.Item.CreatedAt,
            Assignee = ticket.Item.Assignee,
            Body = TicketViews.Body(ticket),
            Thread = thread,
            Omitted = omitted,
            Relations = [.. (relations ?? []).Select(TicketViews.Of)],
            Waits = facts is not null ? WaitViews.Of(ticket, facts, _scheduler.Free()) : [],
            Actions = await _actions.OfAsync(ticket, attempt is { Over: false, Parked: not null }, by, cancellationToken),
            Attempt = detail,
            Resolution = ticket.Resolution,
            Revision = ticket.Item.Revision,
        };
    }

    internal static OperationId? Operation(string? key, string verb, string ticket) => key is null ? null : OperationId.Of("http", key, verb, ticket);

    private sealed record CommitRange(string Base, string Head);
}
