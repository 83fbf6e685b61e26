using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace Yoi.Workspace.Server;

/// <summary>The line to one reader of server-sent events. Events and beats are written one at a time.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a wait handle the semaphore holds nothing.")]
internal sealed class EventLine(PipeWriter output)
{
    /// <summary>Bytes that wait for what is at hand behind them, roughly.</summary>
    private const int MostKept = 32 * 1024;

    private static readonly byte[] Beat = ": still here\n\n"u8.ToArray();

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends an event; where more is at hand it may go out with what comes next.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, bool more, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            output.Write(bytes.Span);
            if (!more || output.UnflushedBytes >= MostKept) await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Shows that the line still holds; what is being sent shows it as well.</summary>
    public async ValueTask BeatAsync(CancellationToken cancellationToken)
    {
        if (_turn.CurrentCount > 0) await SendAsync(Beat, more: false, cancellationToken);
    }
}
