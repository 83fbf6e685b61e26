using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What carries a stream: server-sent events, or a WebSocket.</summary>
internal interface IStreamLine
{
    /// <summary>Completes when the reader ends the stream: with null by leaving, else with what it did wrong.</summary>
    Task<Fault?> Left { get; }

    /// <summary>Sends one thing; after the last one the line is closed. Cancelled where the reader is gone.</summary>
    /// <param name="item">The thing.</param>
    /// <param name="more">Whether another is at hand, so that this one may go out with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask SendAsync(StreamItem item, bool more, CancellationToken cancellationToken);

    /// <summary>Shows that the line still holds. May be called while something is sent.</summary>
    ValueTask BeatAsync(CancellationToken cancellationToken);
}
