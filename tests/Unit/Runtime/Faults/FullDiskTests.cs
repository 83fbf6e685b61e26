using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Faults;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>A runtime whose disk is full: it refuses what is new whole, keeps what was, and goes on when there is room.</summary>
public sealed class FullDiskTests : RuntimeFixture
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_full_disk_refuses_input_whole_and_the_end_of_a_run_is_recorded_when_there_is_room()
    {
        await using var disk = await TinyDisk.MountAsync(256);
        (WorkerId Busy, WorkerId Idle) ids;
        await using (var journal = (await FileJournal.OpenAsync(new() { Root = disk.Root, SegmentBytes = 4096 }, Cancelled)).Value)
        await using (var runtime = await OpenAsync(Options() with { Journal = journal }))
        {
            var workers = runtime.Workers;
            ids = ((await workers.CreateAsync(Request(), Cancelled)).Value.Id, (await workers.CreateAsync(Request(), Cancelled)).Value.Id);
            var execution = await Backend.NextAsync();
            await Backend.NextAsync();
            (await runtime.Interaction.SendInputAsync(ids.Busy, WorkerInput.User("go", "k"), Cancelled)).Status.ShouldBe(InputStatus.Accepted);
            var run = await execution.NextRunAsync();
            disk.Fill();
            // What room the last block of the log has is taken, too.
            while ((await run.RefusedAsync(new SystemNote(new string('n', 3_000)))) is not FaultCodes.DiskFull) run.Input.Message!.Text.ShouldBe("go");
            var before = await KindsAsync(runtime, ids.Idle);

            var outcome = await runtime.Interaction.SendInputAsync(ids.Idle, WorkerInput.User(new string('x', 4_000), "i"), Cancelled);
            (outcome.Status, outcome.Fault!.Code).ShouldBe((InputStatus.Failed, FaultCodes.DiskFull));
            (await KindsAsync(runtime, ids.Idle)).ShouldBe(before);
            (await workers.GetAsync(ids.Idle, Cancelled)).Value.State.ShouldBe(RunState.Idle);
            var count = (await workers.ListAllAsync(Cancelled)).Value.Count;
            (await workers.CreateAsync(Request() with { Labels = Enumerable.Range(0, 16).ToDictionary(n => $"{n}", _ => new string('l', 128)) }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.DiskFull);
            (await workers.ListAllAsync(Cancelled)).Value.Count.ShouldBe(count);

            var begun = Time.Begun(Pause);
            run.End.SetResult(new(RunOutcome.Failed, new(FaultCodes.BackendFailed, new string('e', 4_000))));
            await Time.BegunAsync(Pause, begun);
            (await workers.GetAsync(ids.Busy, Cancelled)).Value.ShouldSatisfyAllConditions(w => w.State.ShouldBe(RunState.Busy), w => w.Diagnostic!.Code.ShouldBe(FaultCodes.DiskFull));
            disk.Free();
            await Time.PassAsync(Pause, begun);
            await UntilIdleAsync(runtime, ids.Busy);
            (await runtime.Interaction.SendInputAsync(ids.Idle, WorkerInput.User("room", "i"), Cancelled)).Status.ShouldBe(InputStatus.Accepted);
        }

        await using var again = (await FileJournal.OpenAsync(new() { Root = disk.Root }, Cancelled)).Value;
        again.Diagnostics.ShouldBeEmpty();
        await using var second = await OpenAsync(Options() with { Journal = again, Execution = null });
        (await KindsAsync(second, ids.Busy))[^1].ShouldBe(nameof(RunFinished));
        (await KindsAsync(second, ids.Idle)).Count(kind => kind == nameof(UserMessage)).ShouldBe(1);
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(WorkerRuntime runtime, WorkerId id) => [.. (await runtime.Observation.ReadHistoryAsync(id, 0, 1_000, Cancelled)).Value.Select(e => e.GetType().Name)];

    private static async Task UntilIdleAsync(WorkerRuntime runtime, WorkerId id)
    {
        await foreach (var frame in runtime.Observe(id, null, Cancelled))
        {
            if (frame is SnapshotFrame { Worker.Run: null } or EventFrame { Event: RunFinished }) return;
        }
    }
}
