using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>
/// Carries what comes to a reader, one thing at a time, so that a slow reader holds up nobody but itself. Ends, with a word why, with the stream, the token, the server or what the reader does.
/// </summary>
internal sealed class StreamPump(TokenFile tokens, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private static readonly Fault Unauthorized = new(FaultCodes.Unauthorized, "The token was taken back or has expired; make one with `yoi runtime token new`.");
    private static readonly Fault Stopping = new(FaultCodes.RuntimeStopped, "The runtime's server stops; go on behind the last cursor when it is started again.");

    public async Task RunAsync(HttpContext context, IStreamLine line, Func<CancellationToken, IAsyncEnumerable<StreamItem>> watch)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var over = OverAsync(TokenGrant.Of(context), line, ending.Token);
        var items = new StreamSteps(watch(ending.Token).GetAsyncEnumerator(ending.Token));
        try
        {
            await CopyAsync(context, line, items, over, ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader left: nothing else cancels anything here.
        }
        finally
        {
            await ending.CancelAsync();
            await items.DisposeAsync();
            await Task.WhenAny(over);
        }
    }

    private async Task CopyAsync(HttpContext context, IStreamLine line, StreamSteps items, Task<Fault?> over, CancellationToken cancellationToken)
    {
        await SendAsync(context, line.BeatAsync(cancellationToken), over);
        var beat = Task.Delay(Beat, time, cancellationToken);
        while (true)
        {
            var first = await Task.WhenAny(over, items.Next, beat);
            if (over.IsCompleted)
            {
                if (await over is { } why) await SendAsync(context, line.SendAsync(StreamItem.End(why), cancellationToken), over);
                return;
            }

            if (first == beat)
            {
                await beat;
                await SendAsync(context, line.BeatAsync(cancellationToken), over);
                beat = Task.Delay(Beat, time, cancellationToken);
                continue;
            }

            if (!await items.Next) return;
            var item = items.Current;
            await SendAsync(context, line.SendAsync(item, cancellationToken), over);
            if (item.Closed is not null) return;
            items.Go();
        }
    }

    /// <summary>A reader that takes nothing is waited for, but not once its stream is over.</summary>
    private async Task SendAsync(HttpContext context, Task sending, Task over)
    {
        if (!sending.IsCompleted && await Task.WhenAny(sending, over) == over && !sending.IsCompleted)
        {
            using var enough = new CancellationTokenSource();
            if (await Task.WhenAny(sending, Task.Delay(Farewell, time, enough.Token)) != sending) context.Abort();
            await enough.CancelAsync();
        }

        try
        {
            await sending;
        }
        catch (Exception exception) when (exception is IOException or WebSocketException)
        {
            throw new OperationCanceledException("The reader is gone.", exception);
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
