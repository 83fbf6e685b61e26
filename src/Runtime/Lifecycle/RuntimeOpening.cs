using System.Text.Json;
using Microsoft.Extensions.Logging;
using Yoi.Journal;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Opens a runtime from the heads of its Workers' streams: the cost is that of Workers, not of events.</summary>
internal static partial class RuntimeOpening
{
    private const int AtOnce = 16;

    private static readonly StreamId Identity = new("runtime", "identity");

    /// <summary>The store's id, written once as the first event of <c>runtime/identity</c>.</summary>
    public static async ValueTask<Result<Guid>> StoreAsync(IJournal journal, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var data = JsonSerializer.SerializeToUtf8Bytes(new StoreIdentity(id), IdentityJson.Default.StoreIdentity);
        var append = new Append { ExpectedVersion = 0, Events = [new("runtime_identity", data)] };
        if (!(await journal.ReadAsync(Identity, new() { Limit = 1 }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        if (page.Events.Count == 0)
            return (await journal.AppendAsync(Identity, append, CancellationToken.None)).Fault is { } refused ? refused : id;
        try
        {
            if (JsonSerializer.Deserialize(page.Events[0].Data.Span, IdentityJson.Default.StoreIdentity) is { } found && found.Store != Guid.Empty) return found.Store;
        }
        catch (JsonException exception)
        {
            return Corrupt(exception.Message);
        }

        return Corrupt("it has no id");
    }

    /// <summary>Loads the Workers that the last process died under while they worked, and closes or takes up their runs. All others rest until they are asked for.</summary>
    public static async ValueTask<Fault?> LoadAsync(RuntimeScope scope, RunRecovery recovery, CancellationToken cancellationToken)
    {
        var query = new StreamQuery(WorkerHistory.Category, Limit: 10_000);
        while (true)
        {
            if (!(await scope.Options.Journal.StreamsAsync(query, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            await Parallel.ForEachAsync(
                page.Heads.Where(head => IsUsable(scope, head) && EventCodec.MayHaveRun(head)),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken, TaskScheduler = SameScheduler.Current },
                async (head, token) =>
                {
                    var worker = scope.Workers.Take(WorkerHistory.WorkerOf(head.Stream)!.Value, head);
                    if (worker.Head is { Run: not null } open) await recovery.RecoverAsync(worker, open, token);
                });
            if (!page.More) return null;
            query = query with { After = page.Heads[^1].Stream };
        }
    }

    private static bool IsUsable(RuntimeScope scope, StreamHead stream)
    {
        if (WorkerHistory.WorkerOf(stream.Stream) is not { } id)
        {
            Foreign(scope.Logger, stream.Stream);
            scope.Diagnostics.Enqueue(new(new Fault(FaultCodes.StoreCorrupt, $"The stream {stream.Stream} is no Worker's; it is left alone.")));
            return false;
        }

        if (stream.Diagnostic is not { } fault) return true;
        Unreadable(scope.Logger, id, fault);
        scope.Diagnostics.Enqueue(new(fault, id));
        return false;
    }

    private static Fault Corrupt(string why) =>
        new(FaultCodes.StoreCorrupt, $"The stream {Identity} does not name the store: {why}. Restore the store from a backup.");

    [LoggerMessage(LogLevel.Warning, "The stream {Stream} is no Worker's; it is left alone")]
    private static partial void Foreign(ILogger logger, StreamId stream);

    [LoggerMessage(LogLevel.Error, "Worker {Worker} cannot be read: {Fault}")]
    private static partial void Unreadable(ILogger logger, WorkerId worker, Fault fault);
}
