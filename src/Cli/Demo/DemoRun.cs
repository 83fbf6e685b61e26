using Yoi.Client;
using Yoi.Protocol;
using Yoi.Sandbox;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>One demo from an empty folder, or from wherever it was killed, to closed tickets.</summary>
internal sealed class DemoRun(DemoFolder folder, DemoState state, bool isResumed) : IAsyncDisposable
{
    private const string ServerIsUp = "Yoi is up: ";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(500);

    private readonly DemoProgress _progress = new();
    private readonly StreamWriter _log = new(folder.ServerLog, append: true);
    private readonly Stack<IAsyncDisposable> _running = new();

    /// <summary>Null where all went as it must, and was seen in git and files.</summary>
    public async Task<Fault?> RunAsync(bool keepOpen, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromMinutes(state.Model is null ? 5 : 60);
        using var deadline = new CancellationTokenSource(patience, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await PlayAsync(keepOpen, both.Token, cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new(FaultCodes.Timeout, $"The demo was not done after {patience.TotalMinutes} minutes; its server's log is {folder.ServerLog}. Go on: yoi demo --resume --dir {folder.Path}");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var part)) await part.DisposeAsync();
        await _log.DisposeAsync();
    }

    private async Task<Fault?> PlayAsync(bool keepOpen, CancellationToken cancellationToken, CancellationToken interrupted)
    {
        if (await new BubblewrapSandbox().CheckAsync(cancellationToken) is { } noSandbox) return noSandbox;
        DemoProgress.Title(state);
        var pages = PagesBuild.Start();
        if (pages is not null) _running.Push(pages);

        var setup = new DemoSetup(folder);
        if (!(await setup.RepositoryAsync(state, cancellationToken)).TryGet(out var made, out var fault)) return fault;
        state = made;
        DemoProgress.Say("repository", folder.Repository);
        if (!(await setup.WorkspaceAsync(state, cancellationToken)).TryGet(out var workspace, out fault)) return fault;
        using var store = TicketStore.Open(new() { Root = Path.Combine(folder.Repository, ".yoi", "tickets") });
        if (!(await DemoSetup.TicketsAsync(store, cancellationToken)).TryGet(out var tickets, out fault)) return fault;
        foreach (var story in DemoStory.Tickets) DemoProgress.Say("ticket", $"{tickets[story.Label]} {story.Label,-6} {story.Title}{(story.DependsOn is { } on ? $", depends on {on}" : "")}");

        if (!(await StartModelAsync(tickets, cancellationToken)).TryGet(out var model, out fault)) return fault;
        DemoProgress.Say("model", model);
        if (!(await StartServerAsync(workspace, cancellationToken)).TryGet(out var server, out fault)) return fault;
        DemoProgress.Say("server", $"{server.Link}, process {server.Process.Id}");

        using (server.Client)
        {
            foreach (var story in DemoStory.Tickets)
                if (await DemoSetup.QueueAsync(store, tickets[story.Label], cancellationToken) is { } refused) return refused;
            _progress.Step("the person queues all three");
            fault = await new DemoFollow(folder, server, store, tickets, _progress).RunAsync(cancellationToken);
            if (fault is not null) return fault;
            if (!(await server.Client.BoardAsync(server.Workspace, cancellationToken)).TryGet(out var board, out fault)) return fault;
            var proof = new DemoProof(folder, store, state, tickets);
            fault = await proof.CheckAsync(_progress, cancellationToken);
            if (fault is not null) return fault;
            state = state with { Finished = true };
            state.Write(folder.State);
            await DemoReport.WriteAsync(board, tickets, store, folder, pages, cancellationToken);
        }

        if (keepOpen) await StayAsync(interrupted);
        return null;
    }

    private async Task<Result<string>> StartModelAsync(IReadOnlyDictionary<string, TicketId> tickets, CancellationToken cancellationToken)
    {
        if (state.Model is { } chosen) return $"{chosen}, live";
        await DemoCassette.WriteAsync(folder.Cassette, tickets, cancellationToken);
        var port = state.ModelPort.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var started = await StartAsync("http://", cancellationToken, "model", "serve", folder.Cassette, "--port", port, "--with-parent");
        return started.TryGet(out var model, out var fault) ? $"{model.Line}, recorded words from cassette.jsonl" : fault;
    }

    private async Task<Result<DemoServer>> StartServerAsync(WorkspaceFolder workspace, CancellationToken cancellationToken)
    {
        var started = await StartAsync(ServerIsUp, cancellationToken, "up", "--no-open", "--verbose", "--with-parent", "--workspace", workspace.Root);
        if (!started.TryGet(out var server, out var fault)) return new Fault(fault.Code, $"{fault.Message} Its log is {folder.ServerLog}.");
        return new DemoServer("demo", server.Line[ServerIsUp.Length..].Split(' ')[0], new WorkspaceClient(workspace.Home.Socket(workspace.Root)), server.Process);
    }

    /// <summary>Starts a process of this program. After a kill the one before may need a moment to see that nobody is there any more.</summary>
    private async Task<Result<(Child Process, string Line)>> StartAsync(string said, CancellationToken cancellationToken, params string[] arguments)
    {
        using var timer = new PeriodicTimer(StartPause, TimeProvider.System);
        for (var until = _progress.Elapsed + (isResumed ? StartPatience : TimeSpan.Zero); ; await timer.WaitForNextTickAsync(cancellationToken))
        {
            var process = Child.Start(folder.Home, _log, arguments);
            _running.Push(process);
            var line = await process.LineAsync(said, cancellationToken);
            if (line.TryGet(out var text, out var fault)) return (process, text);
            if (_progress.Elapsed >= until) return fault;
        }
    }

    private static async Task StayAsync(CancellationToken interrupted)
    {
        Console.WriteLine("The server keeps running until Ctrl-C.");
        var stopped = new TaskCompletionSource();
        await using var registration = interrupted.Register(stopped.SetResult);
        await stopped.Task;
    }
}

/// <summary>The demo's running server.</summary>
internal sealed record DemoServer(string Workspace, string Link, WorkspaceClient Client, Child Process);
