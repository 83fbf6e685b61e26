using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>What a runtime tells over one connection, frame by frame.</summary>
internal interface IFrames : IAsyncDisposable
{
    /// <summary>The next frame's JSON, or why there is none.</summary>
    ValueTask<Result<ReadOnlyMemory<byte>>> NextAsync(CancellationToken cancellationToken);
}
