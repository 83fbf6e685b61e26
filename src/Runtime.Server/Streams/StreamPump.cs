using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>
/// Carries what comes to a reader, in its order, so that a slow reader holds up nobody but itself. Ends, with a word why, with the stream, the token, the server or what the reader does.
/// </summary>
internal sealed class StreamPump(TokenFile tokens, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private static readonly Fault Unauthorized = new(FaultCodes.Unauthorized, "The token was taken back or has expired; make one with `yoi runtime token new`.");
    private static readonly Fault Stopping = new(FaultCodes.RuntimeStopped, "The runtime's server stops; go on behind the last cursor when it is started again.");

    /// <param name="context">The reader's request.</param>
    /// <param name="line">What carries it.</param>
    /// <param name="watch">What comes.</param>
    /// <param name="tell">How it is told.</param>
    public async Task RunAsync<T>(HttpContext context, IStreamLine line, Func<CancellationToken, IAsyncEnumerable<T>> watch, Func<T, StreamItem> tell)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        var over = OverAsync(TokenGrant.Of(context), line, ending.Token);
        Task[] beside = [ShutAsync(context, over, watching, ending.Token), BeatAsync(line, watching.Token)];
        var steps = new StreamSteps<T>(watch(watching.Token).GetAsyncEnumerator(watching.Token));
        try
        {
            await line.BeatAsync(ending.Token);
            if (await CopyAsync(line, steps, tell, over, ending.Token)) return;
            if (await over is { } why) await line.SendAsync(StreamItem.End(why), more: false, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader left: nothing else cancels anything here.
        }
        finally
        {
            await ending.CancelAsync();
            await steps.DisposeAsync();
            await Task.WhenAll(beside);
            await Task.WhenAny(over);
        }
    }

    /// <summary>True where the stream came to its own end.</summary>
    private static async Task<bool> CopyAsync<T>(IStreamLine line, StreamSteps<T> steps, Func<T, StreamItem> tell, Task<Fault?> over, CancellationToken cancellationToken)
    {
        try
        {
            while (await steps.TakeAsync())
            {
                if (over.IsCompleted) return false;
                var item = tell(steps.Current);
                await line.SendAsync(item, more: item.Closed is null && steps.Begin(), cancellationToken);
                if (item.Closed is not null) return true;
            }

            return true;
        }
        catch (OperationCanceledException) when (over.IsCompleted)
        {
            return false;
        }
    }

    /// <summary>Once the stream is over nothing more is taken; a reader that does not take what it was sent is waited for a while.</summary>
    private async Task ShutAsync(HttpContext context, Task over, CancellationTokenSource watching, CancellationToken cancellationToken)
    {
        await Task.WhenAny(over);
        await watching.CancelAsync();
        await Task.Delay(Farewell, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested) context.Abort();
    }

    private async Task BeatAsync(IStreamLine line, CancellationToken cancellationToken)
    {
        try
        {
            for (var beat = Task.Delay(Beat, time, cancellationToken); ; await line.BeatAsync(cancellationToken))
            {
                await beat;
                beat = Task.Delay(Beat, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream is over, or the reader is gone, which whoever sends finds out, too.
        }
    }

    /// <summary>Why the stream is over; null where its reader left.</summary>
    private async Task<Fault?> OverAsync(TokenGrant grant, IStreamLine line, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Token);
        var ended = tokens.EndedAsync(grant, cancellationToken);
        var first = await Task.WhenAny(line.Left, ended, stopped);
        cancellationToken.ThrowIfCancellationRequested();
        if (first == line.Left) return await line.Left;
        return first == ended ? Unauthorized : Stopping;
    }
}
