using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>Looks at the board until every ticket is closed, tells each step once, and closes what is done, as the person would.</summary>
internal sealed class DemoFollow(DemoFolder folder, DemoServer server, TicketStore store, IReadOnlyDictionary<string, TicketId> tickets, DemoProgress progress)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<TicketId, string> _told = [];
    private readonly Dictionary<TicketId, int> _rounds = [];
    private readonly HashSet<TicketId> _closed = [];

    public async Task<Fault?> RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Poll, TimeProvider.System);
        for (; ; await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (!(await server.Client.BoardAsync(server.Workspace, cancellationToken)).TryGet(out var board, out var fault)) return await LostAsync(fault, cancellationToken);
            foreach (var story in DemoStory.Tickets)
            {
                if (board.Cards.FirstOrDefault(c => c.Id == tickets[story.Label]) is { } card && await LookAsync(story, card, cancellationToken) is { } ended) return ended;
            }

            if (tickets.Values.All(id => _told.GetValueOrDefault(id) == "closed")) return null;
        }
    }

    private async Task<Fault?> LookAsync(DemoTicket story, BoardCard card, CancellationToken cancellationToken)
    {
        if (card.Attempt is not { } attempt)
        {
            if (card is { State: "queued", Waits: { } waits }) Tell(story, card.Id, $"waits {waits.Code}", $"waits: {waits.Message}");
            return null;
        }

        if (attempt.Parked is { } parked) return new(parked.Code, $"The attempt at {story.Label} parked: {parked.Message} The server's log is {folder.ServerLog}.");
        if (attempt.Rounds > _rounds.GetValueOrDefault(card.Id))
        {
            _rounds[card.Id] = attempt.Rounds;
            Tell(story, card.Id, $"round {attempt.Rounds}", $"goes back to its coder: {(story.Middle.Contains("comment rework") ? "the host's check failed" : "the reviewer asks for changes")}");
        }

        Tell(story, card.Id, attempt.Step, DemoProgress.Words(attempt.Step));
        if (attempt.Step != "close" || card.State != "done" || !_closed.Add(card.Id)) return null;
        progress.Step(story.Label, "the person closes it");
        return (await store.TransitionAsync(card.Id, new() { Expected = TicketState.Done, To = TicketState.Closed, Author = DemoSetup.Person, Resolution = story.Resolution }, cancellationToken)).Fault
            is { Code: not FaultCodes.StaleState } fault ? fault : null;
    }

    private void Tell(DemoTicket story, TicketId id, string step, string words)
    {
        if (_told.GetValueOrDefault(id) == step) return;
        _told[id] = step;
        progress.Step(story.Label, words);
    }

    private async Task<Fault> LostAsync(Fault fault, CancellationToken cancellationToken) => await server.Process.HasEndedAsync(cancellationToken)
        ? new(FaultCodes.ServerUnavailable, $"The server is gone. What it acknowledged is on disk; go on where it was: yoi demo --resume --dir {folder.Path}")
        : fault;
}
