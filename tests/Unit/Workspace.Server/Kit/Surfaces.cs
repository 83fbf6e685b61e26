using System.Runtime.CompilerServices;
using Yoi.Journal;
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

    /// <summary>All of them, as a workspace that can be served.</summary>
    public WorkspaceSurface Whole(BoardProjection board, IJournal journal) => new()
    {
        Board = board,
        Status = _ => new(Sample.Status),
        Tickets = Tickets(),
        Workers = Workers(),
        Runtimes = Runtimes(),
        Reading = Reading(),
        Objectives = Objectives(),
        Worktrees = Worktrees(),
        Overview = Overview(),
        Access = new(journal),
    };

    public TicketSurface Tickets() => new()
    {
        Show = (id, _, _) => Answer($"show {id}", Ticket),
        Create = (draft, by, key, _) => Answer(by, $"create {draft.Title} {key}", Ticket),
        Move = (id, move, by, key, _) => Answer(by, $"move {id} {move.To} {key}", Ticket),
        Comment = (id, comment, by, key, _) => Answer(by, $"comment {id} {comment.Body.Length} {key}", Ticket),
        Diff = (id, _) => Answer($"diff {id}", new DiffView("a", "b", "", false)),
        Edit = (id, edits, seen, by, key, _) => Answer(by, $"edit {id} {edits.Title} {seen} {key}", Ticket),
        Review = (id, review, by, key, _) => Answer(by, $"review {id} {review.Verdict} {key}", Ticket),
        Relate = (id, relation, by, key, _) => Answer(by, $"relate {id} {relation.Kind} {relation.Ticket} {key}", Ticket),
        Unrelate = (id, kind, other, by, key, _) => Answer(by, $"unrelate {id} {kind} {other} {key}", Ticket),
        Plan = (id, plan, by, key, _) => Answer(by, $"plan {id} {plan.Kind} {key}", new PlanPage(id, [], 0)),
    };

    public ReadingSurface Reading() => new()
    {
        List = (filter, _) =>
        {
            Filter = filter;
            return Answer("list", new TicketListPage([], null));
        },
        Startable = _ => Answer("startable", new StartablePage([], false, 0)),
        Why = (id, _) => Answer($"why {id}", new WhyView([], false)),
        Relations = (id, _) => Answer($"relations {id}", new RelationPage(id, [], false)),
        Plans = (id, _) => Answer($"plans {id}", new PlanPage(id, [], 0)),
        Artifacts = id => Now($"artifacts {id}", new ArtifactPage(id, [], false)),
        Artifact = (id, name, _) => Answer($"artifact {id} {name}", new ReadOnlyMemory<byte>(Content)),
        Doctor = (only, _) => Answer($"doctor {only}", Sound),
        Fix = (only, _) => Answer($"fix {only}", Sound),
        Attempts = (ticket, after, limit, _) => Answer($"attempts {ticket} {after} {limit}", new AttemptPage([], null)),
        Attempt = (id, number, _) => Answer($"attempt {id} {number}", new AttemptRecordView(id, Detail, [], 0)),
        Receipts = (id, after, limit, _) => Answer($"receipts {id} {after} {limit}", new ReceiptPage(id, [], null)),
        Receipt = (id, receipt, _) => Answer($"receipt {id} {receipt}", new StoredReceiptView { Id = receipt, Verified = false }),
    };

    /// <summary>What an artifact holds.</summary>
    public byte[] Content { get; set; } = "Words."u8.ToArray();

    /// <summary>What was asked of the ticket list last.</summary>
    public TicketFilter? Filter { get; private set; }

    public static DoctorView Sound { get; } = new(0, 0, 0, 0, 0, [], false, null);

    public static AttemptDetailView Detail { get; } = new()
    {
        Summary = new() { Number = 1, Step = "code", Since = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), Receipts = new(0, 0), Tokens = TokenCount.Zero },
        OpenedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Over = false,
        Rounds = 0,
        Workers = [],
        Receipts = [],
        Reviews = [],
        WriteGlobs = [],
    };

    public ObjectiveSurface Objectives() => new()
    {
        List = (state, after, limit, _) => Answer($"objectives {state} {after} {limit}", new ObjectivePage([], null)),
        Show = (id, _) => Answer($"objective {id}", Objective),
        Create = (draft, _) => Answer($"create objective {draft.Title}", Objective),
        Edit = (id, edits, seen, _) => Answer($"edit objective {id} {edits.Title} {seen}", Objective),
        Link = (id, ticket, _) => Answer($"link {id} {ticket}", Objective),
        Unlink = (id, ticket, _) => Answer($"unlink {id} {ticket}", Objective),
    };

    public static ObjectiveView Objective { get; } =
        new("0000000000001", "Tea", "active", "Words.", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "0123456789abcdef", [], false);

    public WorktreeSurface Worktrees() => new()
    {
        List = (after, limit, _) => Answer($"worktrees {after} {limit}", new WorktreePage([], null)),
        Diff = (name, _) => Answer($"worktree diff {name}", new DiffView("a", "b", "", false)),
        Plan = _ => Answer("cleanup plan", new CleanupPlanView("r", [], false)),
        Clean = (call, _) => Answer($"cleanup {call.Revision}", new CleanupResult([])),
    };

    public static OverviewSurface Overview() => new()
    {
        Approvals = _ => new(new ApprovalPage([], false, [])),
        Usage = _ => new(new UsageReport(TokenCount.Zero, [], [], [], false, [])),
        Settings = () => new()
        {
            Workspace = Sample.Workspace,
            Language = "en",
            Roles = [],
            Slots = new Dictionary<string, int>(),
            Retries = 0,
            StallSeconds = 1,
            AutoClose = false,
            Validation = [],
            ValidationTimeoutSeconds = 1,
            Protected = [],
            Profiles = [],
            Runtimes = [],
            Waiting = [],
        },
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
        where T : notnull => new(Now(asked, value));

    private Result<T> Now<T>(string asked, T value)
        where T : notnull
    {
        lock (Asked) Asked.Add(asked.Trim());
        return Fault is { } fault ? fault : value;
    }

    private async IAsyncEnumerable<WatchedFrame> WatchAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (Asked) Asked.Add($"watch {after}".Trim());
        yield return new(new WorkerSnapshotFrame(View, [], null), "cursor-1");
        yield return new(new WorkerDeltaFrame("m", 0, "Hel"));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
