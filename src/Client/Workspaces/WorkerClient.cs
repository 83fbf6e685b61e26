using System.Runtime.CompilerServices;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>The Workers of a workspace through its server. Faults carry the server's codes, or <c>server_unavailable</c>. A key makes doing it twice doing it once.</summary>
public sealed class WorkerClient
{
    private readonly ServerHttp _http;
    private readonly ApiPath _workspace;

    internal WorkerClient(ServerHttp http, ApiPath workspace) => (_http, _workspace) = (http, workspace);

    /// <summary>All Workers.</summary>
    public Task<Result<WorkerPage>> ListAsync(CancellationToken cancellationToken) => _http.GetAsync(_workspace.To("workers"), BrowserJson.Default.WorkerPage, cancellationToken);

    /// <summary>One Worker.</summary>
    public Task<Result<WorkerView>> ShowAsync(WorkerRef worker, CancellationToken cancellationToken) => _http.GetAsync(PathOf(worker), BrowserJson.Default.WorkerView, cancellationToken);

    /// <summary>Makes a Worker in a worktree of its own.</summary>
    public Task<Result<WorkerView>> CreateAsync(NewWorker wanted, string? key, CancellationToken cancellationToken) =>
        _http.ChangeAsync(_workspace.To("workers"), wanted, BrowserJson.Default.NewWorker, BrowserJson.Default.WorkerView, key, cancellationToken);

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
        _http.ChangeAsync(PathOf(worker).To("input"), input, BrowserJson.Default.NewInput, BrowserJson.Default.InputView, key, cancellationToken);

    /// <summary>Ends the run at hand.</summary>
    public Task<Result<WorkerView>> InterruptAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, "interrupt", cancellationToken);

    /// <summary>Ends the Worker.</summary>
    public Task<Result<WorkerView>> StopAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, "stop", cancellationToken);

    /// <summary>Gives the Worker up for good.</summary>
    public Task<Result<WorkerView>> CancelAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, "cancel", cancellationToken);

    /// <summary>Ends the Worker and puts its history away.</summary>
    public Task<Fault?> DeleteAsync(WorkerRef worker, CancellationToken cancellationToken) => _http.DeleteAsync(PathOf(worker), cancellationToken);

    /// <summary>Wants a stopped Worker active again.</summary>
    public Task<Result<WorkerView>> RestoreAsync(WorkerRef worker, CancellationToken cancellationToken) => DoAsync(worker, "restore", cancellationToken);

    /// <summary>Gives a person's word on a call that waits for it.</summary>
    public Task<Result<WorkerView>> AnswerAsync(WorkerRef worker, string callId, ApprovalAnswer answer, CancellationToken cancellationToken) =>
        _http.DoAsync(PathOf(worker).To("approvals").Named(callId), answer, BrowserJson.Default.ApprovalAnswer, BrowserJson.Default.WorkerView, cancellationToken);

    /// <summary>
    /// Watches a Worker: a snapshot, or what follows the cursor, then everything after it. A lost connection is taken up again where it was, as long as the client's patience lasts; the last frame is
    /// a <see cref="WorkerClosedFrame"/> that says why there is no more. After a cursor the server no longer knows there is a new snapshot, so a caller tells events apart by their numbers.
    /// </summary>
    public IAsyncEnumerable<WorkerFrame> WatchAsync(WorkerRef worker, string? after, CancellationToken cancellationToken) => FramesAsync(worker, after, cancellationToken);

    private async IAsyncEnumerable<WorkerFrame> FramesAsync(WorkerRef worker, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new ServerStream<WorkerFrame>(_http, PathOf(worker).To("stream"), BrowserJson.Default.WorkerFrame, EndOf);
        await foreach (var next in stream.RunAsync(after, cancellationToken))
            yield return next.TryGet(out var frame, out var end) ? frame : new WorkerClosedFrame(new(end.Code, end.Message));
    }

    private static Fault? EndOf(WorkerFrame frame) => frame is WorkerClosedFrame closed ? ServerFaults.Of(closed.Problem.Code, closed.Problem.Message) : null;

    private Task<Result<TranscriptPage>> EventsAsync(WorkerRef worker, string side, long seq, int limit, CancellationToken cancellationToken) =>
        _http.GetAsync(PathOf(worker).To("events").With((side, seq), ("limit", limit)), BrowserJson.Default.TranscriptPage, cancellationToken);

    private Task<Result<WorkerView>> DoAsync(WorkerRef worker, string verb, CancellationToken cancellationToken) =>
        _http.DoAsync(HttpMethod.Post, PathOf(worker).To(verb), BrowserJson.Default.WorkerView, cancellationToken);

    private ApiPath PathOf(WorkerRef worker) => _workspace.To("runtimes").Named(worker.Runtime).To("workers").Named(worker.Worker);
}
