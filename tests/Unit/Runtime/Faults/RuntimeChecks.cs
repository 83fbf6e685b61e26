using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;
using static Yoi.Tests.Unit.Runtime.Faults.RuntimeStage;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>What must hold of a runtime after any crash.</summary>
internal static class RuntimeChecks
{
    /// <summary>A Worker's events: numbered without a gap, one result a call and one end a run, but for a run that waits for an answer.</summary>
    public static async Task ShouldBeSettledAsync(WorkerRuntime runtime, string because)
    {
        var ct = TestContext.Current.CancellationToken;
        foreach (var worker in (await runtime.Workers.ListAllAsync(ct)).Value)
        {
            worker.Diagnostic.ShouldBeNull(because);
            var events = (await runtime.Observation.ReadHistoryAsync(worker.Id, 0, 1_000, ct)).Value;
            events.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i), because);
            worker.LastSeq.ShouldBe(events.Count, because);
            var waits = worker.State == RunState.WaitingApproval;
            foreach (var run in events.OfType<RunStarted>())
            {
                var own = events.Where(e => e.Run == run.Run).ToList();
                var open = waits && worker.Run == run.Run ? 0 : 1;
                own.OfType<RunFinished>().Count().ShouldBe(open, $"{because}: ends of a run of {worker.Id}");
                if (open == 1) own[^1].ShouldBeOfType<RunFinished>(because);
                foreach (var call in own.OfType<ToolCall>()) own.OfType<ToolResult>().Count(r => r.CallId == call.CallId).ShouldBe(open, $"{because}: results of a call of {worker.Id}");
            }

            events.OfType<RunStarted>().Count().ShouldBe(events.OfType<UserMessage>().Count(m => m.Kind != InputKind.Steer), because);
        }
    }

    /// <summary>What all that was done comes to, whatever was cut off on the way.</summary>
    public static async Task<string> SumAsync(RuntimeStage stage)
    {
        var ct = TestContext.Current.CancellationToken;
        List<string> all = [];
        foreach (var worker in (await stage.Runtime.Workers.ListAllAsync(ct)).Value)
        {
            var events = (await stage.Runtime.Observation.ReadHistoryAsync(worker.Id, 0, 1_000, ct)).Value;
            all.Add($"{worker.Id} {worker.Desired}: {string.Join(", ", events.OfType<UserMessage>().Select(m => m.Key))}; {events.OfType<StateChanged>().Count()} changes");
        }

        foreach (var stream in (StreamId[])[Book, Old])
        {
            var page = (await stage.Journal.ReadAsync(stream, new() { FromSnapshot = true }, ct)).Value;
            all.Add($"{stream} {page.StreamVersion} from {page.Snapshot?.Version}");
        }

        return string.Join('\n', all);
    }
}
