using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Yoi.Tests.EndToEnd;

/// <summary>A model behind the OpenAI wire that decides by what it is told, as a real one does: it is given no ticket's id beforehand and answers in streams.</summary>
internal sealed class LiveModel : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, int, object[]> _answer;
    private readonly Task _loop;
    private readonly ConcurrentQueue<string> _asked = new();
    private int _requests;

    private LiveModel(int port, Func<string, int, object[]> answer)
    {
        (Url, _answer) = ($"http://127.0.0.1:{port}/v1", answer);
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _loop = ServeAsync();
    }

    public string Url { get; }

    public int Requests => _requests;

    /// <summary>What it was asked so far: each request's messages as JSON.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Starts it.</summary>
    /// <param name="answer">From the first user message and the number of answers so far to the calls of the next.</param>
    public static LiveModel Start(Func<string, int, object[]> answer) => new(Ports.Free(), answer);

    /// <summary>A call, for an answer.</summary>
    public static object Call(string name, object arguments) => new { name, arguments = JsonSerializer.Serialize(arguments) };

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Stopped, or a caller that went away: the next one is as good.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        Interlocked.Increment(ref _requests);
        using var request = await JsonDocument.ParseAsync(context.Request.InputStream);
        _asked.Enqueue(request.RootElement.GetProperty("messages").GetRawText());
        var messages = request.RootElement.GetProperty("messages").EnumerateArray().ToList();
        var first = messages.First(m => Role(m) == "user").GetProperty("content");
        var calls = _answer(first.ValueKind == JsonValueKind.String ? first.GetString()! : first[0].GetProperty("text").GetString()!, messages.Count(m => Role(m) == "assistant"));
        context.Response.ContentType = "text/event-stream";
        await using var output = context.Response.OutputStream;
        await Write(output, new { role = "assistant", content = "I go " }, null);
        await Write(output, new { content = "on." }, null);
        for (var index = 0; index < calls.Length; index++)
            await Write(output, new { tool_calls = new[] { new { index, id = $"call-{Guid.NewGuid():N}", type = "function", function = calls[index] } } }, null);
        await Write(output, new { }, calls.Length > 0 ? "tool_calls" : "stop");
        await output.WriteAsync("data: [DONE]\n\n"u8.ToArray());
    }

    private static string? Role(JsonElement message) => message.GetProperty("role").GetString();

    private static async Task Write(Stream output, object delta, string? reason)
    {
        var chunk = JsonSerializer.Serialize(new { id = "c", @object = "chat.completion.chunk", created = 1, model = "live", choices = new[] { new { index = 0, delta, finish_reason = reason } } });
        await output.WriteAsync(Encoding.UTF8.GetBytes($"data: {chunk}\n\n"));
        await output.FlushAsync();
    }
}
