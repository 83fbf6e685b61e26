using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Agent;

/// <summary>What the runs of one Worker share.</summary>
internal sealed record RunAgent
{
    public required Profile Profile { get; init; }

    public required IWorkerSink Sink { get; init; }

    public required Func<long, CancellationToken, ValueTask<IReadOnlyList<WorkerEvent>>> ReadHistory { get; init; }

    public required IChatClient Client { get; init; }

    public required Toolset Tools { get; init; }

    public required ModelCallOptions Patience { get; init; }

    public required Redactor Redactor { get; init; }

    /// <summary>How long a question waits for its answer.</summary>
    public required TimeSpan ApprovalTime { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }
}
