using Embedded;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;

// embedded FOLDER TEXT: tells the one Worker of a store in FOLDER the text, and prints what it has been told and said so far. Run it twice: it goes on where it was.
if (args is not [var folder, var text])
{
    Console.Error.WriteLine("usage: embedded FOLDER TEXT");
    return 2;
}

using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
var profile = new Profile { Name = "echo", Role = "echo", Prompt = "Say what you are told.", Tools = [] };
if (!(await FileJournal.OpenAsync(new() { Root = folder }, stop.Token)).TryGet(out var journal, out var fault)) return Refused(fault);
await using var closing = journal;
if (!(await WorkerRuntime.OpenAsync(new() { Journal = journal, Execution = new EchoBackend(), Profiles = _ => profile }, stop.Token)).TryGet(out var runtime, out fault)) return Refused(fault);
await using var ending = runtime;

// The id is ours, so that creating it twice is creating it once.
var id = new WorkerId(new Guid("019b7ca9-8c88-773b-8ebd-b98bf85f7c0b"));
var request = new CreateWorkerRequest { Id = id, Fingerprint = "sample", Profile = "echo", DisplayName = "Ada" };
if ((await runtime.Workers.CreateAsync(request, stop.Token)).Fault is { } refused) return Refused(refused);
var outcome = await runtime.Interaction.SendInputAsync(id, WorkerInput.User(text, Guid.NewGuid().ToString()), stop.Token);
if (outcome.Status != InputStatus.Accepted) return Refused(outcome.Fault!);

await foreach (var frame in runtime.Observe(id, null, stop.Token))
{
    foreach (var item in frame switch { SnapshotFrame snapshot => snapshot.Tail, EventFrame next => [next.Event], _ => [] })
    {
        if (item is UserMessage asked) Console.WriteLine($"you: {asked.Text}");
        if (item is AssistantMessage said) Console.WriteLine($"Ada: {said.Text}");
        if (item is RunFinished && item.Run == outcome.Run) return 0;
    }

    if (frame is ClosedFrame closed) return Refused(closed.Fault);
}

return 0;

static int Refused(Fault fault)
{
    Console.Error.WriteLine($"{fault.Code}: {fault.Message}");
    return 1;
}
