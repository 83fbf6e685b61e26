using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>What a server tells over one connection, frame by frame.</summary>
internal interface IFrames : IAsyncDisposable
{
    /// <summary>The next frame, or why there is none.</summary>
    ValueTask<Result<SentFrame>> NextAsync(CancellationToken cancellationToken);
}

/// <summary>One frame as it came.</summary>
/// <param name="Json">Its JSON; good until the next one is asked for.</param>
/// <param name="Id">Of a server-sent event: the cursor behind it, where it has one.</param>
internal readonly record struct SentFrame(ReadOnlyMemory<byte> Json, string? Id = null);
