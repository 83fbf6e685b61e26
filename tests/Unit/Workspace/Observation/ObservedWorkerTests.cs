using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Observation;

public sealed class ObservedWorkerTests
{
    [Fact]
    public async Task What_is_kept_of_large_events_is_bounded_by_their_text()
    {
        var observed = new ObservedWorker(frame => frame);
        var source = new ToldSource();
        await foreach (var frame in source.Observe(source.Worker.Worker, null, TestContext.Current.CancellationToken))
        {
            var snapshot = (SnapshotFrame)frame;
            observed.Take(snapshot, WorkerViews.Of(new(source.Worker.Runtime, snapshot.Worker)));
            break;
        }

        for (var seq = 1; seq <= 900; seq++) observed.Take(new EventFrame(new SystemNote(new('x', 64 * 1024)) { Seq = seq }, $"one:{seq}"));

        var first = observed.Join(null).ShouldNotBeNull().First.ShouldHaveSingleItem().Frame.ShouldBeOfType<WorkerSnapshotFrame>();
        first.Tail.Sum(e => (long)((NoteView)e).Text.Length).ShouldBeInRange(1024 * 1024, 2 * 1024 * 1024);
        first.Tail[^1].Seq.ShouldBe(900);
        observed.Join("one:899").ShouldNotBeNull().First.Count.ShouldBe(2);
        observed.Join("one:800").ShouldBeNull("it is read of the runtime");
    }
}
