using System.Runtime.CompilerServices;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A source that cannot even be asked; it says why.</summary>
internal sealed class LostSource(SourceInfo about, Fault why) : IRuntimeSource
{
    public SourceInfo About => about;

    public ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken) => new(why);

    public async IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return new ClosedFrame(why);
    }

    public async IAsyncEnumerable<WorkerId> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        yield break;
    }
}
