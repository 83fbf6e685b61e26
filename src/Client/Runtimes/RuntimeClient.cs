using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>
/// A typed client of a runtime's server: what can be asked of a runtime in this process, of one elsewhere. Faults carry the runtime's own codes where they are known, and <c>runtime_unavailable</c>,
/// <c>runtime_timeout</c>, <c>runtime_auth_failed</c> or <c>runtime_malformed_response</c>; their words are ours. Reading is tried again by itself, and so are creating and input, as doing them twice is doing them once.
/// </summary>
public sealed class RuntimeClient : IDisposable
{
    private readonly RuntimeHttp _http;
    private readonly RuntimeClientOptions _options;

    private RuntimeClient(RuntimeClientOptions options)
    {
        (_options, _http) = (options, new(options));
        Worktrees = new(_http);
    }

    /// <summary>The worktrees of the runtime's host; <c>operation_unsupported</c> where it keeps none.</summary>
    public RuntimeWorktrees Worktrees { get; }

    /// <summary>A client, which connects when first used; <c>invalid</c> for options that cannot be used.</summary>
    public static Result<RuntimeClient> Create(RuntimeClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Check() is { } fault ? fault : new RuntimeClient(options);
    }

    /// <summary>The runtime as it stands.</summary>
    public Task<Result<RuntimeSummary>> SummaryAsync(CancellationToken cancellationToken) => _http.GetAsync("runtime", WireJson.Default.RuntimeSummary, cancellationToken);

