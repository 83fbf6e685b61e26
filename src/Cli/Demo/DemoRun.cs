using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Sandbox;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>One demo from an empty folder to a closed ticket.</summary>
internal sealed class DemoRun(DemoFolder folder, bool keepOpen) : IAsyncDisposable
{
    private const string Person = "demo-person";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly DemoProgress _progress = new();
    private readonly StreamWriter _log = new(folder.ServerLog);
    private readonly Stack<IAsyncDisposable> _running = new();

    /// <summary>Null where all went as it must, and was seen in git and files.</summary>
    public async Task<Fault?> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await PlayAsync(both.Token, cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new(FaultCodes.Timeout, $"The demo was not done after {Patience.TotalMinutes} minutes; its server's log is {folder.ServerLog}.");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var part)) await part.DisposeAsync();
        await _log.DisposeAsync();
    }

    private async Task<Fault?> PlayAsync(CancellationToken cancellationToken, CancellationToken interrupted)
    {
        if (await new BubblewrapSandbox().CheckAsync(cancellationToken) is { } noSandbox) return noSandbox;
        DemoProgress.Title();
        var pages = PagesBuild.Start();
        if (pages is not null) _running.Push(pages);

        if (!(await DemoRepository.MakeAsync(folder.Repository, cancellationToken)).TryGet(out var main, out var fault)) return fault;
        DemoProgress.Say("repository", $"{folder.Repository}, tests fail as they should");
        var store = TicketStore.Open(new() { Root = Path.Combine(folder.Repository, ".yoi", "tickets") });
        if (!(await WriteTicketAsync(store, cancellationToken)).TryGet(out var ticket, out fault)) return fault;
        DemoProgress.Say("ticket", $"{ticket} {DemoStory.Title}");

        if (!(await StartModelAsync(ticket, cancellationToken)).TryGet(out var model, out fault)) return fault;
        DemoProgress.Say("model", $"{model}, recorded words from cassette.jsonl");
        if (!(await StartServerAsync(model, cancellationToken)).TryGet(out var server, out fault)) return fault;
        DemoProgress.Say("server", server.Link);

        using (server.Client)
        {
            fault = await MoveAsync(store, ticket, TicketState.Ready, TicketState.Queued, cancellationToken) ?? await FollowAsync(server, ticket, "close", cancellationToken);
            if (fault is not null) return fault;
            fault = await MoveAsync(store, ticket, TicketState.Done, TicketState.Closed, cancellationToken) ?? await FollowAsync(server, ticket, "closed", cancellationToken);
            if (fault is not null) return fault;
            if (!(await server.Client.BoardAsync(server.Workspace, cancellationToken)).TryGet(out var board, out fault)) return fault;
            var elapsed = _progress.Elapsed;
            fault = await DemoProof.CheckAsync(folder, store, ticket, main, _progress, cancellationToken);
            if (fault is not null) return fault;
            DemoReport.Write(board.Cards.Single(c => c.Id == ticket), elapsed, folder, pages);
        }

        if (keepOpen) await StayAsync(server, interrupted);
        return null;
    }

    private static async Task<Result<TicketId>> WriteTicketAsync(TicketStore store, CancellationToken cancellationToken)
    {
        var created = await store.CreateAsync(new() { Title = DemoStory.Title, Body = DemoStory.Body, Author = Person, Priority = "normal" }, cancellationToken);
        if (!created.TryGet(out var ticket, out var fault)) return fault;
        var ready = await store.TransitionAsync(ticket.Id, new()
        {
            Expected = TicketState.Planning,
            To = TicketState.Ready,
            Author = Person,
            Body = "Requirements and acceptance criteria are explicit.",
        }, cancellationToken);
        return ready.Fault is { } refused ? refused : ticket.Id;
    }

    private async Task<Result<string>> StartModelAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        await DemoCassette.WriteAsync(folder.Cassette, ticket, cancellationToken);
        var model = Child.Start(folder.Home, _log, "model", "serve", folder.Cassette);
        _running.Push(model);
        return await model.LineAsync("http://", cancellationToken);
    }

    private async Task<Result<DemoServer>> StartServerAsync(string model, CancellationToken cancellationToken)
    {
        var made = await WorkspaceMaker.MakeAsync(new(folder.Repository, folder.Home)
        {
            Name = "demo",
            Validation = [DemoStory.Validation],
            Provider = model,
            CoderModel = DemoStory.CoderModel,
            ReviewerModel = DemoStory.ReviewerModel,
        }, cancellationToken);
        if (!made.TryGet(out var workspace, out var fault)) return fault;
        var server = Child.Start(folder.Home, _log, "up", "--no-open", "--verbose", "--workspace", workspace.Root);
        _running.Push(server);
        if (!(await server.LineAsync("Yoi is up: ", cancellationToken)).TryGet(out var line, out fault))
            return new Fault(fault.Code, $"{fault.Message} Its log is {folder.ServerLog}.");
        return new DemoServer("demo", line["Yoi is up: ".Length..].Split(' ')[0], new WorkspaceClient(workspace.Home.Socket(workspace.Root)));
    }

    private async Task<Fault?> MoveAsync(TicketStore store, TicketId ticket, TicketState from, TicketState to, CancellationToken cancellationToken)
    {
        var moved = await store.TransitionAsync(ticket, new()
        {
            Expected = from,
            To = to,
            Author = Person,
            Resolution = to == TicketState.Closed ? "Durations of an hour or more show hours; merged, reviewed and validated." : null,
        }, cancellationToken);
        if (moved.Fault is null) _progress.Step(to == TicketState.Closed ? "the person closes the ticket" : "the person queues the ticket");
        return moved.Fault;
    }

    private async Task<Fault?> FollowAsync(DemoServer server, TicketId ticket, string until, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Poll, TimeProvider.System);
        for (var last = until == "closed" ? "close" : ""; ; await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (!(await server.Client.BoardAsync(server.Workspace, cancellationToken)).TryGet(out var board, out var fault)) return fault;
            if (board.Cards.FirstOrDefault(c => c.Id == ticket)?.Attempt is not { } attempt) continue;
            if (attempt.Parked is { } parked) return new(parked.Code, $"The attempt parked: {parked.Message} The server's log is {folder.ServerLog}.");
            if (attempt.Step != last) _progress.Step(DemoProgress.Words(last = attempt.Step));
            if (attempt.Step == until) return null;
        }
    }

    private static async Task StayAsync(DemoServer server, CancellationToken interrupted)
    {
        Console.WriteLine("The server keeps running until Ctrl-C.");
        var stopped = new TaskCompletionSource();
        await using var registration = interrupted.Register(stopped.SetResult);
        await stopped.Task;
    }
}

/// <summary>The demo's running server.</summary>
internal sealed record DemoServer(string Workspace, string Link, WorkspaceClient Client);
