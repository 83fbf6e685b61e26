using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What the routes are described by that have no file of their own.</summary>
internal static class RouteTexts
{
    private const string Workspace = "/api/workspaces/{workspace}";
    private const string Worker = $"{Workspace}/runtimes/{{runtime}}/workers/{{worker}}";
    private const string Stream = "text/event-stream";

    private static readonly QueryText Before = new("before", "integer", "Only what stands before this number, the newest first.");

    private static readonly Dictionary<string, RouteText> Texts = new(StringComparer.Ordinal)
    {
        ["GET /health/live"] = new("Whether the process answers.") { Content = "text/plain" },
        ["GET /health/ready"] = new("Whether it takes work; 503 where it does not.") { Content = "text/plain" },
        ["GET /metrics"] = new("Measurements in the text form of Prometheus.") { Content = "text/plain" },
        ["GET /openapi/v1.json"] = new("This description."),
        ["GET /api/auth/methods"] = new("How somebody may come in.", BrowserJson.Default.AccessMethods),
        ["POST /api/auth/session"] = new("Takes a one-time link's secret for a session.", BrowserJson.Default.SessionToken) { Body = BrowserJson.Default.LinkSecret },
        ["POST /api/auth/login"] = new("Begins a login.", BrowserJson.Default.LoginAddress) { Body = BrowserJson.Default.LoginStart },
        ["GET /api/auth/callback"] = new("Where who vouches for people sends them back to.") { Content = "text/html", Query = null },
        ["POST /api/auth/links"] = new("Makes a one-time link.", BrowserJson.Default.OneTimeLink),
        ["POST /api/auth/logout"] = new("Ends the caller's own session.", BrowserJson.Default.Revoked),
        ["GET /api/auth/me"] = new("Who the caller is.", BrowserJson.Default.CallerView),
        ["GET /api/auth/sessions"] = new("Sessions that are good.", BrowserJson.Default.SessionPage),
        ["DELETE /api/auth/sessions"] = new("Ends all sessions but the caller's own.", BrowserJson.Default.Revoked),
        ["DELETE /api/auth/sessions/{id}"] = new("Ends a session.", BrowserJson.Default.Revoked),
        ["GET /api/auth/tokens"] = new("API tokens, never the tokens themselves.", BrowserJson.Default.TokenPage),
        ["POST /api/auth/tokens"] = new("Makes an API token; the only answer that holds it.", BrowserJson.Default.IssuedToken) { Body = BrowserJson.Default.NewToken, Status = StatusCodes.Status201Created },
        ["DELETE /api/auth/tokens/{id}"] = new("Revokes an API token.", BrowserJson.Default.Revoked),
        [$"GET {Workspace}/board"] = new("The board as of now.", BrowserJson.Default.BoardSnapshot),
        [$"GET {Workspace}/board/stream"] = new("The board as server-sent events: a snapshot, then cards as they change.") { Content = Stream },
        [$"GET {Workspace}/status"] = new("What the server is and does.", BrowserJson.Default.StatusView),
        [$"GET {Workspace}/audit"] = new("Who did what, the newest first.", BrowserJson.Default.AuditPage) { Query = [Before, QueryText.Limit(500, 50)] },
        [$"POST {Workspace}/tickets"] = new("Writes a ticket.", BrowserJson.Default.TicketView) { Body = BrowserJson.Default.TicketDraft, Status = StatusCodes.Status201Created, TakesKey = true },
        [$"GET {Workspace}/tickets/{{ticket}}"] = new("A ticket whole; its ETag is the revision that an edit's If-Match takes.", BrowserJson.Default.TicketView),
        [$"GET {Workspace}/tickets/{{ticket}}/diff"] = new("What the newest attempt changed.", BrowserJson.Default.DiffView),
        [$"POST {Workspace}/tickets/{{ticket}}/transitions"] = new("Takes a step of the state table.", BrowserJson.Default.TicketView) { Body = BrowserJson.Default.TicketMove, TakesKey = true },
        [$"POST {Workspace}/tickets/{{ticket}}/comments"] = new("Comments on a ticket.", BrowserJson.Default.TicketView) { Body = BrowserJson.Default.NewComment, TakesKey = true },
        [$"GET {Workspace}/workers"] = new("Workers over all runtimes.", BrowserJson.Default.WorkerPage),
        [$"POST {Workspace}/workers"] = new("Makes a Worker by hand.", BrowserJson.Default.WorkerView) { Body = BrowserJson.Default.NewWorker, Status = StatusCodes.Status201Created, TakesKey = true },
        [$"GET {Worker}"] = new("One Worker.", BrowserJson.Default.WorkerView),
        [$"GET {Worker}/events"] = new("A Worker's history in pages, oldest first in each.", BrowserJson.Default.TranscriptPage)
        {
            Query = [new("after", "integer", "Only what stands behind this number."), new("before", "integer", "Only the last before this number."), QueryText.Limit(200, 100)],
        },
        [$"GET {Worker}/stream"] = new("A Worker as server-sent events: a snapshot, or what follows the cursor, then everything after it.")
        {
            Content = Stream,
            Header = new("Last-Event-ID", "string", "The last cursor seen."),
        },
        [$"POST {Worker}/input"] = new("Gives a Worker a message.", BrowserJson.Default.InputView) { Body = BrowserJson.Default.NewInput, TakesKey = true },
        [$"POST {Worker}/interrupt"] = new("Ends the run at hand.", BrowserJson.Default.WorkerView),
        [$"POST {Worker}/stop"] = new("Ends a Worker until it is restored.", BrowserJson.Default.WorkerView),
        [$"POST {Worker}/cancel"] = new("Ends a Worker for good.", BrowserJson.Default.WorkerView),
        [$"DELETE {Worker}"] = new("Ends a Worker and puts its history away.") { Status = StatusCodes.Status204NoContent, Content = null },
        [$"POST {Worker}/restore"] = new("Wants a stopped Worker active again.", BrowserJson.Default.WorkerView),
        [$"POST {Worker}/approvals/{{callId}}"] = new("Gives a person's word on a call.", BrowserJson.Default.WorkerView) { Body = BrowserJson.Default.ApprovalAnswer },
        [$"GET {Workspace}/runtimes"] = new("Runtimes as they were last heard of.", BrowserJson.Default.RuntimePage),
        [$"POST {Workspace}/runtimes"] = new("Adds a runtime that answers.", BrowserJson.Default.RuntimeView) { Body = BrowserJson.Default.NewRuntime, Status = StatusCodes.Status201Created },
        [$"POST {Workspace}/runtimes/test"] = new("Tries a runtime out and keeps nothing of it.", BrowserJson.Default.RuntimeView) { Body = BrowserJson.Default.NewRuntime },
        [$"POST {Workspace}/runtimes/older"] = new("Shows an older program's records.", BrowserJson.Default.RuntimeView) { Body = BrowserJson.Default.OlderRecords, Status = StatusCodes.Status201Created },
        [$"DELETE {Workspace}/runtimes/{{runtime}}"] = new("Takes a runtime away that has no Workers.") { Status = StatusCodes.Status204NoContent, Content = null },
    };

    /// <summary>The text of a route; null where there is none, and then its query is not checked.</summary>
    public static RouteText? Of(string method, string path) => Texts.GetValueOrDefault($"{method} {path}");
}
