using System.Text;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

/// <summary>A store in a folder of its own, deleted at the end.</summary>
internal sealed class TempStore : IDisposable
{
    public const string Body = "## Requirements\n\n- it works\n\n## Acceptance criteria\n\n- a test shows it\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-tickets-");

    public TempStore(string language = "en", TimeProvider? time = null)
    {
        Clock = new();
        Store = TicketStore.Open(new() { Root = Path.Combine(_folder.FullName, ".yoi", "tickets"), Language = language, Time = time ?? Clock });
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public StepClock Clock { get; }

    public TicketStore Store { get; }

    public string Outside => _folder.FullName;

    public string ChangeFile => Path.Combine(Store.Root, ".ticket-change.json");

    public string PathOf(TicketId id, string file) => Path.Combine(Store.Root, id.ToString(), file);

    public string TextOf(TicketId id, string file) => File.ReadAllText(PathOf(id, file), new UTF8Encoding(false));

    public async Task<TicketId> CreateAsync(string title = "A ticket", string body = Body) =>
        (await Store.CreateAsync(new() { Title = title, Body = body, Author = "tester" }, Ct)).Value.Id;

    /// <summary>A ticket from texts, as a hand or another program would have written it.</summary>
    public TicketId Place(string item, string? thread = null, string id = "00001KSKBP8Z8")
    {
        Directory.CreateDirectory(Path.Combine(Store.Root, id));
        File.WriteAllBytes(Path.Combine(Store.Root, id, "item.md"), Encoding.UTF8.GetBytes(item));
        if (thread is not null) File.WriteAllBytes(Path.Combine(Store.Root, id, "thread.md"), Encoding.UTF8.GetBytes(thread));
        return TicketId.Parse(id, null);
    }

    public async Task<Ticket> ReadAsync(TicketId id) => (await Store.ReadAsync(id, Ct)).Value;

    public Task<Result<Ticket>> CommentAsync(TicketId id, string body, OperationId? op = null) =>
        Store.AppendAsync(id, new() { Kind = "comment", Author = "tester", Body = body, Operation = op }, Ct);

    public Task<Ticket> RelateAsync(TicketId id, string kind, TicketId target, string? note = null) =>
        Must(Store.AddRelationAsync(id, new() { Kind = kind, Target = target, Note = note, Author = "tester" }, Ct));

    public Task<Ticket> PlanAsync(TicketId id, string kind, TicketId related) =>
        Must(Store.RecordPlanAsync(id, new() { Kind = kind, RelatedTicket = related, Author = "tester" }, Ct));

    public Task<Result<Ticket>> StepAsync(
        TicketId id, TicketState from, TicketState to, string? reason = null, string? body = null, string? resolution = null, bool force = false, OperationId? op = null) =>
        Store.TransitionAsync(
            id,
            new() { Expected = from, To = to, Author = "tester", Reason = reason, Body = body, Resolution = resolution, Force = force, Operation = op },
            Ct);

    public Task<Result<Ticket>> EditAsync(TicketId id, TicketEdit edit) => Store.EditAsync(id, edit, Ct);

    /// <summary>Brings a new ticket to a state by the straight way.</summary>
    public async Task<TicketId> CreateAtAsync(TicketState state)
    {
        var id = await CreateAsync();
        if (state >= TicketState.Ready) await Must(StepAsync(id, TicketState.Planning, TicketState.Ready));
        if (state >= TicketState.Queued) await Must(StepAsync(id, TicketState.Ready, TicketState.Queued));
        if (state >= TicketState.Inprogress) await AcceptAsync(id);
        if (state >= TicketState.Done) await Must(StepAsync(id, TicketState.Inprogress, TicketState.Done, reason: "by hand", force: true));
        if (state >= TicketState.Closed) await Must(StepAsync(id, TicketState.Done, TicketState.Closed, resolution: "Merged."));
        return id;
    }

    public async Task AcceptAsync(TicketId id)
    {
        await Must(Store.AppendAsync(id, new() { Kind = "decision", Author = "tester", Body = "implementation_ready" }, Ct));
        await Must(Store.RecordPlanAsync(id, new() { Kind = "accepted_plan", Author = "tester", AcceptedPlan = new("Do it.") }, Ct));
        await Must(StepAsync(id, TicketState.Queued, TicketState.Inprogress));
    }

    public static async Task<Ticket> Must(Task<Result<Ticket>> change) => (await change).Value;

    public void Dispose()
    {
        Store.Dispose();
        _folder.Delete(recursive: true);
    }
}