    /// <summary>A page of Workers in order of their ids, 1 to 200 of them.</summary>
    public async Task<Result<WorkerSummaryPage>> ListAsync(WorkerId? after, int limit, CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"workers?limit={limit}{(after is { } id ? $"&after={id}" : "")}");
        if (!(await _http.GetAsync(query, WireJson.Default.WorkerSummaryPage, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        return Advances(page, after) ? page : RemoteFaults.Malformed;
    }

    /// <summary>All Workers, page by page.</summary>
    public async Task<Result<IReadOnlyList<WorkerSummary>>> ListAllAsync(CancellationToken cancellationToken)
    {
        List<WorkerSummary> all = [];
        WorkerId? after = null;
        do
        {
            if (!(await ListAsync(after, WorkerQuery.MostWorkers, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            all.AddRange(page.Workers);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    /// <summary>One Worker.</summary>
    public Task<Result<WorkerSummary>> GetAsync(WorkerId worker, CancellationToken cancellationToken) => _http.GetAsync(PathOf(worker), WireJson.Default.WorkerSummary, cancellationToken);

    /// <summary>Creates a Worker, once for an id and fingerprint; without an id one is made here, so that trying again makes no second Worker.</summary>
    public Task<Result<WorkerSummary>> CreateAsync(CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = JsonSerializer.SerializeToUtf8Bytes(request.Id is null ? request with { Id = WorkerId.New(_options.Time) } : request, WireJson.Default.CreateWorkerRequest);
        return _http.SendAsync(HttpMethod.Post, "workers", body, WireJson.Default.WorkerSummary, isRepeatable: true, cancellationToken);
    }

    /// <summary>Ends a Worker and takes it out of every list.</summary>
    public Task<Result<WorkerSummary>> DeleteAsync(WorkerId worker, CancellationToken cancellationToken) =>
        _http.SendAsync(HttpMethod.Delete, PathOf(worker), null, WireJson.Default.WorkerSummary, isRepeatable: false, cancellationToken);

    /// <summary>Ends a Worker until it is restored.</summary>
    public Task<Result<WorkerSummary>> StopAsync(WorkerId worker, CancellationToken cancellationToken) => DoAsync(worker, "stop", null, cancellationToken);

    /// <summary>Ends a Worker for good.</summary>
    public Task<Result<WorkerSummary>> CancelAsync(WorkerId worker, CancellationToken cancellationToken) => DoAsync(worker, "cancel", null, cancellationToken);

    /// <summary>Wants a stopped Worker active again.</summary>
    public Task<Result<WorkerSummary>> RestoreAsync(WorkerId worker, CancellationToken cancellationToken) => DoAsync(worker, "restore", null, cancellationToken);

    /// <summary>Ends the run at hand.</summary>
    public Task<Result<WorkerSummary>> InterruptAsync(WorkerId worker, CancellationToken cancellationToken) => DoAsync(worker, "interrupt", null, cancellationToken);

    /// <summary>Gives a Worker input, once for a key. Busy, rejected and the like are outcomes; a fault means that what became of it is unknown or that nothing was there to take it.</summary>
    public Task<Result<InputOutcome>> SendInputAsync(WorkerId worker, WorkerInput input, CancellationToken cancellationToken) => _http.SendAsync<InputOutcome>(
        HttpMethod.Post, $"{PathOf(worker)}/input", JsonSerializer.SerializeToUtf8Bytes(input, WireJson.Default.WorkerInput), WireJson.Default.InputOutcome, isRepeatable: true,
        problem => problem.Outcome is { } status && status != InputStatus.Accepted ? new InputOutcome { Status = status, Fault = RemoteFaults.Of(problem.Code) } : RemoteFaults.Of(problem.Code),
        cancellationToken);

    /// <summary>Gives a person's word on a call that waits for it.</summary>
    public Task<Result<WorkerSummary>> AnswerApprovalAsync(WorkerId worker, string callId, ApprovalDecision decision, CancellationToken cancellationToken) =>
        DoAsync(worker, $"approvals/{Uri.EscapeDataString(callId)}", JsonSerializer.SerializeToUtf8Bytes(decision, WireJson.Default.ApprovalDecision), cancellationToken);

    /// <summary>Puts an error of the host's into the transcript of a Worker at rest; the same again adds nothing.</summary>
    public Task<Result<WorkerSummary>> ReportErrorAsync(WorkerId worker, Fault error, CancellationToken cancellationToken) =>
        DoAsync(worker, "errors", JsonSerializer.SerializeToUtf8Bytes(error, WireJson.Default.Fault), cancellationToken);

    /// <summary>Events behind a sequence number, oldest first, at most so many (1 to 1,000), read in pages of 200.</summary>
    public async Task<Result<IReadOnlyList<WorkerEvent>>> HistoryAsync(WorkerId worker, long after, int limit, CancellationToken cancellationToken)
    {
        if (after < 0 || limit is < 1 or > 1_000) return new Fault(FaultCodes.Invalid, "A history is read from 0 on, 1 to 1,000 events at a time.");
        List<WorkerEvent> events = [];
        long? next = after;
        while (next is { } from && events.Count < limit)
        {
            if (!(await EventsAsync(worker, from, Math.Min(limit - events.Count, 200), cancellationToken)).TryGet(out var page, out var fault)) return fault;
            events.AddRange(page.Events);
            next = page.Next;
        }

        return events;
    }

    /// <summary>A page of events behind a sequence number, oldest first, 1 to 200 of them.</summary>
    public async Task<Result<EventPage>> EventsAsync(WorkerId worker, long after, int limit, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{PathOf(worker)}/events?after={after}&limit={limit}");
        if (!(await _http.GetAsync(path, WireJson.Default.EventPage, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        return IsRow(page.Events, after, limit) && (page.Next is null || page.Next == page.Events[^1].Seq) ? page : RemoteFaults.Malformed;
    }

    /// <summary>What was said and done, from a sequence number on; without one the last, looking at 1 to 200 events.</summary>
    public Task<Result<EventPage>> TranscriptAsync(WorkerId worker, long? start, int limit, CancellationToken cancellationToken) => _http.GetAsync(
        string.Create(CultureInfo.InvariantCulture, $"{PathOf(worker)}/transcript?limit={limit}{(start is { } from ? $"&start={from}" : "")}"), WireJson.Default.EventPage, cancellationToken);

    /// <summary>Tokens over all runs.</summary>
    public Task<Result<TokenCount>> UsageAsync(WorkerId worker, CancellationToken cancellationToken) => _http.GetAsync($"{PathOf(worker)}/usage", WireJson.Default.TokenCount, cancellationToken);

    /// <summary>A bundle of profiles by its digest; <c>bundle_missing</c>.</summary>
    public Task<Result<ConfigBundle>> GetBundleAsync(string sha256, CancellationToken cancellationToken) =>
        _http.GetAsync($"config-bundles/{Uri.EscapeDataString(sha256)}", WireJson.Default.ConfigBundle, cancellationToken);

    /// <summary>Sends a bundle of profiles and answers its name by content; the same again changes nothing.</summary>
    public Task<Result<BundleRef>> PutBundleAsync(ConfigBundle bundle, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(bundle, WireJson.Default.ConfigBundle);
        return _http.SendAsync(HttpMethod.Put, $"config-bundles/{Convert.ToHexStringLower(SHA256.HashData(body))}", body, WireJson.Default.BundleRef, isRepeatable: true, cancellationToken);
    }

    /// <summary>
    /// Observes a Worker: a snapshot, or what follows the cursor, then everything after it. A broken connection and a restart of the server are waited for and gone over, without gap or duplicate; the last
    /// frame is a <see cref="ClosedFrame"/> that says why there is no more.
    /// </summary>
    public IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, CancellationToken cancellationToken) =>
        new RuntimeStream(_options, Open(PathOf(worker))).RunAsync(after, cancellationToken);

    /// <summary>
    /// Hints that a Worker's summary may have changed. After a connection was lost, all Workers are hinted at, as what changed meanwhile is unknown. It ends where the runtime does not take the token any more, or
    /// is away for longer than the patience; whatever is asked next says which.
    /// </summary>
    public async IAsyncEnumerable<WorkerId> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_options.StreamPatience, _options.Time);
        for (var wasLost = false; ; wasLost = true)
        {
            var opened = await _http.OpenAsync("workers/watch", null, cancellationToken);
            var end = opened.Fault;
            if (opened.TryGet(out var line, out _))
            {
                await using var owned = line;
                if (wasLost && (await ListAllAsync(cancellationToken)).TryGet(out var workers, out end))
                    foreach (var worker in workers) yield return worker.Id;
                while (end is null)
                {
                    if (!(await line.NextAsync(cancellationToken)).TryGet(out var sent, out end)) break;
                    if (WireReading.Read(sent.Json.Span, WireJson.Default.WorkerHint).TryGet(out var hint, out _))
                    {
                        backoff.Reset();
                        yield return hint.Worker;
                    }
                    else
                    {
                        end = RuntimeStream.EndOf(sent.Json.Span);
                    }
                }
            }

            if (RuntimeStream.IsFinal(end!) || !await backoff.WaitAsync(cancellationToken)) yield break;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private Func<string?, CancellationToken, Task<Result<IFrames>>> Open(string worker) => async (after, cancellationToken) => _options.Transport == StreamTransport.WebSocket
        ? await SocketFrames.OpenAsync(_http, $"{worker}/events/ws", after, _options, cancellationToken)
        : await _http.OpenAsync($"{worker}/events/stream", after, cancellationToken);

    private Task<Result<WorkerSummary>> DoAsync(WorkerId worker, string verb, byte[]? body, CancellationToken cancellationToken) =>
        _http.SendAsync(HttpMethod.Post, $"{PathOf(worker)}/{verb}", body, WireJson.Default.WorkerSummary, isRepeatable: false, cancellationToken);

    private static string PathOf(WorkerId worker) => $"workers/{worker}";

    /// <summary>A list that does not advance would be read for ever.</summary>
    private static bool Advances(WorkerSummaryPage page, WorkerId? after)
    {
        var last = after?.ToString() ?? "";
        foreach (var worker in page.Workers)
        {
            var id = worker.Id.ToString();
            if (string.CompareOrdinal(id, last) <= 0) return false;
            last = id;
        }

        return page.Next is null || (page.Workers.Count > 0 && page.Next.ToString() == last);
    }

    private static bool IsRow(IReadOnlyList<WorkerEvent> events, long after, int limit)
    {
        for (var i = 0; i < events.Count; i++)
            if (events[i].Seq != after + 1 + i) return false;
        return events.Count <= limit;
    }
}
