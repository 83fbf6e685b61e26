using Yoi.Protocol;
using Yoi.Tickets;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary>What the steps of an attempt work with.</summary>
internal sealed record StepContext
{
    /// <summary>Who the workspace itself is in threads and commits.</summary>
    public const string Author = "yoi";

    public required TicketStore Tickets { get; init; }
    public required RuntimeRegistry Registry { get; init; }
    public required WorktreeStore Worktrees { get; init; }
    public required GitRepository Repository { get; init; }
    public required IntegrationBranch Integration { get; init; }
    public required Checks Checks { get; init; }
    public required ReceiptSigner Signer { get; init; }
    public required ProfileResolver Profiles { get; init; }
    public required Func<WorkspaceSettings> Settings { get; init; }
    public required TimeProvider Time { get; init; }

    /// <summary>Told of each step's two moments: before it acts, and when it has acted but its fact is not recorded yet. For fault tests.</summary>
    public Action<string> Reached { get; init; } = _ => { };

    /// <summary>Puts an event on the ticket; the step's own operation id makes doing it twice doing it once.</summary>
    public async Task<Fault?> RecordAsync(
        AttemptState attempt, string step, string kind, string body, CancellationToken cancellationToken,
        string author = Author, string? status = null, params KeyValuePair<string, string>[] attributes)
    {
        var recorded = await Tickets.AppendAsync(attempt.Id.Ticket, new()
        {
            Kind = kind,
            Author = author,
            Body = body,
            Status = status,
            Attributes = attributes,
            Operation = attempt.Id.Operation(step),
        }, cancellationToken);
        return recorded.Fault;
    }
}
