using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>An append on its way to the log.</summary>
internal sealed class PendingAppend(StreamId stream, Append append, ReadOnlyMemory<byte> body)
{
    private readonly TaskCompletionSource<Result<Appended>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamId Stream { get; } = stream;

    public long? ExpectedVersion { get; } = append.ExpectedVersion;

    public string? Key { get; } = append.OperationKey;

    public int Count { get; } = append.Events.Count;

    // The caller may use its buffer again once it was answered; this outlives that.
    public byte[]? Head { get; } = append.Head?.ToArray();

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Appends from before the journal was opened, where the stream's keys lack them.</summary>
    public IReadOnlyList<PastAppend>? Older { get; init; }

    public Task<Result<Appended>> Answered => _answer.Task;

    public void Answer(Result<Appended> answer) => _answer.TrySetResult(answer);
}
