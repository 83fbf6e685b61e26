using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Yoi.Tests.EndToEnd;

/// <summary>A collector of measurements and traces that keeps what it is sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _sent = new();
    private readonly Task _loop;

    private Collector(int port)
    {
        Url = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _loop = ServeAsync();
    }

    public string Url { get; }

    public IEnumerable<string> Paths => _sent.Select(s => s.Path);

    /// <summary>Texts within the binary messages stand as they are.</summary>
    public string Text => string.Join('\n', _sent.Select(s => s.Body));

    public static Collector Start() => new(Ports.Free());

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _sent.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
