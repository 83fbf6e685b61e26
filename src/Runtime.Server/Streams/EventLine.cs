using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Server-sent events.</summary>
internal sealed class EventLine : IStreamLine
{
    private readonly HttpResponse _response;

    public EventLine(HttpContext context)
    {
        _response = context.Response;
        _response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>Its reader can do nothing but break the connection.</summary>
    public Task<Fault?> Left { get; } = new TaskCompletionSource<Fault?>().Task;

    public async Task SendAsync(StreamItem item, CancellationToken cancellationToken)
    {
        var id = item.Cursor is null ? "" : $"id: {item.Cursor}\n";
        await _response.WriteAsync($"{id}event: {item.Name}\ndata: ", cancellationToken);
        await _response.Body.WriteAsync(item.Data, cancellationToken);
        await _response.WriteAsync("\n\n", cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }

    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        await _response.WriteAsync(": still here\n\n", cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }
}
