using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>An append on its way to the log.</summary>
internal sealed class PendingAppend(StreamId stream, Append append, DateTimeOffset now)
{
    private readonly TaskCompletionSource<Result<Appended>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamId Stream { get; } = stream;

    public long? ExpectedVersion { get; } = append.ExpectedVersion;

    public string? Key { get; } = append.OperationKey;

    public Fence? Fence { get; } = append.Fence;

    public int Count => Facts.Count;

    // The caller may use its buffer again once it was answered; the head outlives that.
    public LineFacts Facts { get; } = new(append.Events.Count, append.OperationKey, append.Head?.ToArray(), append.Snapshot is not null, append.Retire ? now : null);

    public ReadOnlyMemory<byte> Body { get; } = LineWriter.Body(append, now);

    /// <summary>Appends from before the journal was opened, where the stream's keys lack them.</summary>
    public IReadOnlyList<PastAppend>? Older { get; init; }

    public Task<Result<Appended>> Answered => _answer.Task;

    public void Answer(Result<Appended> answer) => _answer.TrySetResult(answer);
}
