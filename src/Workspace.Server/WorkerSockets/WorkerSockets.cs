using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>
/// A Unix socket for each Worker whose agent is a program in a sandbox: bound into that sandbox it is the Worker's identity, so there is no secret to steal and nobody else to pass for. Over
/// it go calls of ticket tools, a JSON object a line each way (<see cref="TicketToolCall"/>, <see cref="TicketToolReply"/>), one at a time on a connection. It must not be bound where
/// code runs that the Worker did not choose: whoever reaches it speaks as the Worker.
/// </summary>
public sealed class WorkerSockets : IAsyncDisposable
{
    /// <summary>The socket's name in its folder.</summary>
    public const string FileName = "tools.sock";

    private readonly ConcurrentDictionary<WorkerRef, WorkerSocket> _open = new();
    private readonly SemaphoreSlim _opening = new(1);
    private readonly WorkerSocketsOptions _options;
    private readonly ILogger _logger;

    /// <param name="options">Where they lie and what answers.</param>
    /// <param name="logger">What is told of connections that fail.</param>
    public WorkerSockets(WorkerSocketsOptions options, ILogger<WorkerSockets> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostConnections, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostBytes, 1024);
        (_options, _logger) = (options, logger);
    }

    /// <summary>
    /// Listens for a Worker, where nobody does yet; answers the folder to bind, which holds the socket and nothing else. It is the same folder after a restart. <c>invalid</c> where the path is
    /// too long or something else lies there.
    /// </summary>
    public async ValueTask<Result<string>> OpenAsync(WorkerRef worker, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_open.TryGetValue(worker, out var known)) return known.Folder;
            var folder = FolderOf(worker);
            MakePrivate(_options.Folder);
            MakePrivate(folder);
            var path = Path.Combine(folder, FileName);
            if (await OperatorSocket.PrepareAsync(path, cancellationToken) is { } unfit) return unfit;
            var socket = new WorkerSocket(worker, path, _options, _logger);
            socket.Listen();
            _open[worker] = socket;
            return folder;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Ends a Worker's socket and every connection to it; calls under way are carried to their end, unanswered.</summary>
    public async ValueTask CloseAsync(WorkerRef worker)
    {
        if (!_open.TryRemove(worker, out var socket)) return;
        await socket.DisposeAsync();
        Directory.Delete(socket.Folder, recursive: true);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // The folders stay: a sandbox that outlives this process finds the socket of the next one in them.
        foreach (var worker in _open.Keys)
            if (_open.TryRemove(worker, out var socket)) await socket.DisposeAsync();
        _opening.Dispose();
    }

    // Of a UUIDv7 the last digits are the random ones; the whole of it would leave little of a path of 107 bytes.
    private string FolderOf(WorkerRef worker) => Path.Combine(_options.Folder, $"{worker.Worker.Value:N}"[^16..]);

    private static void MakePrivate(string folder)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
    }
}
