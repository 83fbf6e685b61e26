using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

/// <summary>The runtime as a whole: stop and start, what it says of itself, bundles, pages.</summary>
public sealed class ManagementTests : RuntimeFixture
{
    [Fact]
    public async Task A_stopped_runtime_refuses_everything_and_goes_on_when_it_is_started()
    {
        var (id, run) = await RunningAsync();
        await using var hints = Runtime.Observation.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var hint = hints.MoveNextAsync();
        await Runtime.Management.StopAsync(Cancelled);
        await Runtime.Management.StopAsync(Cancelled);
        run.Execution.Stops.ShouldBe(1);
        Runtime.Management.Summary().State.ShouldBe(RuntimeState.Stopped);
        (await SendAsync(id, "more")).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await Workers.GetAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await Workers.ListAllAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await Workers.DeleteAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);

        (await Runtime.Management.StartAsync(Cancelled)).ShouldBeNull();
        (await Runtime.Management.StartAsync(Cancelled)).ShouldBeNull();
        Runtime.Management.Summary().ShouldSatisfyAllConditions(s => s.State.ShouldBe(RuntimeState.Running), s => s.Backend.ShouldBe("fake"));
        (await HistoryAsync(id)).OfType<RunFinished>().ShouldHaveSingleItem().Outcome.ShouldBe(RunOutcome.Interrupted);
        (await SendAsync(id, "more")).Status.ShouldBe(InputStatus.Accepted);
        (await (await Backend.NextAsync()).NextRunAsync()).Input.Message!.Text.ShouldBe("more");
        (await hint).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_closed_does_not_start_again_and_a_store_that_refuses_leaves_it_stopped()
    {
        await Runtime.Management.StopAsync(Cancelled);
        Journal.ReadFault = _ => new(FaultCodes.StoreFailed, "The disk is gone.");
        (await Runtime.Management.StartAsync(Cancelled))!.Code.ShouldBe(FaultCodes.StoreFailed);
        Runtime.Management.Summary().State.ShouldBe(RuntimeState.Stopped);
        Journal.ReadFault = _ => null;
        (await Runtime.Management.StartAsync(Cancelled)).ShouldBeNull();
        await Runtime.DisposeAsync();
        (await Runtime.Management.StartAsync(Cancelled))!.Code.ShouldBe(FaultCodes.RuntimeStopped);
    }

    [Fact]
    public async Task Pages_hold_each_worker_once_in_order()
    {
        List<WorkerId> made = [];
        for (var i = 0; i < 7; i++) made.Add((await CreateAsync()).Id);
        await Workers.DeleteAsync(made[3], Cancelled);
        List<WorkerId> paged = [];
        WorkerSummaryPage page;
        WorkerId? after = null;
        do
        {
            page = (await Workers.ListAsync(new() { Limit = 2, After = after }, Cancelled)).Value;
            page.Workers.Count.ShouldBe(2);
            paged.AddRange(page.Workers.Select(w => w.Id));
        }
        while ((after = page.Next) is not null);
        paged.ToArray().ShouldBe(made.Where(id => id != made[3]).OrderBy(id => id.ToString(), StringComparer.Ordinal).ToArray());
        foreach (var limit in (int[])[0, 201]) (await Workers.ListAsync(new() { Limit = limit }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task A_worker_is_made_from_a_bundle_that_was_given_before_also_after_a_restart()
    {
        var bundle = new ConfigBundle { Id = "workspace", Profiles = [Coder with { Name = "mine", Prompt = "日本語" }] };
        (await Workers.CreateAsync(Request() with { Bundle = new("workspace", new string('0', 64)), Profile = "mine" }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.BundleMissing);
        var reference = (await Runtime.Management.PutBundleAsync(bundle, Cancelled)).Value;
        (await Runtime.Management.PutBundleAsync(bundle, Cancelled)).Value.ShouldBe(reference);
        await RestartAsync(Backend);
        (await Runtime.Management.GetBundleAsync(reference.Sha256, Cancelled)).Value.Profiles.ShouldHaveSingleItem().Prompt.ShouldBe("日本語");
        (await Workers.CreateAsync(Request() with { Bundle = reference, Profile = "mine" }, Cancelled)).Value.Profile.ShouldBe("mine");
        (await Backend.NextAsync()).Context.Profile.Prompt.ShouldBe("日本語");
        (await Workers.CreateAsync(Request() with { Bundle = reference, Profile = "other" }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownProfile);
        foreach (var bad in (string[])["x", new string('A', 64), new string('g', 64)])
        {
            (await Workers.CreateAsync(Request() with { Bundle = new("w", bad) }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
            (await Runtime.Management.GetBundleAsync(bad, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        }

        (await Runtime.Management.PutBundleAsync(bundle with { Profiles = [Coder, Coder] }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Runtime.Management.PutBundleAsync(bundle with { Profiles = [Coder with { Prompt = new string('x', 300_000) }] }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.TooLarge);
    }

    [Fact]
    public async Task A_first_message_is_recorded_with_its_worker_and_begins_a_run()
    {
        var request = Request(WorkerId.New(Time), "f") with { Input = WorkerInput.User("go", "first") };
        var worker = (await Workers.CreateAsync(request, Cancelled)).Value;
        (await (await Backend.NextAsync()).NextRunAsync()).Input.Message!.Text.ShouldBe("go");
        (await Workers.CreateAsync(request, Cancelled)).Value.Id.ShouldBe(worker.Id);
        (await KindsAsync(worker.Id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted"]);
        // The key is the input's own: sent again by itself it is the same.
        (await SendAsync(worker.Id, "go", "first")).Seq.ShouldBe(2);

        Backend.OnSpawn = (execution, _) =>
        {
            execution.Kinds.Clear();
            return new(execution.Connection());
        };
        (await Workers.CreateAsync(Request() with { Input = WorkerInput.User("go", "k") }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Unsupported);
        (await Workers.CreateAsync(Request() with { Input = new() { Kind = InputKind.Steer, Text = "go", Key = "k" } }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Workers.ListAllAsync(Cancelled)).Value.Count.ShouldBe(1);
        var refused = await Backend.NextAsync();
        await refused.Stopped;
    }
}
