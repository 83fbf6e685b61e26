using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>
/// Follows every source there is: passes on its hints, asks now and then whether it answers, and tells of all its Workers where that changes. A source that hangs is noticed as one that is gone:
/// within <see cref="Pause"/> and <see cref="Patience"/> together.
/// </summary>
internal sealed partial class SourceWatching(RuntimeRegistry registry, Func<WorkerRef, CancellationToken, ValueTask> hint, TimeProvider time, ILogger<SourceWatching> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Dictionary<RegisteredSource, (CancellationTokenSource Ending, Task Loop)> _followed = [];

    /// <summary>Runs until cancelled; fails where a loop fails.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Signal() => changed.Writer.TryWrite(true);
        registry.Changed += Signal;
        try
        {
            while (true)
            {
                await FollowAsync(cancellationToken);
                var next = changed.Reader.ReadAsync(cancellationToken).AsTask();
                if (await Task.WhenAny([next, .. _followed.Values.Select(f => f.Loop)]) is var done && done != next) await done;
                else await next;
            }
        }
        finally
        {
            registry.Changed -= Signal;
            foreach (var left in _followed.Keys.ToList()) await EndAsync(left);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var there = registry.Entries;
        foreach (var gone in _followed.Keys.Except(there).ToList()) await EndAsync(gone);
        foreach (var entry in there.Except(_followed.Keys).ToList())
        {
            var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _followed.Add(entry, (ending, Task.WhenAll(Task.Run(() => HintsAsync(entry, ending.Token), ending.Token), Task.Run(() => HealthAsync(entry, ending.Token), ending.Token))));
        }
    }

    private async Task EndAsync(RegisteredSource entry)
    {
        var (ending, loop) = _followed[entry];
        _followed.Remove(entry);
        await ending.CancelAsync();
        await Task.WhenAny(loop);
        ending.Dispose();
    }

    private async Task HintsAsync(RegisteredSource entry, CancellationToken cancellationToken)
    {
        while (true)
        {
            await foreach (var worker in entry.Source.WatchAsync(cancellationToken)) await hint(new(entry.Id, worker), cancellationToken);
            // Between two watches hints are lost.
            await Task.Delay(Pause, time, cancellationToken);
            await TellAllAsync(entry, cancellationToken);
        }
    }

    private async Task HealthAsync(RegisteredSource entry, CancellationToken cancellationToken)
    {
        while (true)
        {
            var described = await DescribeAsync(entry, cancellationToken);
            if (entry.Heard(described, time.GetUtcNow()))
            {
                if (described.Fault is not { } fault) Answers(entry.Id);
                else IsAway(entry.Id, fault.Code, fault.Message);
                await TellAllAsync(entry, cancellationToken);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<Result<RuntimeSummary>> DescribeAsync(RegisteredSource entry, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = registry.DescribeAsync(entry.Id, giveUp.Token).AsTask();
        var asked = await Task.WhenAny(asking, Task.Delay(Patience, time, giveUp.Token));
        await giveUp.CancelAsync();
        if (asked == asking) return await asking;
        await Task.WhenAny(asking);
        cancellationToken.ThrowIfCancellationRequested();
        return new Fault(FaultCodes.RuntimeTimeout, $"The runtime '{entry.Id}' did not answer in {Patience.TotalSeconds} s; look at its process.");
    }

    private async Task TellAllAsync(RegisteredSource entry, CancellationToken cancellationToken)
    {
        foreach (var worker in entry.Known) await hint(new(entry.Id, worker.Id), cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "The runtime {Runtime} answers")]
    private partial void Answers(RuntimeId runtime);

    [LoggerMessage(LogLevel.Warning, "The runtime {Runtime} does not answer: {Code}: {Message}")]
    private partial void IsAway(RuntimeId runtime, string code, string message);
}
