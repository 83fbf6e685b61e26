using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

public sealed class CleanStoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task Nothing_is_wrong_with_what_the_program_writes(string language)
    {
        using var temp = new TempStore(language);
        foreach (var state in Enum.GetValues<TicketState>()) await temp.CreateAtAsync(state);
        var (one, other) = (await temp.CreateAsync("Odd: 'quotes' \"and\" # more"), await temp.CreateAsync());
        await temp.RelateAsync(one, RelationKinds.DependsOn, other, "Because\nit is.");
        await temp.RelateAsync(one, RelationKinds.Related, other);
        await temp.RelateAsync(other, RelationKinds.Supersedes, one);
        await TempStore.Must(temp.Store.RemoveRelationAsync(one, RelationKinds.Related, other, "tester", null, Ct));
        foreach (var kind in PlanKinds.Related) await temp.PlanAsync(one, kind, other);
        await TempStore.Must(temp.CommentAsync(one, CaseStore.Event("review") + "<<<<<<< HEAD\n=======\n>>>>>>> topic\n<!-- event: half", OperationId.Of("a")));
        await TempStore.Must(temp.Store.AppendAsync(one, new() { Kind = "review", Author = "a \"b\" c", Body = "```\n", Status = "approve", Attributes = [new("commit", "abc"), new("step", "x y")] }, Ct));
        (await temp.Store.WriteArtifactAsync(one, "receipts/0001.json", "{}"u8.ToArray(), Ct)).ShouldBeNull();

        (await DoctorOf(temp).CheckAsync(null, Ct)).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => r.Tickets.ShouldBe(8));
    }

    [Fact]
    public async Task Nor_with_steps_back_and_tickets_given_up()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(TicketState.Inprogress);
        await TempStore.Must(temp.StepAsync(id, TicketState.Inprogress, TicketState.Queued, reason: "given up"));
        await TempStore.Must(temp.StepAsync(id, TicketState.Queued, TicketState.Ready, reason: "not now"));
        await TempStore.Must(temp.StepAsync(id, TicketState.Ready, TicketState.Planning, reason: "unclear", body: "What is it?"));
        await TempStore.Must(temp.StepAsync(id, TicketState.Planning, TicketState.Closed, reason: "rejected", resolution: "No."));
        (await DoctorOf(temp).CheckAsync(null, Ct)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nor_with_tickets_reopened_and_edited_and_objectives()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(TicketState.Closed);
        await TempStore.Must(temp.StepAsync(id, TicketState.Closed, TicketState.Planning, reason: "it came back"));
        await TempStore.Must(temp.StepAsync(id, TicketState.Planning, TicketState.Closed, reason: "rejected", resolution: "No."));
        await TempStore.Must(temp.StepAsync(id, TicketState.Closed, TicketState.Planning, reason: "again"));
        await TempStore.Must(temp.Store.EditAsync(id, new() { Author = "tester", Title = "Another: title", Body = "```\n---\n", RiskFlags = ["a", "b"], Priority = "P1", Assignee = "me" }, Ct));
        var objective = (await temp.Store.Objectives.CreateAsync(new() { Title = "What for", Links = [id] }, Ct)).Value;
        (await temp.Store.Objectives.EditAsync(objective.Id, new() { State = ObjectiveState.Paused }, Ct)).Fault.ShouldBeNull();
        (await DoctorOf(temp).CheckAsync(null, Ct)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_store_at_all_is_fine()
    {
        using var temp = new TempStore();
        (await DoctorOf(temp).CheckAsync(null, Ct)).ShouldSatisfyAllConditions(r => r.Findings.ShouldBeEmpty(), r => r.Tickets.ShouldBe(0));
        Directory.Exists(temp.Store.Root).ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_at_work_is_no_fault()
    {
        using var temp = new TempStore(time: TimeProvider.System);
        List<TicketId> ids = [await temp.CreateAsync()];
        var doctor = TicketDoctor.Open(new() { Root = temp.Store.Root });
        var looking = Task.Run(async () =>
        {
            for (var looks = 0; looks < 60; looks++) (await doctor.CheckAsync(null, Ct)).Findings.ShouldBeEmpty();
        }, Ct);
        for (var i = 0; !looking.IsCompleted; i++)
        {
            // A few tickets are enough, so that looks stay short and many changes fall into each.
            if (ids.Count < 40)
            {
                ids.Add(await temp.CreateAsync());
                await temp.RelateAsync(ids[0], RelationKinds.Related, ids[^1]);
            }

            await TempStore.Must(temp.CommentAsync(ids[i % ids.Count], $"Comment {i}"));
        }

        await looking;
    }

    [Fact]
    public async Task What_a_slow_writer_has_at_hand_is_no_leftover()
    {
        using var store = new CaseStore();
        store.Write(".ticket-temp", "Half a te");
        var clock = new HurriedClock();
        var doctor = TicketDoctor.Open(new() { Root = store.Root, Time = clock });
        using (new FileStream(store.Full(".ticket-backend.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            (await doctor.CheckAsync(null, Ct)).Findings.ShouldBeEmpty();
        clock.Waited.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
        (await doctor.CheckAsync(null, Ct)).Findings.ShouldHaveSingleItem().Code.ShouldBe("leftover_temp");
    }

    private static TicketDoctor DoctorOf(TempStore temp) => TicketDoctor.Open(new() { Root = temp.Store.Root, Time = temp.Clock });
}
