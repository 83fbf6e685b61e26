using System.Runtime.CompilerServices;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>Surfaces that answer everything well, or refuse everything with one fault, and remember what they were asked.</summary>
internal sealed class Surfaces
{
    public Fault? Fault { get; set; }

    public List<string> Asked { get; } = [];

    public static WorkerRef Worker { get; } = new(RuntimeId.Embedded, new(Guid.Parse("01975a3c-0000-7000-8000-00000000abcd")));

    public static WorkerView View { get; } = new()
    {
        Runtime = Worker.Runtime,
        Worker = Worker.Worker,
        Name = "Ada",
        Role = "coder",
        Desired = DesiredState.Active,
        State = RunState.Idle,
        CreatedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Tokens = TokenCount.Zero,
    };

    public static RuntimeView Runtime { get; } = new() { Runtime = RuntimeId.Embedded, Kind = RuntimeKind.Embedded, Since = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), State = RuntimeState.Running };

    public static TicketView Ticket { get; } = new()
    {
        Card = Sample.Card(1),
        CreatedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Body = "Words.",
        Thread = [],
        Relations = [],
        Waits = [],
        Actions = [],
    };

    public TicketSurface Tickets() => new()
    {
        Show = (id, _, _) => Answer($"show {id}", Ticket),
        Create = (draft, by, key, _) => Answer(by, $"create {draft.Title} {key}", Ticket),
        Move = (id, move, by, key, _) => Answer(by, $"move {id} {move.To} {key}", Ticket),
        Comment = (id, comment, by, key, _) => Answer(by, $"comment {id} {comment.Body.Length} {key}", Ticket),
        Diff = (id, _) => Answer($"diff {id}", new DiffView("a", "b", "", false)),
    };

    public WorkerSurface Workers() => new()
    {
        List = _ => new(new WorkerPage([View], [])),
        Show = (worker, _) => Answer($"show {worker}", View),
        Create = (wanted, key, _) => Answer($"create {wanted.Profile} {key}", View),
        Events = (worker, range, _) => Answer($"events {range.After} {range.Before} {range.Limit}", new TranscriptPage([], false)),
        Watch = (_, after, token) => WatchAsync(after, token),
        Send = (worker, input, key, _) => Answer($"send {input.Kind} {input.Text.Length} {key}", new InputView(InputStatus.Accepted, null, null)),
        Interrupt = (worker, _) => Answer("interrupt", View),
        Stop = (worker, _) => Answer("stop", View),
        Cancel = (worker, _) => Answer("cancel", View),
        Delete = (worker, _) => Done("delete"),
        Restore = (worker, _) => Answer("restore", View),
        Answer = (worker, call, answer, by, _) => Answer(by, $"answer {call} {answer.Allow} {answer.Always}", View),
    };

    public RuntimeSurface Runtimes() => new()
    {
        List = () => new([Runtime]),
        Add = (wanted, _) => Answer($"add {wanted.Runtime} {wanted.Url}", Runtime),
        AddOlder = (wanted, _) => Answer($"add older {wanted.Runtime}", Runtime),
        Test = (wanted, _) => Answer($"test {wanted.Runtime}", Runtime),
        Remove = (runtime, _) => Done($"remove {runtime}"),
    };

    private ValueTask<Fault?> Done(string asked)
    {
        lock (Asked) Asked.Add(asked);
        return new(Fault);
    }

    /// <summary>In whose names changes were asked for.</summary>
    public List<string> By { get; } = [];

    private ValueTask<Result<T>> Answer<T>(string by, string asked, T value)
        where T : notnull
    {
        lock (Asked) By.Add(by);
        return Answer(asked, value);
    }

    private ValueTask<Result<T>> Answer<T>(string asked, T value)
        where T : notnull
    {
        lock (Asked) Asked.Add(asked.Trim());
        return new(Fault is { } fault ? fault : value);
    }

    private async IAsyncEnumerable<WatchedFrame> WatchAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (Asked) Asked.Add($"watch {after}".Trim());
        yield return new(new WorkerSnapshotFrame(View, [], null), "cursor-1");
        yield return new(new WorkerDeltaFrame("m", 0, "Hel"));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
