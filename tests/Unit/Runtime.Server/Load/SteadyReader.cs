using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Server.Load;

/// <summary>Watches a Worker from its beginning to a last event, over whatever happens, and sees each event once and in order.</summary>
internal static class SteadyReader
{
    /// <summary>Ends once the last event was seen; what was wrong on the way, else null.</summary>
    public static async Task<string?> ReadAsync(RuntimeClient client, WorkerId worker, Task<long> last, Action begun, CancellationToken cancellationToken)
    {
        var seen = 0L;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // It may have seen the last event before it was said to be that.
        var over = last.ContinueWith(l => Interlocked.Read(ref seen) >= l.Result ? ending.CancelAsync() : Task.CompletedTask, ending.Token, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await foreach (var frame in client.Observe(worker, null, ending.Token))
            {
                if (frame is ClosedFrame closed) return $"closed: {closed.Fault}";
                var events = frame switch
                {
                    SnapshotFrame snapshot => snapshot.Tail,
                    EventFrame item => [item.Event],
                    _ => [],
                };
                foreach (var e in events)
                {
                    if (e.Seq != seen + 1) return $"event {e.Seq} behind {seen}";
                    Interlocked.Exchange(ref seen, e.Seq);
                }

                if (frame is SnapshotFrame) begun();
                if (last.IsCompleted && seen >= await last) return null;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAny(over);
        }

        return $"the stream ended behind {seen}";
    }
}
