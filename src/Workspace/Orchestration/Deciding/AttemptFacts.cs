using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What is true outside the attempt's own stream.</summary>
/// <param name="Ticket">The ticket's state.</param>
/// <param name="Coder">The coder, where it exists.</param>
/// <param name="Reviewer">The reviewer, where it exists.</param>
/// <param name="AutoClose">Whether done tickets are closed without a person.</param>
internal sealed record AttemptFacts(TicketState Ticket, WorkerFacts? Coder, WorkerFacts? Reviewer, bool AutoClose)
{
    /// <summary>The moment of the decision.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>When the Worker at work was last heard of.</summary>
    public DateTimeOffset? Heard { get; init; }

    /// <summary>How long a Worker at work may be silent.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Times a failed run is tried again.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Whether its review may take a reviewer's place now.</summary>
    public bool MayReview { get; init; } = true;

    /// <summary>Whether it is its turn in the merge queue.</summary>
    public bool MayMerge { get; init; } = true;
}

/// <summary>What is known of a Worker.</summary>
internal sealed record WorkerFacts(RunState State, DesiredState Desired, RunOutcome? LastOutcome, Fault? LastFault, Fault? Diagnostic = null)
{
    public static WorkerFacts Of(WorkerSummary worker) => new(worker.State, worker.Desired, worker.LastOutcome, worker.LastFault, worker.Diagnostic);
}
