using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Attempts and the receipts they left.</summary>
internal sealed class AttemptRoutes(ReadingSurface reading)
{
    private const int Most = 200;
    private const int Usual = 50;

    public IEnumerable<BoundRoute> Routes(string workspace)
    {
        var (attempts, receipts) = ($"{workspace}/attempts", $"{workspace}/tickets/{{ticket}}/receipts");
        yield return BoundRoute.Get(attempts, ListAsync, new("Attempts, the newest first.", BrowserJson.Default.AttemptPage)
        {
            Query = [new("ticket", "string", "Only attempts at this ticket."), QueryText.After, QueryText.Limit(Most, Usual)],
        });
        yield return BoundRoute.Get($"{attempts}/{{ticket}}/{{number}}", ShowAsync, new("An attempt with what happened in it.", BrowserJson.Default.AttemptRecordView));
        yield return BoundRoute.Get(receipts, ReceiptsAsync, new("The receipts that lie on a ticket, each with its signature checked.", BrowserJson.Default.ReceiptPage) { Query = [QueryText.After, QueryText.Limit(Most, Usual)] });
        yield return BoundRoute.Get($"{receipts}/{{receipt}}", ReceiptAsync, new("One receipt with the signed document as it is stored.", BrowserJson.Default.StoredReceiptView));
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context);
        var (ticket, after, limit) = (query.Id<TicketId>("ticket"), query.Text("after"), query.Limit(Most, Usual));
        if (query.Fault is { } fault) await Refusal.WriteAsync(context, fault);
        else await Answer.OfAsync(context, await reading.Attempts(ticket, after, limit, context.RequestAborted), BrowserJson.Default.AttemptPage);
    }

    private Task ShowAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        if (!int.TryParse(context.GetRouteValue("number") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) await Problem.NotFoundAsync(context);
        else await Answer.OfAsync(context, await reading.Attempt(ticket, number, context.RequestAborted), BrowserJson.Default.AttemptRecordView);
    });

    private Task ReceiptsAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        var query = new QueryReader(context);
        var (after, limit) = (query.Text("after"), query.Limit(Most, Usual));
        if (query.Fault is { } fault) await Refusal.WriteAsync(context, fault);
        else await Answer.OfAsync(context, await reading.Receipts(ticket, after, limit, context.RequestAborted), BrowserJson.Default.ReceiptPage);
    });

    private Task ReceiptAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        if (!ReceiptId.TryParse(context.GetRouteValue("receipt") as string, null, out var receipt)) await Problem.NotFoundAsync(context);
        else await Answer.OfAsync(context, await reading.Receipt(ticket, receipt, context.RequestAborted), BrowserJson.Default.StoredReceiptView);
    });
}
