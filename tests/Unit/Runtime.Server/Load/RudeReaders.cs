using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Yoi.Tests.Unit.Runtime.Server.Load;

/// <summary>Who connects and does not keep to what is expected of a reader.</summary>
internal static class RudeReaders
{
    /// <summary>Asks for a stream and takes nothing of it.</summary>
    public static async Task<TcpClient> StuckAsync(IPEndPoint server, string path, string token, CancellationToken cancellationToken)
    {
        // As little as the system allows waits on this side, so that the rest waits on the other.
        var client = new TcpClient { ReceiveBufferSize = 1024 };
        await client.ConnectAsync(server, cancellationToken);
        await client.GetStream().WriteAsync(Request(path, token), cancellationToken);
        return client;
    }

    /// <summary>Asks for streams, takes a little and breaks off without a word, again and again; how often.</summary>
    public static async Task<int> VanishingAsync(IPEndPoint server, string path, string token, CancellationToken cancellationToken)
    {
        for (var times = 0; ; times++)
        {
            try
            {
                using var client = new TcpClient { LingerState = new(true, 0) };
                await client.ConnectAsync(server, cancellationToken);
                await client.GetStream().WriteAsync(Request(path, token), cancellationToken);
                _ = await client.GetStream().ReadAsync(new byte[512], cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return times;
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // The server is being started again.
                await Task.Yield();
            }
        }
    }

    /// <summary>Sends the beginning of a request and then one byte at each beat, until the server has enough; the first line of its answer.</summary>
    public static async Task<string> DribblingAsync(IPEndPoint server, string beginning, PeriodicTimer beat, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), cancellationToken);
        var answer = new StreamReader(stream).ReadLineAsync(cancellationToken).AsTask();
        try
        {
            while (!answer.IsCompleted && await beat.WaitForNextTickAsync(cancellationToken)) await stream.WriteAsync("x"u8.ToArray(), cancellationToken);
            return await answer ?? "closed";
        }
        catch (IOException)
        {
            return "closed";
        }
    }

    private static byte[] Request(string path, string token) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: runtime\r\nAuthorization: Bearer {token}\r\n\r\n");
}
