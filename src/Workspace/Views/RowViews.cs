using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Tickets in lists as a browser may see them.</summary>
internal static class RowViews
{
    private const string Unreadable = "This ticket's files cannot be read; the server's log says where.";

    public static TicketRow Of(TicketListing ticket) => new()
    {
        Id = ticket.Id,
        Title = ticket.Title,
        State = ticket.Diagnostic is null ? ticket.State.Text() : "unreadable",
        Priority = ticket.Priority,
        CreatedAt = ticket.CreatedAt,
        UpdatedAt = ticket.UpdatedAt,
        QueuedAt = ticket.QueuedAt,
        QueuedBy = ticket.QueuedBy,
        Assignee = ticket.Assignee,
        CreatedBy = ticket.CreatedBy,
        Events = ticket.EventCount,
        LastEvent = ticket.LastEvent,
        LastAuthor = ticket.LastAuthor,
        ChangeRequested = ticket.HasOpenChangeRequest,
        Reported = ticket.IsReported,
        Diagnostic = ticket.Diagnostic is { } fault ? new(fault.Code, Unreadable) : null,
    };

    public static TicketRow Of(TicketHit hit) => Of(hit.Ticket) with
    {
        HitCount = hit.LineCount,
        Hits = [.. hit.Lines.Select(line => new HitLineView(line.File, line.Line, line.Text))],
    };

    public static PlanView Of(PlanRecord plan) => new(plan.Id, plan.Kind, plan.RelatedTicket, plan.Note, plan.AcceptedPlan?.Summary, plan.AcceptedPlan?.Branch, plan.Author, plan.At);

    public static DoctorFindingView Of(DoctorFinding finding) => new(
        finding.Code, finding.Severity == DoctorSeverity.Error ? "error" : "warning", finding.Path, finding.Line, finding.Ticket,
        Notices.Plain(finding.Message, "It names a path of the host; `yoi ticket doctor` shows it."), finding.IsFixable, finding.IsFixed);

    public static DoctorView Of(DoctorReport report, int most) => new(
        report.Tickets, report.Errors, report.Warnings, report.Fixed, report.Fixable, [.. report.Findings.Take(most).Select(Of)], report.Findings.Count > most,
        report.Stopped is { } stopped ? Notices.Of(stopped) : null);
}
