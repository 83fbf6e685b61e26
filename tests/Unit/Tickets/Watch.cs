using System.Threading.Channels;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Tickets;

/// <summary>Collects what a watch tells.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TempStore.Ct);
    private readonly Channel<TicketId> _told = Channel.CreateBounded<TicketId>(1000);
    private Task _run = Task.CompletedTask;

    public List<TicketId> Told { get; } = [];

    /// <summary>Watches, and returns when a first change of a ticket was told: from then on nothing is missed.</summary>
    public static async Task<Watch> StartAsync(TempStore temp, TimeSpan scanInterval, TicketId probe)
    {
        var watch = new Watch();
        var changes = temp.Store.WatchAsync(scanInterval, watch._stop.Token).GetAsyncEnumerator(watch._stop.Token);
        // The first step takes the baseline before it waits for anything.
        var first = changes.MoveNextAsync();
        watch._run = Task.Run(async () =>
        {
            await using (changes)
            {
                for (var more = await first; more; more = await changes.MoveNextAsync()) await watch._told.Writer.WriteAsync(changes.Current.Ticket, watch._stop.Token);
            }
        });
        await temp.CommentAsync(probe, "probe");
        await watch.ShouldTellAsync(probe);
        return watch;
    }

    public async Task ShouldTellAsync(TicketId id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        TicketId told;
        do
        {
            told = await _told.Reader.ReadAsync(patience.Token);
            Told.Add(told);
        }
        while (told != id);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }
}
