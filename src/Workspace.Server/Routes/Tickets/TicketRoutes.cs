using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>One ticket: shown, written, moved, commented, compared.</summary>
internal sealed class TicketRoutes(TicketSurface tickets)
{
    private const int MostComment = 256 * 1024;

    public Task ShowAsync(HttpContext context) => WithAsync(context, async ticket =>
    {
        var shown = await tickets.Show(ticket, Caller.Known(context).Name, context.RequestAborted);
        Tag(context, shown);
        await Answer.OfAsync(context, shown, BrowserJson.Default.TicketView);
    });

    public async Task CreateAsync(HttpContext context)
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.TicketDraft, RequestBody.MostText) is not { } draft) return;
        var created = await tickets.Create(draft, Caller.Known(context).Name, key, context.RequestAborted);
        if (created.TryGet(out var ticket, out _)) Targets.Made(context, "ticket", $"{ticket.Card.Id}");
        await Answer.OfAsync(context, created, BrowserJson.Default.TicketView, StatusCodes.Status201Created);
    }

    public Task MoveAsync(HttpContext context) => WithAsync(context, async ticket =>
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.TicketMove, RequestBody.MostText) is not { } move) return;
        await Answer.OfAsync(context, await tickets.Move(ticket, move, Caller.Known(context).Name, key, context.RequestAborted), BrowserJson.Default.TicketView);
    });

    public Task CommentAsync(HttpContext context) => WithAsync(context, async ticket =>
    {
        if (await RequestBody.KeyAsync(context) is not (true, var key)) return;
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.NewComment, RequestBody.MostText) is not { } comment) return;
        if (Encoding.UTF8.GetByteCount(comment.Body) > MostComment)
        {
            await Refusal.WriteAsync(context, new(FaultCodes.TooLarge, $"A comment holds at most {MostComment / 1024} KiB."));
            return;
        }

        await Answer.OfAsync(context, await tickets.Comment(ticket, comment, Caller.Known(context).Name, key, context.RequestAborted), BrowserJson.Default.TicketView);
    });

    public Task DiffAsync(HttpContext context) => WithAsync(context, async ticket =>
        await Answer.OfAsync(context, await tickets.Diff(ticket, context.RequestAborted), BrowserJson.Default.DiffView));

    /// <summary>Tells the revision that an edit's If-Match takes.</summary>
    internal static void Tag(HttpContext context, Result<TicketView> result)
    {
        if (result.TryGet(out var ticket, out _) && ticket.Revision.Length > 0) context.Response.Headers.ETag = $"\"{ticket.Revision}\"";
    }

    internal static Task WithAsync(HttpContext context, Func<TicketId, Task> act) =>
        TicketId.TryParse(context.GetRouteValue("ticket") as string, null, out var ticket) ? act(ticket) : Problem.NotFoundAsync(context);
}
