using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>What the Workers of all runtimes come to.</summary>
internal static class Overviews
{
    private const int Most = 500;
    private const string Unknown = "unknown";

    public static ApprovalPage Approvals(WorkerPage workers)
    {
        var waiting = workers.Items.SelectMany(w => w.Approvals, (w, a) => new WaitingApproval(w.Runtime, w.Worker, w.Name, w.Ticket, a)).OrderBy(w => w.Approval.AskedAt).ToList();
        return new([.. waiting.Take(Most)], waiting.Count > Most, workers.Problems);
    }

    public static UsageReport Usage(WorkerPage workers)
    {
        var each = workers.Items.Select(w => new WorkerUsage(w.Runtime, w.Worker, w.Name, w.Ticket, w.Model, w.Tokens)).OrderByDescending(w => Sum(w.Tokens)).ToList();
        var tickets = each.Where(w => w.Ticket is not null).GroupBy(w => w.Ticket!.Value).Select(g => new TicketUsage(g.Key, g.Count(), Sum(g))).OrderByDescending(t => Sum(t.Tokens)).ToList();
        var models = each.GroupBy(w => w.Model ?? Unknown).Select(g => new ModelUsage(g.Key, g.Count(), Sum(g))).OrderByDescending(m => Sum(m.Tokens)).ToList();
        return new(
            Sum(each), [.. each.Take(Most)], [.. tickets.Take(Most)], [.. models.Take(Most)], each.Count > Most || tickets.Count > Most || models.Count > Most, workers.Problems);
    }

    private static TokenCount Sum(IEnumerable<WorkerUsage> workers) => workers.Aggregate(TokenCount.Zero, (sum, w) => sum.Plus(w.Tokens));

    private static long Sum(TokenCount tokens) => tokens.Input + tokens.Output;
}
