using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>One Worker's socket and its connections.</summary>
internal sealed partial class WorkerSocket(WorkerRef worker, string path, WorkerSocketsOptions options, ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private Task _accepting = Task.CompletedTask;

    public string Folder { get; } = Path.GetDirectoryName(path)!;

    public void Listen()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(options.MostConnections);
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        File.Delete(path);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync(_closing.Token);
                connections.RemoveAll(c => c.IsCompleted);
                if (connections.Count < options.MostConnections) connections.Add(ServeAsync(connection));
                else connection.Dispose();
            }
        }
        catch (OperationCanceledException)
        {
            // Closed: what is under way is waited for below.
        }
        catch (SocketException exception) when (!_closing.IsCancellationRequested)
        {
            LogEnded(exception, worker);
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            await new ToolLines(worker, stream, options).RunAsync(_closing.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Whoever was there has left, or the socket is closed.
        }
        catch (Exception exception)
        {
            LogFailed(exception, worker);
        }
    }

    [LoggerMessage(LogLevel.Error, "Worker {Worker} cannot be reached over its socket any more")]
    private partial void LogEnded(Exception exception, WorkerRef worker);

    [LoggerMessage(LogLevel.Error, "A connection of Worker {Worker} failed in a way that was not foreseen")]
    private partial void LogFailed(Exception exception, WorkerRef worker);
}
