using System.Text.Json;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Tests.Unit.Worktrees;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Tools;

public sealed class TicketToolCallTests(RepositoryFixture fixture) : IClassFixture<RepositoryFixture>
{
    private static readonly TicketId Ticket = new(1_800_000_000_000);
    private static readonly WorkerRef Coder = new(RuntimeId.Embedded, new(Guid.NewGuid()));
    private static readonly WorkerRef Reviewer = new(RuntimeId.Embedded, new(Guid.NewGuid()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reviewer_that_is_quicker_than_the_record_of_its_input_is_taken_at_its_word()
    {
        await using var journal = new MovingJournal();
        var attempts = new AttemptStore(journal, TimeProvider.System);
        fixture.Git("branch", "work/quick");
        var state = new AttemptState { Id = new(Ticket, 1) };
        AttemptEvent[] events =
        [
            new AttemptEvent.Opened(Ticket, 1, Queued: 1),
            new AttemptEvent.WorktreeIntended("quick", "work/quick", fixture.First),
            new AttemptEvent.CoderReserved(Coder, "coder"),
            new AttemptEvent.Submitted(fixture.First, ["a"], 1, new() { Summary = "s" }, "call"),
            new AttemptEvent.ReviewerReserved(Reviewer, "reviewer"),
            new AttemptEvent.ReviewerCreated(),
        ];
        foreach (var e in events) state = (await attempts.AppendAsync(state, e, Cancellation)).Value;
        journal.Before = async () => (await attempts.AppendAsync(state, new AttemptEvent.InputSent(Roles.Reviewer, InputKind.User, Run: null), Cancellation)).Fault.ShouldBeNull();

        var call = new TicketToolCall(TicketTool.SubmitReview, "c", JsonSerializer.SerializeToElement(new { verdict = "approve", summary = "Good." }));
        var reply = await new TicketToolCalls(Context(), attempts).HandleAsync(Reviewer, call, Cancellation);

        reply.ShouldBe(new TicketToolReply("Recorded: approve. Your run ends here.", EndsRun: true));
        attempts.Newest(Ticket).ShouldNotBeNull().Reviewed.ShouldNotBeNull();
        attempts.Newest(Ticket)!.Reviewer!.Inputs.ShouldBe(1);
    }

    /// <summary>A verdict needs the repository alone.</summary>
    private StepContext Context() => new()
    {
        Repository = fixture.Repository,
        Worktrees = fixture.Store,
        Tickets = null!,
        Registry = null!,
        Integration = null!,
        Checks = null!,
        Signer = null!,
        Profiles = null!,
        Settings = null!,
        Time = TimeProvider.System,
    };
}
