using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Yoi.Workspace.Server;

/// <summary>One server-sent event as it goes over the line.</summary>
internal readonly record struct ServerEvent(ReadOnlyMemory<byte> Bytes)
{
    /// <param name="name">Its name.</param>
    /// <param name="frame">Its data.</param>
    /// <param name="type">How the data is written.</param>
    /// <param name="id">What a reader sends back as Last-Event-ID; null leaves the last one standing.</param>
    public static ServerEvent Of<T>(string name, T frame, JsonTypeInfo<T> type, string? id = null) => new(Write(name, frame, type, id));

    /// <summary>The same as bytes, for events that are sent to many.</summary>
    public static byte[] Write<T>(string name, T frame, JsonTypeInfo<T> type, string? id)
    {
        ArrayBufferWriter<byte> output = new(512);
        if (id is not null) Encoding.UTF8.GetBytes($"id: {id}\n", output);
        Encoding.UTF8.GetBytes($"event: {name}\ndata: ", output);
        using (var json = new Utf8JsonWriter(output)) JsonSerializer.Serialize(json, frame, type);
        output.Write("\n\n"u8);
        return output.WrittenSpan.ToArray();
    }
}

/// <summary>Writes server-sent events as they come; a comment every 15 s shows that the line still holds.</summary>
internal sealed class EventStream(StreamGate gate, TimeProvider time, CancellationToken stopping)
{
    private const int RetrySeconds = 10;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>A timer bears no more than 49 days; a reader that stays so long comes again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>Ends with the events, with the reader, with the server, or when what let the reader in is revoked or expires.</summary>
    public async Task WriteAsync(HttpContext context, Func<CancellationToken, IAsyncEnumerable<ServerEvent>> watch)
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
            await CopyAsync(context, caller, watch, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader left, was shut out, or the server stops.
        }
    }

    private async Task CopyAsync(HttpContext context, Caller caller, Func<CancellationToken, IAsyncEnumerable<ServerEvent>> watch, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var events = watch(watching.Token).GetAsyncEnumerator(watching.Token);
        var next = events.MoveNextAsync().AsTask();
        try
        {
            var beat = Task.Delay(Beat, time, watching.Token);
            while (true)
            {
                var hasCome = await Task.WhenAny(next, beat) == next;
                if (hasCome && !await next) return;
                // The timer may come a moment late.
                if (caller.Expires <= time.GetUtcNow()) return;
                if (hasCome)
                {
                    await context.Response.Body.WriteAsync(events.Current.Bytes, cancellationToken);
                    next = events.MoveNextAsync().AsTask();
                }
                else
                {
                    await beat;
                    await context.Response.WriteAsync(": still here\n\n", cancellationToken);
                    beat = Task.Delay(Beat, time, watching.Token);
                }

                await context.Response.Body.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            // An enumerator may only be disposed once its last step has ended, in whichever way.
            await watching.CancelAsync();
            await Task.WhenAny(next);
        }
    }
}
