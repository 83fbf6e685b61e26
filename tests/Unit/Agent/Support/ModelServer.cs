using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Yoi.Agent;

namespace Yoi.Tests.Unit.Agent;

/// <summary>A real HTTP server on a free port of this machine; each request's body is given to the test, which answers it.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Answer> _answer;
    private readonly Task _serving;

    public ModelServer(Func<string, Answer> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public ModelServer(CassettePlayer player)
        : this(body =>
        {
            var reply = player.Answer(Encoding.UTF8.GetBytes(body));
            return new(reply.Status, [.. reply.Chunks]) { ContentType = reply.ContentType };
        })
    {
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public List<string> Heads { get; } = [];

    public List<string> Bodies { get; } = [];

    public static Answer Json(int status, string body, string headers = "") => new(status, [Encoding.UTF8.GetBytes(body)]) { Headers = headers };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
            await using var stream = connection.GetStream();
            await AnswerAsync(stream);
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return;
            head.Append((char)one[0]);
        }

        var length = head.ToString().Split("\r\n").First(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        Heads.Add(head.ToString());
        Bodies.Add(Encoding.UTF8.GetString(body));
        var answer = _answer(Bodies[^1]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {answer.Status} x\r\nContent-Type: {answer.ContentType}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n{answer.Headers}\r\n"), _stop.Token);
        foreach (var chunk in answer.Chunks)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), _stop.Token);
            await stream.WriteAsync(chunk, _stop.Token);
            await stream.WriteAsync("\r\n"u8.ToArray(), _stop.Token);
        }

        if (answer.Stalls is { } reached)
        {
            reached.TrySetResult();
            // Until the client goes away: what it sends after its request is nothing but the end of the connection.
            await stream.ReadAtLeastAsync(one, 1, throwOnEndOfStream: false, _stop.Token);
        }
        else if (!answer.BreaksOff) await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), _stop.Token);
    }

    /// <summary>An HTTP answer; one that breaks off closes the connection in the middle.</summary>
    internal sealed record Answer(int Status, IReadOnlyList<ReadOnlyMemory<byte>> Chunks, bool BreaksOff = false)
    {
        public string ContentType { get; init; } = "application/json";

        /// <summary>Set where the answer is never finished; completes when all there is has been sent.</summary>
        public TaskCompletionSource? Stalls { get; init; }

        /// <summary>More header lines, each with its line break.</summary>
        public string Headers { get; init; } = "";
    }
}
