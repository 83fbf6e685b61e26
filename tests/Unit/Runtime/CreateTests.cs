using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class CreateTests : RuntimeFixture
{
    [Fact]
    public async Task A_created_worker_is_idle_listed_and_its_origin_is_recorded()
    {
        var labels = new Dictionary<string, string> { ["ticket"] = "1" };
        var worker = (await Workers.CreateAsync(Request() with { Worktree = "tree", Labels = labels, Resolved = Coder with { Name = "mine" } }, Cancelled)).Value;
        worker.ShouldSatisfyAllConditions(
            () => worker.DisplayName.ShouldBe("Ada"),
            () => worker.Profile.ShouldBe("mine"),
            () => worker.Role.ShouldBe("coder"),
            () => worker.Worktree.ShouldBe("tree"),
            () => worker.Labels.ShouldBe(labels),
            () => worker.Desired.ShouldBe(DesiredState.Active),
            () => worker.State.ShouldBe(RunState.Idle),
            () => worker.LastSeq.ShouldBe(1),
            () => worker.CreatedAt.ShouldBe(Time.GetUtcNow()));
        var created = (await HistoryAsync(worker.Id)).Single().ShouldBeOfType<WorkerCreated>();
        created.Request.Id.ShouldBe(worker.Id);
        created.Profile.Prompt.ShouldBe(Coder.Prompt);
        created.BackendId.ShouldBe("fake");
        created.Seq.ShouldBe(1);
        var second = (await Workers.CreateAsync(Request(), Cancelled)).Value;
        (await Workers.ListAllAsync(Cancelled)).Value.Select(item => item.Id).ShouldBe(new[] { worker.Id, second.Id }.OrderBy(id => id.Value));
    }

    [Fact]
    public async Task Without_a_backend_create_is_refused_and_the_rest_works()
    {
        await RestartAsync(null);
        (await Workers.CreateAsync(Request(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.BackendUnavailable);
        (await Workers.ListAllAsync(Cancelled)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_profile_is_refused() =>
        (await Workers.CreateAsync(Request() with { Profile = "none" }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownProfile);

    [Fact]
    public async Task A_request_out_of_bounds_is_refused_before_anything_is_spawned()
    {
        var labels = Enumerable.Range(0, 16).ToDictionary(i => $"{i}" + new string('k', 60), _ => new string('語', 128));
        CreateWorkerRequest[] requests =
        [
            Request() with { Fingerprint = "" }, Request() with { Fingerprint = new('f', 129) }, Request() with { DisplayName = new('d', 129) },
            Request() with { Profile = "" }, Request() with { Worktree = new('w', 257) },
            Request() with { Labels = Enumerable.Range(0, 17).ToDictionary(i => $"{i}", _ => "") },
        ];
        foreach (var request in requests) (await Workers.CreateAsync(request, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Workers.CreateAsync(Request() with { Labels = labels }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.TooLarge);
        Backend.Spawns.ShouldBe(0);
    }

    [Fact]
    public async Task The_same_id_and_fingerprint_answer_the_first_worker_and_another_fingerprint_is_a_conflict()
    {
        var id = WorkerId.New(Time);
        (await Workers.CreateAsync(Request(id, "one"), Cancelled)).Value.Id.ShouldBe(id);
        (await Workers.CreateAsync(Request(id, "one") with { DisplayName = "Bob" }, Cancelled)).Value.DisplayName.ShouldBe("Ada");
        (await Workers.CreateAsync(Request(id, "two"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await Workers.CreateAsync(Request(id), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        await RestartAsync(null);
        (await Workers.CreateAsync(Request(id, "one"), Cancelled)).Value.Id.ShouldBe(id);
        (await Workers.CreateAsync(Request(id, "two"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        Backend.Spawns.ShouldBe(1);
    }

    [Fact]
    public async Task Creates_of_the_same_worker_at_once_spawn_once()
    {
        var id = WorkerId.New(Time);
        var release = new TaskCompletionSource();
        Backend.OnSpawn = async (execution, _) =>
        {
            await release.Task;
            return execution.Connection();
        };
        var same = Enumerable.Range(0, 16).Select(_ => Workers.CreateAsync(Request(id, "one"), Cancelled).AsTask()).ToArray();
        await Backend.NextAsync();
        var other = Workers.CreateAsync(Request(id, "two"), Cancelled).AsTask();
        release.SetResult();
        (await Task.WhenAll(same)).ShouldAllBe(result => result.Value.Id == id);
        (await other).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        Backend.Spawns.ShouldBe(1);
        (await KindsAsync(id)).ShouldBe([nameof(WorkerCreated)]);
    }

    [Fact]
    public async Task A_refused_spawn_leaves_nothing_and_can_be_retried_also_after_a_restart()
    {
        var id = WorkerId.New(Time);
        Backend.OnSpawn = (_, _) => new(new Fault(FaultCodes.ProviderMissing, "Set up a provider."));
        (await Workers.CreateAsync(Request(id, "one"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.ProviderMissing);
        (await Workers.GetAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
        await RestartAsync(Backend);
        (await Workers.ListAllAsync(Cancelled)).Value.ShouldBeEmpty();
        Backend.OnSpawn = (execution, _) => new(execution.Connection());
        (await Workers.CreateAsync(Request(id, "two"), Cancelled)).Value.Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_second_request_for_the_id_gets_it_when_the_first_fails()
    {
        var id = WorkerId.New(Time);
        var release = new TaskCompletionSource<Result<WorkerConnection>>();
        Backend.OnSpawn = (_, _) => new(release.Task);
        var first = Workers.CreateAsync(Request(id, "one"), Cancelled).AsTask();
        await Backend.NextAsync();
        Backend.OnSpawn = (execution, _) => new(execution.Connection());
        var second = Workers.CreateAsync(Request(id, "two"), Cancelled).AsTask();
        release.SetResult(new Fault(FaultCodes.ProviderMissing, "Set up a provider."));
        (await first).Fault!.Code.ShouldBe(FaultCodes.ProviderMissing);
        (await second).Value.Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_store_that_refuses_leaves_no_worker_and_no_execution()
    {
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        (await Workers.CreateAsync(Request(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.DiskFull);
        var execution = await Backend.NextAsync();
        await execution.Stopped;
        (await Workers.ListAllAsync(Cancelled)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_spawn_that_takes_too_long_is_given_up_and_its_late_execution_is_ended()
    {
        var late = new TaskCompletionSource();
        var token = new TaskCompletionSource<CancellationToken>();
        Backend.OnSpawn = async (execution, cancellation) =>
        {
            token.SetResult(cancellation);
            await late.Task;
            return execution.Connection();
        };
        var begun = Time.Begun(Deadline);
        var create = Workers.CreateAsync(Request(), Cancelled).AsTask();
        var execution = await Backend.NextAsync();
        await Time.PassAsync(Deadline, begun);
        (await create).Fault!.Code.ShouldBe(FaultCodes.Timeout);
        (await token.Task).IsCancellationRequested.ShouldBeTrue();
        late.SetResult();
        await execution.Stopped;
        execution.Stops.ShouldBe(1);
        (await Workers.ListAllAsync(Cancelled)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backend_that_throws_is_a_fault()
    {
        Backend.OnSpawn = (_, _) => throw new InvalidOperationException("boom");
        var fault = (await Workers.CreateAsync(Request(), Cancelled)).Fault!;
        fault.Code.ShouldBe(FaultCodes.BackendFailed);
        fault.Message.ShouldContain("boom");
    }
}
