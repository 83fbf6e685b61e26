using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Yoi.Tests.EndToEnd;

/// <summary>A model behind the OpenAI wire whose words the test gives piece by piece: an answer is under way for as long as the test wants it to be.</summary>
internal sealed class SteeredModel : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Channel<SteeredAnswer> _asked = Channel.CreateUnbounded<SteeredAnswer>();
    private readonly Task _loop;

    private SteeredModel(int port)
    {
        Url = $"http://127.0.0.1:{port}/v1";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _loop = ListenAsync();
    }

    public string Url { get; }

    public static SteeredModel Start() => new(Ports.Free());

    /// <summary>The next question, which must be asked of that model; it waits for its answer.</summary>
    public async Task<SteeredAnswer> Asked(string model = "coder-model")
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var answer = await _asked.Reader.ReadAsync(patience.Token);
        answer.Model.ShouldBe(model);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var request = await JsonDocument.ParseAsync(context.Request.InputStream);
                context.Response.ContentType = "text/event-stream";
                context.Response.SendChunked = true;
                _asked.Writer.TryWrite(new(context.Response, request.RootElement.GetProperty("model").GetString()!));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped, or a caller that went away: the next one is as good.
            }
        }
    }
}

/// <summary>One answer of a <see cref="SteeredModel"/>, as it is given.</summary>
internal sealed class SteeredAnswer(HttpListenerResponse response, string model)
{
    public string Model { get; } = model;

    /// <summary>Some words; the answer goes on.</summary>
    public Task Say(string text) => Write(new { role = "assistant", content = text }, null);

    /// <summary>The end of an answer that asked for nothing.</summary>
    public Task End() => Finish("stop");

    /// <summary>The end of an answer that calls a tool.</summary>
    public async Task Call(string tool, object arguments)
    {
        var call = new { index = 0, id = $"call-{Guid.NewGuid():N}", type = "function", function = new { name = tool, arguments = JsonSerializer.Serialize(arguments) } };
        await Write(new { role = "assistant", tool_calls = new[] { call } }, null);
        await Finish("tool_calls");
    }

    private async Task Finish(string reason)
    {
        await Write(new { }, reason);
        await response.OutputStream.WriteAsync("data: [DONE]\n\n"u8.ToArray());
        response.Close();
    }

    private async Task Write(object delta, string? reason)
    {
        var usage = reason is null ? null : new { prompt_tokens = 100, completion_tokens = 20, total_tokens = 120 };
        var chunk = JsonSerializer.Serialize(new { id = "c", @object = "chat.completion.chunk", created = 1, model = Model, choices = new[] { new { index = 0, delta, finish_reason = reason } }, usage });
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($"data: {chunk}\n\n"));
        await response.OutputStream.FlushAsync();
    }
}
