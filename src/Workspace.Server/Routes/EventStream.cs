using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Yoi.Workspace.Server;

/// <summary>Writes server-sent events as they come; a comment every 15 s shows that the line still holds.</summary>
internal sealed class EventStream(StreamGate gate, TimeProvider time, CancellationToken stopping)
{
    private const int RetrySeconds = 10;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>A timer bears no more than 49 days; a reader that stays so long comes again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>Ends with what comes, with the reader, with the server, or when what let the reader in is revoked or expires.</summary>
    /// <param name="context">The reader's request.</param>
    /// <param name="watch">What comes.</param>
    /// <param name="write">Turns it into a server-sent event.</param>
    public async Task WriteAsync<T>(HttpContext context, Func<CancellationToken, IAsyncEnumerable<T>> watch, Func<T, ReadOnlyMemory<byte>> write)
    {
        var caller = Caller.Known(context);
        using var place = gate.TryEnter(caller);
        if (place is null)
        {
            await Problem.OverloadedAsync(context, RetrySeconds, "Too many streams are open; close some and try again.");
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, caller.Ended);
        var left = caller.Expires - time.GetUtcNow();
        await using var expiry = time.CreateTimer(_ => ending.Cancel(), null, left < TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest, Timeout.InfiniteTimeSpan);
        try
        {
            await CopyAsync(new EventLine(context.Response.BodyWriter), caller, watch, write, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader left, was shut out, or the server stops.
        }
    }

    private async Task CopyAsync<T>(EventLine line, Caller caller, Func<CancellationToken, IAsyncEnumerable<T>> watch, Func<T, ReadOnlyMemory<byte>> write, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beating = BeatAsync(line, watching.Token);
        var steps = new EventSteps<T>(watch(watching.Token).GetAsyncEnumerator(watching.Token));
        try
        {
            while (await steps.TakeAsync())
            {
                // The timer may come a moment late.
                if (caller.Expires <= time.GetUtcNow()) return;
                await line.SendAsync(write(steps.Current), more: steps.Begin(), cancellationToken);
            }
        }
        finally
        {
            await watching.CancelAsync();
            await steps.DisposeAsync();
            await beating;
        }
    }

    private async Task BeatAsync(EventLine line, CancellationToken cancellationToken)
    {
        try
        {
            for (var beat = Task.Delay(Beat, time, cancellationToken); ; await line.BeatAsync(cancellationToken))
            {
                await beat;
                // Begun before the beat is seen, so that the next one is not late.
                beat = Task.Delay(Beat, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream is over.
        }
    }
}
