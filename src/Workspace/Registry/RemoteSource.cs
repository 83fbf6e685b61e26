using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A runtime in another process, over HTTP. What it sends goes no further than its types: no words of its faults, no address.</summary>
public sealed class RemoteSource : IRuntimeSource, IDisposable
{
    // After that whoever observes is told that it is away, and asks again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RuntimeClient _client;

    private RemoteSource(RuntimeId id, RuntimeClient client) => (About, _client) = (new(id, RuntimeKind.Remote), client);

    /// <inheritdoc />
    public SourceInfo About { get; }

    /// <summary>Connects when first asked; <c>invalid</c> for an address or token that cannot be one.</summary>
    /// <param name="id">The name the registry knows it by.</param>
    /// <param name="url">Its server's address.</param>
    /// <param name="token">The token its server gave out.</param>
    /// <param name="time">The clock.</param>
    public static Result<RemoteSource> Open(RuntimeId id, string url, string token, TimeProvider time)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return new Fault(FaultCodes.Invalid, "The address of a runtime is an absolute one.");
        return RuntimeClient.Create(new() { Address = address, Token = token, Time = time, StreamPatience = Patience }).TryGet(out var client, out var fault) ? new RemoteSource(id, client) : fault;
    }

    /// <inheritdoc />
    public async ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken) => command switch
    {
        RuntimeCommand.Describe => (await _client.SummaryAsync(cancellationToken)).TryGet(out var runtime, out var fault) ? new RuntimeReply { Runtime = runtime with { Id = About.Id } } : fault,
        RuntimeCommand.Create create => One(await _client.CreateAsync(create.Request, cancellationToken)),
        RuntimeCommand.Get get => One(await _client.GetAsync(get.Worker, cancellationToken)),
        // A remote runtime does not show what was deleted.
        RuntimeCommand.List { Query.Deleted: true } => new RuntimeReply(),
        RuntimeCommand.List { Query: var query } => (await _client.ListAsync(query.After, query.Limit, cancellationToken)).TryGet(out var page, out var fault)
            ? new RuntimeReply { Workers = page.Workers, Next = page.Next }
            : fault,
        RuntimeCommand.Send send => (await _client.SendInputAsync(send.Worker, send.Input, cancellationToken)).TryGet(out var outcome, out var fault) ? new RuntimeReply { Input = outcome } : fault,
        RuntimeCommand.Interrupt interrupt => Done(await _client.InterruptAsync(interrupt.Worker, cancellationToken)),
        RuntimeCommand.Stop stop => Done(await _client.StopAsync(stop.Worker, cancellationToken)),
        RuntimeCommand.Cancel cancel => Done(await _client.CancelAsync(cancel.Worker, cancellationToken)),
        RuntimeCommand.Delete delete => Done(await _client.DeleteAsync(delete.Worker, cancellationToken)),
        RuntimeCommand.Restore restore => Done(await _client.RestoreAsync(restore.Worker, cancellationToken)),
        RuntimeCommand.Answer answer => Done(await _client.AnswerApprovalAsync(answer.Worker, answer.CallId, new(answer.Allow, answer.By, answer.Always), cancellationToken)),
        RuntimeCommand.Report report => Done(await _client.ReportErrorAsync(report.Worker, report.Error, cancellationToken)),
        RuntimeCommand.History read => (await _client.HistoryAsync(read.Worker, read.After, read.Limit, cancellationToken)).TryGet(out var events, out var fault)
            ? new RuntimeReply { Events = events }
            : fault,
        _ => new Fault(FaultCodes.Unsupported, $"A remote runtime does not know {command.GetType().Name}."),
    };

    /// <inheritdoc />
    public IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, CancellationToken cancellationToken) => _client.Observe(worker, after, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<WorkerId> WatchAsync(CancellationToken cancellationToken) => _client.WatchAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static Result<RuntimeReply> One(Result<WorkerSummary> result) => result.TryGet(out var worker, out var fault) ? new RuntimeReply { Workers = [worker] } : fault;

    private static Result<RuntimeReply> Done(Result<WorkerSummary> result) => result.Fault is { } fault ? fault : new RuntimeReply();
}
