using System.Threading.Tasks.Sources;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>An append on its way to the log, and the answer that its caller awaits. Until then the caller leaves its buffers alone, so only what outlives the answer is copied.</summary>
internal sealed class PendingAppend(StreamId stream, Append append, TimeProvider time) : IValueTaskSource<Result<Appended>>
{
    private ManualResetValueTaskSourceCore<Result<Appended>> _answer = new() { RunContinuationsAsynchronously = true };
    private bool _isAnswered;

    public StreamId Stream { get; } = stream;

    public long? ExpectedVersion => append.ExpectedVersion;

    public string? Key => append.OperationKey;

    public Fence? Fence => append.Fence;

    public IReadOnlyList<NewEvent> Events => append.Events;

    // Whether they are JSON is found out on the caller's thread.
    public Opaque? Head { get; } = append.Head is { } head ? new(head.ToArray()) : null;

    public Opaque? Snapshot { get; } = append.Snapshot is { } snapshot ? new(snapshot) : null;

    public DateTimeOffset? RetiredAt { get; } = append.Retire ? time.GetUtcNow() : null;

    public LineFacts Facts => new(Events.Count, Key, Head?.Bytes, Snapshot is not null, RetiredAt);

    /// <summary>Appends from before the journal was opened, where the stream's keys lack them.</summary>
    public IReadOnlyList<PastAppend>? Older { get; init; }

    /// <summary>To be awaited once.</summary>
    public ValueTask<Result<Appended>> Answered => new(this, _answer.Version);

    /// <summary>Answers the caller, on a thread of its own; only the first answer counts. Called by the writer only.</summary>
    public void Answer(Result<Appended> answer)
    {
        if (_isAnswered) return;
        _isAnswered = true;
        _answer.SetResult(answer);
    }

    Result<Appended> IValueTaskSource<Result<Appended>>.GetResult(short token) => _answer.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Result<Appended>>.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<Result<Appended>>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);
}
