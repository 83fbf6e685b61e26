using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Workspace.Server;

namespace Yoi.Tests.Unit.Client;

/// <summary>How the client reaches each route of a workspaces' server.</summary>
internal static class WorkspaceRoutes
{
    private const string Workspace = "/api/workspaces/{workspace}";
    private const string Ticket = Workspace + "/tickets/{ticket}";
    private const string Objective = Workspace + "/objectives/{objective}";
    private const string Worker = Workspace + "/runtimes/{runtime}/workers/{worker}";

    private static readonly TicketId One = new(1);
    private static readonly TicketId Two = new(2);
    private static readonly string Id = One.ToString();
    private static readonly NewRuntime Far = new(RuntimeId.Parse("far", null), "http://127.0.0.1:1", "t");

    /// <summary>Pages and what leads a person into them, and what other tools read.</summary>
    public static IReadOnlyList<string> ForBrowsersAndTools { get; } =
    [
        "GET /health/live", "GET /metrics", "GET /api/auth/methods", "POST /api/auth/session", "POST /api/auth/login", "GET /api/auth/callback", "POST /api/auth/logout", "GET /openapi/v1.json",
        "* /api/{**rest}", "GET /{**page}", "HEAD /{**page}",
    ];

    /// <summary>Each route and the call that reaches it.</summary>
    public static IReadOnlyDictionary<string, Func<WorkspaceClient, CancellationToken, Task<Fault?>>> All { get; } = new Dictionary<string, Func<WorkspaceClient, CancellationToken, Task<Fault?>>>
    {
        ["GET /health/ready"] = (client, token) => client.ReadyAsync(token),
        ["POST /api/auth/links"] = (client, token) => Of(client.NewLinkAsync(token)),
        ["GET /api/auth/me"] = (client, token) => Of(client.MeAsync(token)),
        ["GET /api/auth/sessions"] = (client, token) => Of(client.Access("tea").SessionsAsync(token)),
        ["DELETE /api/auth/sessions"] = (client, token) => Of(client.Access("tea").RevokeSessionsAsync(token)),
        ["DELETE /api/auth/sessions/{id}"] = (client, token) => Of(client.Access("tea").RevokeSessionAsync(Sample.NoId, token)),
        ["GET /api/auth/tokens"] = (client, token) => Of(client.Access("tea").TokensAsync(token)),
        ["POST /api/auth/tokens"] = (client, token) => Of(client.Access("tea").NewTokenAsync(new("ci", Workspaces: ["tea"]), token)),
        ["DELETE /api/auth/tokens/{id}"] = (client, token) => Of(client.Access("tea").RevokeTokenAsync(Sample.NoId, token)),
        ["GET /api/workspaces"] = (client, token) => Of(client.ListAsync(token)),
        [$"GET {Workspace}/board"] = (client, token) => Of(client.BoardAsync("tea", token)),
        [$"GET {Workspace}/board/stream"] = async (client, token) => await FirstAsync(client.WatchBoardAsync("tea", token), frame => frame.Fault),
        [$"GET {Workspace}/status"] = (client, token) => Of(client.StatusAsync("tea", token)),
        [$"GET {Workspace}/audit"] = (client, token) => Of(client.Access("tea").AuditAsync(9, 10, token)),
        [$"POST {Workspace}/tickets"] = (client, token) => Of(client.Tickets("tea").CreateAsync(new("Pour"), null, token)),
        [$"GET {Workspace}/tickets"] = (client, token) => Of(client.Tickets("tea").ListAsync(new(), token)),
        [$"GET {Workspace}/tickets/startable"] = (client, token) => Of(client.Tickets("tea").StartableAsync(token)),
        [$"GET {Ticket}"] = (client, token) => Of(client.Tickets("tea").ShowAsync(One, token)),
        [$"GET {Ticket}/diff"] = (client, token) => Of(client.Tickets("tea").DiffAsync(One, token)),
        [$"GET {Ticket}/why"] = (client, token) => Of(client.Tickets("tea").WhyAsync(One, token)),
        [$"POST {Ticket}/transitions"] = (client, token) => Of(client.Tickets("tea").MoveAsync(One, new("planning", "ready"), null, token)),
        [$"POST {Ticket}/comments"] = (client, token) => Of(client.Tickets("tea").CommentAsync(One, new("Words."), null, token)),
        [$"POST {Ticket}/edits"] = (client, token) => Of(client.Tickets("tea").EditAsync(One, new() { Title = "Pour" }, "0123456789abcdef", null, token)),
        [$"POST {Ticket}/reviews"] = (client, token) => Of(client.Tickets("tea").ReviewAsync(One, new("approve"), null, token)),
        [$"GET {Ticket}/relations"] = (client, token) => Of(client.Tickets("tea").RelationsAsync(One, token)),
        [$"POST {Ticket}/relations"] = (client, token) => Of(client.Tickets("tea").RelateAsync(One, new("related", Two), null, token)),
        [$"DELETE {Ticket}/relations/{{kind}}/{{other}}"] = (client, token) => Of(client.Tickets("tea").UnrelateAsync(One, "related", Two, null, token)),
        [$"GET {Ticket}/plans"] = (client, token) => Of(client.Tickets("tea").PlansAsync(One, token)),
        [$"POST {Ticket}/plans"] = (client, token) => Of(client.Tickets("tea").PlanAsync(One, new("waiting_capacity_note", Note: "Later."), null, token)),
        [$"GET {Ticket}/artifacts"] = (client, token) => Of(client.Tickets("tea").ArtifactsAsync(One, token)),
        [$"GET {Ticket}/artifacts/{{**name}}"] = (client, token) => Of(client.Tickets("tea").ArtifactAsync(One, "notes/a.txt", token)),
        [$"GET {Workspace}/doctor"] = (client, token) => Of(client.Tickets("tea").DoctorAsync(One, token)),
        [$"POST {Workspace}/doctor/fix"] = (client, token) => Of(client.Tickets("tea").FixAsync(null, null, token)),
        [$"GET {Workspace}/objectives"] = (client, token) => Of(client.Objectives("tea").ListAsync("active", null, 10, token)),
        [$"POST {Workspace}/objectives"] = (client, token) => Of(client.Objectives("tea").CreateAsync(new("Tea"), null, token)),
        [$"GET {Objective}"] = (client, token) => Of(client.Objectives("tea").ShowAsync(Id, token)),
        [$"POST {Objective}/edits"] = (client, token) => Of(client.Objectives("tea").EditAsync(Id, new() { Title = "Tea" }, null, null, token)),
        [$"POST {Objective}/links"] = (client, token) => Of(client.Objectives("tea").LinkAsync(Id, One, null, token)),
        [$"DELETE {Objective}/links/{{ticket}}"] = (client, token) => Of(client.Objectives("tea").UnlinkAsync(Id, One, null, token)),
        [$"GET {Workspace}/attempts"] = (client, token) => Of(client.Attempts("tea").ListAsync(One, null, 10, token)),
        [$"GET {Workspace}/attempts/{{ticket}}/{{number}}"] = (client, token) => Of(client.Attempts("tea").ShowAsync(One, 1, token)),
        [$"GET {Ticket}/receipts"] = (client, token) => Of(client.Attempts("tea").ReceiptsAsync(One, null, null, token)),
        [$"GET {Ticket}/receipts/{{receipt}}"] = (client, token) => Of(client.Attempts("tea").ReceiptAsync(One, ReceiptId.Parse("01975a3c-0000-7000-8000-00000000aaaa", null), token)),
        [$"GET {Workspace}/worktrees"] = (client, token) => Of(client.Worktrees("tea").ListAsync(null, 10, token)),
        [$"GET {Workspace}/worktrees/cleanup"] = (client, token) => Of(client.Worktrees("tea").PlanAsync(token)),
        [$"POST {Workspace}/worktrees/cleanup"] = (client, token) => Of(client.Worktrees("tea").CleanAsync(new("r"), null, token)),
        [$"GET {Workspace}/worktrees/{{worktree}}/diff"] = (client, token) => Of(client.Worktrees("tea").DiffAsync("tea-1", token)),
        [$"GET {Workspace}/approvals"] = (client, token) => Of(client.Overview("tea").ApprovalsAsync(token)),
        [$"GET {Workspace}/usage"] = (client, token) => Of(client.Overview("tea").UsageAsync(token)),
        [$"GET {Workspace}/settings"] = (client, token) => Of(client.Overview("tea").SettingsAsync(token)),
        [$"GET {Workspace}/workers"] = (client, token) => Of(client.Workers("tea").ListAsync(token)),
        [$"POST {Workspace}/workers"] = (client, token) => Of(client.Workers("tea").CreateAsync(new("coder"), null, token)),
        [$"GET {Worker}"] = (client, token) => Of(client.Workers("tea").ShowAsync(Surfaces.Worker, token)),
        [$"GET {Worker}/events"] = (client, token) => Of(client.Workers("tea").EventsAfterAsync(Surfaces.Worker, 3, 10, token)),
        [$"GET {Worker}/stream"] = async (client, token) => await FirstAsync(
            client.Workers("tea").WatchAsync(Surfaces.Worker, null, token), frame => frame is WorkerClosedFrame { Problem: var end } ? new(end.Code, end.Message) : null),
        [$"POST {Worker}/input"] = (client, token) => Of(client.Workers("tea").SendAsync(Surfaces.Worker, new("Hello."), null, token)),
        [$"POST {Worker}/interrupt"] = (client, token) => Of(client.Workers("tea").InterruptAsync(Surfaces.Worker, token)),
        [$"POST {Worker}/stop"] = (client, token) => Of(client.Workers("tea").StopAsync(Surfaces.Worker, token)),
        [$"POST {Worker}/cancel"] = (client, token) => Of(client.Workers("tea").CancelAsync(Surfaces.Worker, token)),
        [$"DELETE {Worker}"] = (client, token) => client.Workers("tea").DeleteAsync(Surfaces.Worker, token),
        [$"POST {Worker}/restore"] = (client, token) => Of(client.Workers("tea").RestoreAsync(Surfaces.Worker, token)),
        [$"POST {Worker}/approvals/{{callId}}"] = (client, token) => Of(client.Workers("tea").AnswerAsync(Surfaces.Worker, "call-1", new(true), token)),
        [$"GET {Workspace}/runtimes"] = (client, token) => Of(client.Runtimes("tea").ListAsync(token)),
        [$"POST {Workspace}/runtimes"] = (client, token) => Of(client.Runtimes("tea").AddAsync(Far, token)),
        [$"POST {Workspace}/runtimes/test"] = (client, token) => Of(client.Runtimes("tea").TestAsync(Far, token)),
        [$"POST {Workspace}/runtimes/older"] = (client, token) => Of(client.Runtimes("tea").AddOlderAsync(new(Far.Runtime, "/nowhere"), token)),
        [$"DELETE {Workspace}/runtimes/{{runtime}}"] = (client, token) => client.Runtimes("tea").RemoveAsync(Surfaces.Worker.Runtime, token),
    };

    private static async Task<Fault?> Of<T>(Task<Result<T>> asked)
        where T : notnull => (await asked).Fault;

    private static async Task<Fault?> FirstAsync<T>(IAsyncEnumerable<T> frames, Func<T, Fault?> end)
    {
        await foreach (var frame in frames) return end(frame);
        throw new InvalidOperationException("The stream ended without a word.");
    }
}
