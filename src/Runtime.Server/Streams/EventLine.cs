using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Server-sent events.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a wait handle the semaphore holds nothing.")]
internal sealed class EventLine : IStreamLine
{
    /// <summary>Bytes that wait for what is at hand behind them, roughly.</summary>
    private const int MostKept = 32 * 1024;

    private static readonly StreamItem Beat = new(": still here\n\n"u8.ToArray(), default);

    // Events and beats are written one at a time.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly PipeWriter _output;

    public EventLine(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _output = context.Response.BodyWriter;
    }

    /// <summary>Its reader can do nothing but break the connection.</summary>
    public Task<Fault?> Left { get; } = new TaskCompletionSource<Fault?>().Task;

    public async ValueTask SendAsync(StreamItem item, bool more, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _output.Write(item.Event.Span);
            if (!more || _output.UnflushedBytes >= MostKept) await _output.FlushAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new OperationCanceledException("The reader is gone.", exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask BeatAsync(CancellationToken cancellationToken)
    {
        // What is being sent shows it as well.
        if (_turn.CurrentCount > 0) await SendAsync(Beat, more: false, cancellationToken);
    }
}
