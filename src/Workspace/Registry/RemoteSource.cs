using System.Runtime.CompilerServices;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A runtime in another process, over HTTP. What it sends goes no further than its types: no words of its faults, no address.</summary>
public sealed class RemoteSource : IRuntimeSource, IDisposable
{
    // After that whoever observes is told that it is away, and asks again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Fault TakenAway = new(FaultCodes.RuntimeUnavailable, "The runtime was taken away.");

    private readonly RuntimeClient _client;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationToken _ended;

    private RemoteSource(RuntimeId id, RuntimeClient client) => (About, _client, _ended) = (new(id, RuntimeKind.Remote), client, _ending.Token);

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
    public async ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended);
        try
        {
            return await CallAsync(command, enough.Token);
        }
        catch (Exception exception) when (IsOfTheEnd(exception, cancellationToken))
        {
            return TakenAway;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var frame in UntilTakenAway(token => _client.Observe(worker, after, token), cancellationToken)) yield return frame;
        if (_ended.IsCancellationRequested) yield return new ClosedFrame(TakenAway);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<WorkerId> WatchAsync(CancellationToken cancellationToken) => UntilTakenAway(_client.WatchAsync, cancellationToken);

    /// <summary>Ends whatever is asked of it and observed through it.</summary>
    public void Dispose()
    {
        if (_ended.IsCancellationRequested) return;
        _ending.Cancel();
        _ending.Dispose();
        _client.Dispose();
    }

    private async Task<Result<RuntimeReply>> CallAsync(RuntimeCommand command, CancellationToken cancellationToken) => command switch
    {
        RuntimeCommand.Describe => (await _client.SummaryAsync(cancellationToken)).TryGet(out var runtime, out var fault) ? new RuntimeReply { Runtime = runtime with { Id = About.Id } } : fault,
        RuntimeCommand.Create create => One(await _client.CreateAsync(create.Request, cancellationToken)),
        RuntimeCommand.Get get => One(await _client.GetAsync(get.Worker, cancellationToken)),
        // A remote runtime does not show what was deleted.
        RuntimeCommand.List { Query.Deleted: true } => new RuntimeReply(),
        RuntimeCommand.List { Query: var query } => (await _client.ListAsync(query.After, query.Limit, cancellationToken)).TryGet(out var page, out var fault)
            ? new RuntimeReply { Workers = page.Workers, Next = page.Next }
            : fault,
        RuntimeCommand.Send send => Sent(await _client.SendInputAsync(send.Worker, send.Input, cancellationToken)),
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

    private async IAsyncEnumerable<T> UntilTakenAway<T>(Func<CancellationToken, IAsyncEnumerable<T>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended);
        await using var items = open(enough.Token).GetAsyncEnumerator(enough.Token);
        while (await MoveAsync(items, cancellationToken)) yield return items.Current;
    }

    private async ValueTask<bool> MoveAsync<T>(IAsyncEnumerator<T> items, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception exception) when (IsOfTheEnd(exception, cancellationToken))
        {
            return false;
        }
    }

    private bool IsOfTheEnd(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException or ObjectDisposedException && _ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested;

    private static Result<RuntimeReply> One(Result<WorkerSummary> result) => result.TryGet(out var worker, out var fault) ? new RuntimeReply { Workers = [worker] } : fault;

    /// <summary>That there is no such Worker is an outcome of input, as it is in every runtime.</summary>
    private static Result<RuntimeReply> Sent(Result<InputOutcome> result)
    {
        if (result.TryGet(out var outcome, out var fault)) return new RuntimeReply { Input = outcome };
        return fault.Code == FaultCodes.UnknownWorker ? new RuntimeReply { Input = new() { Status = InputStatus.NotFound, Fault = fault } } : fault;
    }

    private static Result<RuntimeReply> Done(Result<WorkerSummary> result) => result.Fault is { } fault ? fault : new RuntimeReply();
}
