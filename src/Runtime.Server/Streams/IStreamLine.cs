using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What carries a stream: server-sent events, or a WebSocket.</summary>
internal interface IStreamLine
{
    /// <summary>Completes when the reader ends the stream: with null by leaving, else with what it did wrong.</summary>
    Task<Fault?> Left { get; }

    /// <summary>Sends one thing; after the last one the line is closed.</summary>
    Task SendAsync(StreamItem item, CancellationToken cancellationToken);

    /// <summary>Shows that the line still holds.</summary>
    Task BeatAsync(CancellationToken cancellationToken);
}
