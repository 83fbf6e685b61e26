using Yoi.Client;
using Yoi.Protocol;

// remote-runtime URL MODEL-URL MODEL TEXT, with the token in YOI_TOKEN: makes a Worker in a runtime elsewhere, tells it the text, prints its words as they come, and stops it.
if (args is not [var address, var provider, var model, var text] || Environment.GetEnvironmentVariable("YOI_TOKEN") is not { } token)
{
    Console.Error.WriteLine("usage: YOI_TOKEN=… remote-runtime URL MODEL-URL MODEL TEXT");
    return 2;
}

using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(5));
if (!RuntimeClient.Create(new() { Address = new(address), Token = token }).TryGet(out var runtime, out var fault)) return Refused(fault);
using var closing = runtime;

// What the Worker is stands in the request: the runtime needs no settings for it.
var profile = new Profile { Name = "sample", Role = "helper", Provider = provider, Model = model, Prompt = "Answer in one sentence.", Tools = [] };
if (!(await runtime.CreateAsync(new() { Profile = profile.Name, Resolved = profile, DisplayName = "Ada" }, stop.Token)).TryGet(out var worker, out fault)) return Refused(fault);
if (!(await runtime.SendInputAsync(worker.Id, WorkerInput.User(text, Guid.NewGuid().ToString()), stop.Token)).TryGet(out var outcome, out fault)) return Refused(fault);
if (outcome.Fault is { } refused) return Refused(refused);

var said = 0;
await foreach (var frame in runtime.Observe(worker.Id, null, stop.Token))
{
    if (frame is SnapshotFrame { InFlight: { } begun }) Say(begun.Text);
    if (frame is DeltaFrame delta) Say(delta.Text);
    foreach (var item in frame switch { SnapshotFrame snapshot => snapshot.Tail, EventFrame next => [next.Event], _ => [] })
    {
        // What had no time to come as it was said comes with the whole message.
        if (item is AssistantMessage whole) Say(whole.Text[Math.Min(said, whole.Text.Length)..]);
        if (item is not RunFinished end || item.Run != outcome.Run) continue;
        Console.WriteLine();
        var stopped = await runtime.StopAsync(worker.Id, stop.Token);
        return (stopped.Fault ?? end.Fault) is { } failed ? Refused(failed) : 0;
    }

    if (frame is ClosedFrame closed) return Refused(closed.Fault);
}

return 1;

void Say(string words)
{
    Console.Write(words);
    said += words.Length;
}

static int Refused(Fault fault)
{
    Console.Error.WriteLine($"{fault.Code}: {fault.Message}");
    return 1;
}
