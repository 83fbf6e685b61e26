using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Tickets listed and searched, what they wait for, and what is recorded beside their thread.</summary>
internal sealed class TicketReadRoutes(ReadingSurface reading)
{
    private static readonly QueryText Only = new("ticket", "string", "Only this ticket.");

    public IEnumerable<BoundRoute> Routes(string workspace)
    {
        var ticket = $"{workspace}/tickets/{{ticket}}";
        yield return BoundRoute.Get($"{workspace}/tickets", ListAsync, new("Tickets that fit all filters given, by id. One that cannot be read fits only a query without filters.", BrowserJson.Default.TicketListPage) { Query = TicketQueryText.Query });
        yield return BoundRoute.Get($"{workspace}/tickets/startable", StartableAsync, new("The queue in the order in which its tickets are to start, with what holds each back.", BrowserJson.Default.StartablePage));
        yield return BoundRoute.Get($"{ticket}/why", WhyAsync, new("What a ticket waits for, as a tree.", BrowserJson.Default.WhyView));
        yield return BoundRoute.Get($"{ticket}/relations", RelationsAsync, new("A ticket's relations, its own and those of others to it.", BrowserJson.Default.RelationPage));
        yield return BoundRoute.Get($"{ticket}/plans", PlansAsync, new("A ticket's plan records.", BrowserJson.Default.PlanPage));
        yield return BoundRoute.Get($"{ticket}/artifacts", ArtifactsAsync, new("A ticket's artifacts by name.", BrowserJson.Default.ArtifactPage));
        yield return BoundRoute.Get($"{ticket}/artifacts/{{**name}}", ArtifactAsync, new("An artifact of at most 4 MiB, to be kept as a file: text as text/plain, anything else as bytes.") { Content = "application/octet-stream" });
        yield return BoundRoute.Get($"{workspace}/doctor", DoctorAsync, new("What is wrong with the ticket files; nothing is written.", BrowserJson.Default.DoctorView) { Query = [Only] });
        yield return new(
            new("POST", $"{workspace}/doctor/fix", Permission.Admin), FixAsync,
            new("Mends what needs no guess, and answers what is wrong still.", BrowserJson.Default.DoctorView) { Query = [Only], TakesKey = true });
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context);
        var wanted = TicketQueryText.Read(query);
        if (query.Fault is { } fault) await Refusal.WriteAsync(context, fault);
        else await Answer.OfAsync(context, await reading.List(wanted, context.RequestAborted), BrowserJson.Default.TicketListPage);
    }

    private async Task StartableAsync(HttpContext context) => await Answer.OfAsync(context, await reading.Startable(context.RequestAborted), BrowserJson.Default.StartablePage);

    private Task WhyAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
        await Answer.OfAsync(context, await reading.Why(ticket, context.RequestAborted), BrowserJson.Default.WhyView));

    private Task RelationsAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
        await Answer.OfAsync(context, await reading.Relations(ticket, context.RequestAborted), BrowserJson.Default.RelationPage));

    private Task PlansAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
        await Answer.OfAsync(context, await reading.Plans(ticket, context.RequestAborted), BrowserJson.Default.PlanPage));

    private Task ArtifactsAsync(HttpContext context) => TicketRoutes.WithAsync(context, ticket => Answer.OfAsync(context, reading.Artifacts(ticket), BrowserJson.Default.ArtifactPage));

    private Task ArtifactAsync(HttpContext context) => TicketRoutes.WithAsync(context, async ticket =>
    {
        var name = (string)context.GetRouteValue("name")!;
        var read = await reading.Artifact(ticket, name, context.RequestAborted);
        if (read.TryGet(out var bytes, out var fault)) await ArtifactAnswer.WriteAsync(context, name, bytes);
        else await Refusal.WriteAsync(context, fault);
    });

    private Task DoctorAsync(HttpContext context) => LookAsync(context, reading.Doctor);

    private async Task FixAsync(HttpContext context)
    {
        if (await RequestBody.NoneAsync(context)) await LookAsync(context, reading.Fix);
    }

    private static async Task LookAsync(HttpContext context, Func<TicketId?, CancellationToken, ValueTask<Result<DoctorView>>> look)
    {
        var query = new QueryReader(context);
        var only = query.Id<TicketId>("ticket");
        if (query.Fault is { } fault) await Refusal.WriteAsync(context, fault);
        else await Answer.OfAsync(context, await look(only, context.RequestAborted), BrowserJson.Default.DoctorView);
    }
}
