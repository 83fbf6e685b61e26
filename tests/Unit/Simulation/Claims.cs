using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>What callers were told, and so what must hold for good.</summary>
internal sealed class Claims
{
    private readonly Dictionary<WorkerId, string> _created = [];
    private readonly Dictionary<string, (WorkerId Worker, RunId Run, long Seq)> _accepted = [];
    private readonly Dictionary<string, (WorkerId Worker, InputStatus Status)> _refused = [];
    private readonly List<(WorkerId Worker, DesiredState To, long Seq)> _ended = [];
    private readonly List<(WorkerId Worker, string Call, bool Allow)> _answered = [];
    private readonly List<(WorkerId Worker, WorkerEvent Event)> _recorded = [];

    public void Created(WorkerId worker, string fingerprint)
    {
        if (!_created.TryAdd(worker, fingerprint)) _created[worker].ShouldBe(fingerprint, $"{worker} was created twice");
    }

    public void Accepted(WorkerId worker, string key, InputOutcome outcome)
    {
        var claim = (worker, outcome.Run!.Value, outcome.Seq!.Value);
        if (!_accepted.TryAdd(key, claim)) _accepted[key].ShouldBe(claim, $"the input {key} was answered otherwise before");
        _refused.Remove(key);
    }

    /// <summary>The last that was heard of an input is that nothing was recorded.</summary>
    public void Refused(WorkerId worker, string key, InputStatus status)
    {
        _accepted.ShouldNotContainKey(key, $"{key} was accepted before, and is {status} now");
        _refused[key] = (worker, status);
    }

    /// <summary>Asked again: what was heard before counts no more.</summary>
    public void Unknown(string key) => _refused.Remove(key);

    public void Ended(WorkerSummary worker) => _ended.Add((worker.Id, worker.Desired, worker.LastSeq));

    public void Answered(WorkerId worker, string call, bool allow) => _answered.Add((worker, call, allow));

    public void Recorded(WorkerId worker, IEnumerable<WorkerEvent> events) => _recorded.AddRange(events.Select(e => (worker, e)));

    /// <summary>Every claim, against what the histories say.</summary>
    public async Task ShouldHoldAsync(WorkerRuntime runtime, string because)
    {
        Dictionary<WorkerId, IReadOnlyList<WorkerEvent>> histories = [];
        List<WorkerSummary> workers = [.. (await runtime.Workers.ListAllAsync(default)).Value, .. (await runtime.Workers.ListAsync(new() { Deleted = true }, default)).Value.Workers];
        foreach (var worker in workers)
        {
            var events = histories[worker.Id] = (await runtime.Observation.ReadHistoryAsync(worker.Id, 0, 1_000, default)).Value;
            events.OfType<UserMessage>().GroupBy(m => m.Key).Where(g => g.Count() > 1).ShouldBeEmpty($"{because}: keys twice at {worker.Id}");
            events.OfType<ApprovalResolved>().GroupBy(a => a.CallId).Where(g => g.Count() > 1).ShouldBeEmpty($"{because}: answers twice at {worker.Id}");
            events.OfType<WorkerCreated>().Count().ShouldBe(1, $"{because}: {worker.Id}");
            ShouldBeSteady(worker, events, because);
        }

        foreach (var (worker, fingerprint) in _created) ((WorkerCreated)histories[worker][0]).Request.Fingerprint.ShouldBe(fingerprint, because);
        foreach (var (key, (worker, run, seq)) in _accepted)
            histories[worker].OfType<UserMessage>().Single(m => m.Key == key).ShouldSatisfyAllConditions(m => m.Run.ShouldBe(run, $"{because}: {key}"), m => m.Seq.ShouldBe(seq, $"{because}: {key}"));
        foreach (var (key, (worker, status)) in _refused)
            (histories.TryGetValue(worker, out var events) && events.OfType<UserMessage>().Any(m => m.Key == key)).ShouldBeFalse($"{because}: {key} was answered {status} and is there");
        foreach (var (worker, to, seq) in _ended)
            histories[worker].OfType<StateChanged>().Last(c => c.Seq <= seq).To.ShouldBe(to, $"{because}: {worker} was told to be {to} at {seq}");
        foreach (var (worker, item) in _recorded) Form(histories[worker][(int)item.Seq - 1]).ShouldBe(Form(item), $"{because}: {worker}");
        foreach (var (worker, call, allow) in _answered) histories[worker].OfType<ApprovalResolved>().Single(a => a.CallId == call).Allowed.ShouldBe(allow, $"{because}: {call} of {worker}");
    }

    /// <summary>What tells an event from every other.</summary>
    public static string Form(WorkerEvent item) => $"{item.Seq} {item.GetType().Name} {item.Run} {item.At:O} {(item as ToolCall)?.CallId}{(item as ToolResult)?.CallId}{(item as AssistantMessage)?.MessageId}{(item as UserMessage)?.Key}";

    /// <summary>What is wanted of it follows from what was recorded, and no end was left but as it may be.</summary>
    private static void ShouldBeSteady(WorkerSummary worker, IReadOnlyList<WorkerEvent> events, string because)
    {
        var desired = DesiredState.Active;
        foreach (var change in events.OfType<StateChanged>())
        {
            change.From.ShouldBe(desired, $"{because}: {worker.Id} at {change.Seq}");
            (desired, change.To).ShouldBeOneOf(
                (DesiredState.Active, DesiredState.Stopped), (DesiredState.Active, DesiredState.Cancelled), (DesiredState.Active, DesiredState.Deleted),
                (DesiredState.Stopped, DesiredState.Active), (DesiredState.Stopped, DesiredState.Deleted), (DesiredState.Cancelled, DesiredState.Deleted));
            desired = change.To;
        }

        worker.Desired.ShouldBe(desired, $"{because}: {worker.Id}");
    }
}
