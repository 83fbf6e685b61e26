using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Changes of tickets beyond state and comments: edits, verdicts, relations, plans.</summary>
internal sealed class TicketChangeRoutes(TicketSurface tickets)
{
    private const int MostReview = 256 * 1024;

    public IEnumerable<BoundRoute> Routes(string workspace)
    {
        var (ticket, view) = ($"{workspace}/tickets/{{ticket}}", BrowserJson.Default.TicketView);
        yield return BoundRoute.Change("POST", $"{ticket}/edits", EditAsync, new("Edits title, body or fields; what was there before stays on the record.", view) { Body = BrowserJson.Default.TicketEdits, Header = QueryText.IfMatch });
        yield return BoundRoute.Change("POST", $"{ticket}/reviews", ReviewAsync, new("Gives a person's verdict on the work.", view) { Body = BrowserJson.Default.NewReview });
        yield return BoundRoute.Change("POST", $"{ticket}/relations", RelateAsync, new("Relates a ticket to another.", view) { Body = BrowserJson.Default.NewTicketRelation });
        yield return BoundRoute.Change("DELETE", $"{ticket}/relations/{{kind}}/{{other}}", UnrelateAsync, new("Removes a relation of the ticket's own.", view));
        yield return BoundRoute.Change("POST", $"{ticket}/plans", PlanAsync, new("Adds a plan record; answers all of the ticket's.", BrowserJson.Default.PlanPage) { Body = BrowserJson.Default.NewPlan });
    }

    private Task EditAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key) || await RequestBody.RevisionAsync(context) is not (true, var seen)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.TicketEdits, RequestBody.MostText) is not { } edits) return;
        await AnswerAsync(context, await tickets.Edit(ticket, edits, seen ?? edits.Revision, Caller.Known(context).Name, key, context.RequestAborted));
    });

    private Task ReviewAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewReview, RequestBody.MostText) is not { } review) return;
        if (Encoding.UTF8.GetByteCount(review.Body ?? "") > MostReview) await Refusal.WriteAsync(context, new(FaultCodes.TooLarge, $"A review holds at most {MostReview / 1024} KiB."));
        else await AnswerAsync(context, await tickets.Review(ticket, review, Caller.Known(context).Name, key, context.RequestAborted));
    });

    private Task RelateAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewTicketRelation) is not { } relation) return;
        await AnswerAsync(context, await tickets.Relate(ticket, relation, Caller.Known(context).Name, key, context.RequestAborted));
    });

    private Task UnrelateAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        var kind = (string)context.GetRouteValue("kind")!;
        if (!TicketId.TryParse(context.GetRouteValue("other") as string, null, out var other))
        {
            await Problem.NotFoundAsync(context);
            return;
        }

        if (await RequestBody.KeyAsync(context) is not (true, var key) || !await RequestBody.NoneAsync(context)) return;
        await AnswerAsync(context, await tickets.Unrelate(ticket, kind, other, Caller.Known(context).Name, key, context.RequestAborted));
    });

    private Task PlanAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewPlan, RequestBody.MostText) is not { } plan) return;
        await Answer.OfAsync(context, await tickets.Plan(ticket, plan, Caller.Known(context).Name, key, context.RequestAborted), BrowserJson.Default.PlanPage);
    });

    private static Task AnswerAsync(HttpContext context, Result<TicketView> changed)
    {
        TicketRoutes.Tag(context, changed);
        return Answer.OfAsync(context, changed, BrowserJson.Default.TicketView);
    }
}
