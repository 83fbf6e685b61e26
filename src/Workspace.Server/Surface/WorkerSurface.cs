using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What a person may do with Workers. A fault's words are not shown as they are; see <see cref="Notices"/>.</summary>
public sealed record WorkerSurface
{
    /// <summary>The Workers over all runtimes.</summary>
    public required Func<CancellationToken, ValueTask<WorkerPage>> List { get; init; }

    /// <summary>One Worker.</summary>
    public required Func<WorkerRef, CancellationToken, ValueTask<Result<WorkerView>>> Show { get; init; }

    /// <summary>Makes a Worker by hand; the key makes twice once.</summary>
    public required Func<NewWorker, string?, CancellationToken, ValueTask<Result<WorkerView>>> Create { get; init; }

    /// <summary>Events of its history.</summary>
    public required Func<WorkerRef, EventRange, CancellationToken, ValueTask<Result<TranscriptPage>>> Events { get; init; }

    /// <summary>A snapshot, or what follows the cursor, then everything after it.</summary>
    public required Func<WorkerRef, string?, CancellationToken, IAsyncEnumerable<WatchedFrame>> Watch { get; init; }

    /// <summary>Gives it a message; the key makes twice once.</summary>
    public required Func<WorkerRef, NewInput, string?, CancellationToken, ValueTask<Result<InputView>>> Send { get; init; }

    /// <summary>Ends its run.</summary>
    public required Func<WorkerRef, CancellationToken, ValueTask<Result<WorkerView>>> Interrupt { get; init; }

    /// <summary>Ends it.</summary>
    public required Func<WorkerRef, CancellationToken, ValueTask<Result<WorkerView>>> Stop { get; init; }

    /// <summary>Gives it up for good.</summary>
    public required Func<WorkerRef, CancellationToken, ValueTask<Result<WorkerView>>> Cancel { get; init; }

    /// <summary>Ends it and puts its history away.</summary>
    public required Func<WorkerRef, CancellationToken, ValueTask<Fault?>> Delete { get; init; }

    /// <summary>Wants it active again.</summary>
    public required Func<WorkerRef, CancellationToken, ValueTask<Result<WorkerView>>> Restore { get; init; }

    /// <summary>Gives the word of the person of that name on a call.</summary>
    public required Func<WorkerRef, string, ApprovalAnswer, string, CancellationToken, ValueTask<Result<WorkerView>>> Answer { get; init; }

    internal static WorkerSurface Of(WorkerDesk desk) => new()
    {
        List = desk.ListAsync,
        Show = desk.ShowAsync,
        Create = desk.CreateAsync,
        Events = desk.EventsAsync,
        Watch = desk.WatchAsync,
        Send = desk.SendAsync,
        Interrupt = desk.InterruptAsync,
        Stop = desk.StopAsync,
        Cancel = desk.CancelAsync,
        Delete = desk.DeleteAsync,
        Restore = desk.RestoreAsync,
        Answer = desk.AnswerAsync,
    };
}
