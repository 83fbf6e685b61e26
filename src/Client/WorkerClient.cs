using System.Globalization;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>The Workers of a workspace through its server. Faults carry the server's codes, or <c>server_unavailable</c>. A key makes doing it twice doing it once.</summary>
public sealed class WorkerClient
{
    private readonly ServerHttp _http;
    private readonly string _workspace;
    private readonly TimeProvider _time;

    internal WorkerClient(ServerHttp http, string workspace, TimeProvider time) => (_http, _workspace, _time) = (http, workspace, time);

    /// <summary>All Workers.</summary>
    public Task<Result<WorkerPage>> ListAsync(CancellationToken cancellationToken) => _http.GetAsync($"{_workspace}/workers", ReadingJson.Types.WorkerPage, cancellationToken);

    /// <summary>One Worker.</summary>
    public Task<Result<WorkerView>> ShowAsync(WorkerRef worker, CancellationToken cancellationToken) => _http.GetAsync(PathOf(worker), ReadingJson.Types.WorkerView, cancellationToken);

    /// <summary>Makes a Worker in a worktree of its own.</summary>
    public Task<Result<WorkerView>> CreateAsync(NewWorker wanted, string? key, CancellationToken cancellationToken) =>
        _http.PostAsync($"{_workspace}/workers", wanted, BrowserJson.Default.NewWorker, ReadingJson.Types.WorkerView, key, cancellationToken);

    /// <summary>Events behind a sequence number, oldest first.</summary>
    /// <param name="worker">The Worker.</param>
    /// <param name="after">The number; 0 for the beginning.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<TranscriptPage>> EventsAfterAsync(WorkerRef worker, long after, int limit, CancellationToken cancellationToken) => EventsAsync(worker, "after", after, limit, cancellationToken);

    /// <summary>The last events before a sequence number, oldest first.</summary>
    /// <param name="worker">The Worker.</param>
    /// <param name="before">The number, 1 or more.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<TranscriptPage>> EventsBeforeAsync(WorkerRef worker, long before, int limit, CancellationToken cancellationToken) => EventsAsync(worker, "before", before, limit, cancellationToken);

    /// <summary>Gives it a message; busy and rejected are values.</summary>
    public Task<Result<InputView>> SendAsync(WorkerRef worker, NewInput input, string? key, CancellationToken cancellationToken) =>
        _http.PostAsync($"{PathOf(worker)}/input", input, BrowserJson.Default.NewInput, ReadingJson.Types.InputView, key, cancellationToken);

    /// <summary>Ends the run at hand.</summary>
    public Task<Result<WorkerView>> InterruptAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, "interrupt", cancellationToken);

    /// <summary>Ends the Worker.</summary>
    public Task<Result<WorkerView>> StopAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, "stop", cancellationToken);

    /// <summary>Wants a stopped Worker active again.</summary>
    public Task<Result<WorkerView>> RestoreAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, "restore", cancellationToken);

    /// <summary>Gives a person's word on a call that waits for it.</summary>
    public Task<Result<WorkerView>> AnswerAsync(WorkerRef worker, string callId, ApprovalAnswer answer, CancellationToken cancellationToken) =>
        _http.PostAsync(
            $"{PathOf(worker)}/approvals/{Uri.EscapeDataString(callId)}", answer, BrowserJson.Default.ApprovalAnswer, ReadingJson.Types.WorkerView, key: null, cancellationToken);

    /// <summary>
    /// Watches a Worker: a snapshot, or what follows the cursor, then everything after it. A lost connection is taken up again where it was, for a minute; the last frame is
    /// a <see cref="WorkerClosedFrame"/> that says why there is no more. After a cursor the server no longer knows there is a new snapshot, so a caller tells events apart by their numbers.
    /// </summary>
    public IAsyncEnumerable<WorkerFrame> WatchAsync(WorkerRef worker, string? after, CancellationToken cancellationToken) =>
        new WorkerStreamReader(_http, $"{PathOf(worker)}/stream", _time).RunAsync(after, cancellationToken);

    private Task<Result<TranscriptPage>> EventsAsync(WorkerRef worker, string side, long seq, int limit, CancellationToken cancellationToken) => _http.GetAsync(
        string.Create(CultureInfo.InvariantCulture, $"{PathOf(worker)}/events?{side}={seq}&limit={limit}"), ReadingJson.Types.TranscriptPage, cancellationToken);

    private Task<Result<WorkerView>> DoAsync(WorkerRef worker, string verb, CancellationToken cancellationToken) =>
        _http.PostAsync($"{PathOf(worker)}/{verb}", ReadingJson.Types.WorkerView, cancellationToken);

    private string PathOf(WorkerRef worker) => $"{_workspace}/runtimes/{worker.Runtime}/workers/{worker.Worker}";
}
