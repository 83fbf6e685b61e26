using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Yoi.Tests.Unit.Client;

/// <summary>A server that answers a connection however a test says; it reads the request's head first.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Func<int, string, NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _loop;

    private HostileServer(Func<int, string, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = ListenAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public List<string> Heads { get; } = [];

    /// <summary>Answers by the connection's number and its request's head.</summary>
    public static HostileServer Start(Func<int, string, NetworkStream, CancellationToken, Task> answer) => new(answer);

    /// <summary>Answers everybody with the same bytes and closes.</summary>
    public static HostileServer Saying(string answer) => new((_, _, stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer), token).AsTask());

    /// <summary>An answer with a body of a known length.</summary>
    public static string Answer(string status, string type, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _loop;
        _listener.Stop();
        _over.Dispose();
    }

    private async Task ListenAsync()
    {
        var connections = new List<Task>();
        try
        {
            for (var number = 0; ; number++) connections.Add(ServeAsync(number, await _listener.AcceptTcpClientAsync(_over.Token)));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(int number, TcpClient connection)
    {
        using var owned = connection;
        try
        {
            var stream = connection.GetStream();
            var head = await HeadAsync(stream);
            lock (Heads) Heads.Add(head);
            await _answer(number, head, stream, _over.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left, as it should, or the test is over.
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _over.Token) > 0) head.Append((char)one[0]);
        return head.ToString();
    }
}
