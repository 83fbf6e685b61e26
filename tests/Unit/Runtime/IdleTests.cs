using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

/// <summary>What Workers cost that have nothing to do: they rest in the store, and are there when somebody asks.</summary>
public sealed class IdleTests : RuntimeFixture
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan Look = After / 4;

    [Fact]
    public async Task A_worker_that_was_idle_for_long_rests_and_the_next_input_finds_it()
    {
        await using var runtime = await OpenAloneAsync();
        var id = (await runtime.Workers.CreateAsync(Request(), Cancelled)).Value.Id;
        var execution = await Backend.NextAsync();
        await LookAsync(6);
        await execution.Stopped;
        // It leaves memory once the end of its execution is seen to.
        while (runtime.Management.Summary().Loaded > 0) await LookAsync(1);
        runtime.Management.Summary().ShouldSatisfyAllConditions(s => s.Connected.ShouldBe(0), s => s.State.ShouldBe(RuntimeState.Running));
        (await runtime.Workers.GetAsync(id, Cancelled)).Value.State.ShouldBe(RunState.Idle);
        (await runtime.Workers.ListAllAsync(Cancelled)).Value.ShouldHaveSingleItem().Id.ShouldBe(id);
        runtime.Management.Summary().Loaded.ShouldBe(0);

        (await runtime.Interaction.SendInputAsync(id, WorkerInput.User("go", "k"), Cancelled)).Status.ShouldBe(InputStatus.Accepted);
        var run = await (await Backend.NextAsync()).NextRunAsync();
        run.Input.Message!.Text.ShouldBe("go");
        // While it works it never rests.
        await LookAsync(8);
        runtime.Management.Summary().Busy.ShouldBe(1);
        run.Execution.Stops.ShouldBe(0);

        // And its time begins when its work has ended, not when that was asked for.
        run.Finish();
        await EndedAsync(runtime, id);
        await LookAsync(2);
        runtime.Management.Summary().Connected.ShouldBe(1);
        await LookAsync(4);
        await run.Execution.Stopped;
    }

    [Fact]
    public async Task A_worker_that_is_observed_stays_in_memory_and_one_that_cannot_be_connected_keeps_its_reason()
    {
        await using var runtime = await OpenAloneAsync();
        var watched = (await runtime.Workers.CreateAsync(Request(), Cancelled)).Value.Id;
        var broken = (await runtime.Workers.CreateAsync(Request(), Cancelled)).Value.Id;
        await runtime.Workers.StopAsync(broken, Cancelled);
        Backend.OnRestore = (_, _) => new(new Fault(FaultCodes.ProviderMissing, "Set a key."));
        await runtime.Workers.RestoreAsync(broken, Cancelled);
        await using var frames = runtime.Observe(watched, null, Cancelled).GetAsyncEnumerator(Cancelled);
        (await frames.MoveNextAsync()).ShouldBeTrue();
        await LookAsync(12);
        runtime.Management.Summary().Loaded.ShouldBe(2);
        var summary = (await runtime.Workers.GetAsync(broken, Cancelled)).Value;
        (summary.State, summary.Diagnostic!.Code).ShouldBe((RunState.Unconnected, FaultCodes.ProviderMissing));
    }

    [Fact]
    public async Task Opening_connects_what_did_something_of_late_and_nothing_else()
    {
        var (old, _) = await CreateAsync();
        Time.Advance(After * 2);
        var (recent, _) = await CreateAsync();
        await Runtime.DisposeAsync();

        var backend = new FakeBackend();
        await using var runtime = await OpenAsync(Options() with { Execution = backend, IdleAfter = After });
        (await backend.NextAsync()).Context.Worker.Worker.ShouldBe(recent);
        (await runtime.Workers.GetAsync(old, Cancelled)).Value.State.ShouldBe(RunState.Idle);
        backend.Restores.ShouldBe(1);
        (await runtime.Interaction.SendInputAsync(old, WorkerInput.User("go", "k"), Cancelled)).Status.ShouldBe(InputStatus.Accepted);
        (await backend.NextAsync()).Context.Worker.Worker.ShouldBe(old);
    }

    [Fact]
    public async Task Inputs_that_come_as_workers_go_to_rest_are_all_taken()
    {
        await using var runtime = await OpenAloneAsync();
        Backend.OnSpawn = Backend.OnRestore = (execution, _) =>
        {
            execution.OnDispatch = (run, _) =>
            {
                run.Finish();
                return new(new Dispatched(run.End.Task));
            };
            return new(execution.Connection());
        };
        var id = (await runtime.Workers.CreateAsync(Request(), Cancelled)).Value.Id;
        for (var i = 0; i < 200; i++)
        {
            // Not while a run begins: so much time is more than its execution has to answer.
            await EndedAsync(runtime, id);
            Time.Advance(After);
            var outcome = await runtime.Interaction.SendInputAsync(id, WorkerInput.User($"go {i}", $"k {i}"), Cancelled);
            outcome.Status.ShouldBe(InputStatus.Accepted, $"{i}: {outcome.Fault}");
        }

        (await runtime.Observation.ReadHistoryAsync(id, 0, 1_000, Cancelled)).Value.OfType<UserMessage>().Count().ShouldBe(200);
    }

    [Fact]
    public async Task Times_that_cannot_be_are_refused()
    {
        (await WorkerRuntime.OpenAsync(Options() with { IdleAfter = TimeSpan.Zero }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await WorkerRuntime.OpenAsync(Options() with { BackendDeadline = TimeSpan.Zero }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    /// <summary>A runtime that has the journal to itself, as is asked of its owner: another on the same would connect its Workers too.</summary>
    private async Task<WorkerRuntime> OpenAloneAsync()
    {
        await Runtime.DisposeAsync();
        return await OpenAsync(Options() with { IdleAfter = After });
    }

    private static async Task EndedAsync(WorkerRuntime runtime, WorkerId id)
    {
        while ((await runtime.Workers.GetAsync(id, Cancelled)).Value.Run is not null) await Task.Yield();
    }

    /// <summary>Lets the runtime look at its Workers so many times.</summary>
    private async Task LookAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var begun = Time.Begun(Look);
            Time.Advance(Look);
            await Time.BegunAsync(Look, begun);
        }
    }
}
