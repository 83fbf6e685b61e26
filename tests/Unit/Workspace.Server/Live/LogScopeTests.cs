using Yoi.Protocol;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

public sealed class LogScopeTests : IAsyncLifetime
{
    private readonly LiveWorkspace _live = new() { Slots = 1 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _live.InitializeAsync();

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact]
    public async Task What_is_logged_of_a_ticket_or_a_run_names_it_whoever_logs_it()
    {
        var body = "## Requirements\n\n- it greets\n\n## Acceptance criteria\n\n- it does\n\n## Write scope\n\n- `greeting.txt`\n";
        var ticket = (await _live.Tickets.CreateAsync(new("Greet", body), null, Cancelled)).Value.Card.Id;
        await _live.Tickets.MoveAsync(ticket, new("planning", "ready"), null, Cancelled);
        await _live.Tickets.MoveAsync(ticket, new("ready", "queued"), null, Cancelled);
        var coder = await _live.Backend.NextAsync();
        var run = await coder.NextRunAsync();

        run.End.TrySetException(new InvalidOperationException("planted failure"));

        await LiveWorkspace.UntilAsync(() => Line("planted failure") is not null);
        Line("planted failure")!.ShouldContain($"worker:{coder.Context.Worker.Worker} run:{run.Input.Run}");
        Line(": CreateWorker")!.ShouldContain($"ticket:{ticket}");
    }

    private string? Line(string text) => _live.LogLines.FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal));
}
