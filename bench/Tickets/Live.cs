using Yoi.Tickets;

namespace Yoi.Bench.Tickets;

/// <summary>A store as a running server has it: watched, its index in memory.</summary>
internal sealed class Live : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _watch = Task.CompletedTask;

    private Live(GeneratedStore generated) =>
        Store = TicketStore.Open(new() { Root = generated.Tickets, IndexFile = Path.Combine(generated.Cache, "server.index") });

    public TicketStore Store { get; }

    public static async Task<Live> OpenAsync(GeneratedStore generated)
    {
        var live = new Live(generated);
        var changes = live.Store.WatchAsync(TimeSpan.FromSeconds(0.9), live._stop.Token).GetAsyncEnumerator(live._stop.Token);
        var first = changes.MoveNextAsync();
        live._watch = Task.Run(async () =>
        {
            try
            {
                for (var more = await first; more; more = await changes.MoveNextAsync()) continue;
            }
            catch (OperationCanceledException) when (live._stop.IsCancellationRequested)
            {
                await changes.DisposeAsync();
            }
        });
        await live.Store.ListAsync(live._stop.Token);
        return live;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        Store.Dispose();
        _stop.Dispose();
    }
}
