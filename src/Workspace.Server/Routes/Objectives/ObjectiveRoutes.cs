using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Objectives: listed, shown, written, edited, linked to tickets. An objective keeps no authors; who changed one is in the audit.</summary>
internal sealed class ObjectiveRoutes(ObjectiveSurface objectives)
{
    private const int Most = 200;
    private const int Usual = 50;

    private static readonly QueryText State = new("state", "string", "Only objectives in this state: active, paused, done or archived.");

    public IEnumerable<BoundRoute> Routes(string workspace)
    {
        var (all, one, view) = ($"{workspace}/objectives", $"{workspace}/objectives/{{objective}}", BrowserJson.Default.ObjectiveView);
        yield return BoundRoute.Get(all, ListAsync, new("Objectives by id.", BrowserJson.Default.ObjectivePage) { Query = [State, QueryText.After, QueryText.Limit(Most, Usual)] });
        yield return BoundRoute.Change("POST", all, CreateAsync, new("Writes an objective.", view) { Body = BrowserJson.Default.NewObjectiveDraft, Status = StatusCodes.Status201Created });
        yield return BoundRoute.Get(one, ShowAsync, new("An objective whole.", view));
        yield return BoundRoute.Change("POST", $"{one}/edits", EditAsync, new("Edits title, body or state.", view) { Body = BrowserJson.Default.ObjectiveEdits, Header = QueryText.IfMatch });
        yield return BoundRoute.Change("POST", $"{one}/links", LinkAsync, new("Links an objective to a ticket.", view) { Body = BrowserJson.Default.NewObjectiveLink });
        yield return BoundRoute.Change("DELETE", $"{one}/links/{{ticket}}", UnlinkAsync, new("Removes a link.", view));
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context);
        var (state, after, limit) = (query.Text("state"), query.Text("after"), query.Limit(Most, Usual));
        if (query.Fault is { } fault) await Refusal.WriteAsync(context, fault);
        else await Answer.OfAsync(context, await objectives.List(state, after, limit, context.RequestAborted), BrowserJson.Default.ObjectivePage);
    }

    private Task ShowAsync(HttpContext context) => WithAsync(context, async id => await AnswerAsync(context, await objectives.Show(id, context.RequestAborted)));

    private async Task CreateAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewObjectiveDraft, RequestBody.MostText) is not { } draft) return;
        KeyUse.KeepAnswer(context);
        var created = await objectives.Create(draft, context.RequestAborted);
        if (created.TryGet(out var objective, out _)) Targets.Made(context, "objective", objective.Id);
        await AnswerAsync(context, created, StatusCodes.Status201Created);
    }

    private Task EditAsync(HttpContext context) => WithAsync(context, async id =>
    {
        if (await RequestBody.RevisionAsync(context) is not (true, var seen)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.ObjectiveEdits, RequestBody.MostText) is not { } edits) return;
        KeyUse.KeepAnswer(context);
        await AnswerAsync(context, await objectives.Edit(id, edits, seen ?? edits.Revision, context.RequestAborted));
    });

    private Task LinkAsync(HttpContext context) => WithAsync(context, async id =>
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewObjectiveLink) is not { } link) return;
        KeyUse.KeepAnswer(context);
        await AnswerAsync(context, await objectives.Link(id, link.Ticket, context.RequestAborted));
    });

    private Task UnlinkAsync(HttpContext context) => WithAsync(context, id => TicketRoutes.WithAsync(context, async ticket =>
    {
        if (!await RequestBody.NoneAsync(context)) return;
        KeyUse.KeepAnswer(context);
        await AnswerAsync(context, await objectives.Unlink(id, ticket, context.RequestAborted));
    }));

    private static Task AnswerAsync(HttpContext context, Result<ObjectiveView> result, int status = StatusCodes.Status200OK)
    {
        if (result.TryGet(out var objective, out _)) context.Response.Headers.ETag = $"\"{objective.Revision}\"";
        return Answer.OfAsync(context, result, BrowserJson.Default.ObjectiveView, status);
    }

    private static Task WithAsync(HttpContext context, Func<string, Task> act) => act((string)context.GetRouteValue("objective")!);
}
