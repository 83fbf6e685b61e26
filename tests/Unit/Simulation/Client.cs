using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>Somebody who does this and that with Workers, asks again where an answer is lost, and keeps account of what was promised.</summary>
internal sealed class Client(World world, SimulatedServer server, SimulatedProcess process, Claims claims, IReadOnlyList<WorkerId> workers, string name)
{
    private const int Tries = 5;

    public async Task RunAsync(int acts)
    {
        for (; acts > 0; acts--)
        {
            var worker = world.OneOf(workers);
            await (world.Random.Next(20) switch
            {
                < 3 => CreateAsync(worker),
                < 10 => SendAsync(worker, world.OneOf([InputKind.User, InputKind.User, InputKind.User, InputKind.Steer, InputKind.Resume])),
                < 12 => InterruptAsync(worker),
                < 15 => AnswerAsync(worker),
                < 16 => EndAsync(worker, "stop", (r, ct) => r.Workers.StopAsync(worker, ct)),
                < 17 when world.Chance(40) => EndAsync(worker, "cancel", (r, ct) => r.Workers.CancelAsync(worker, ct)),
                < 18 when world.Chance(40) => EndAsync(worker, "delete", (r, ct) => r.Workers.DeleteAsync(worker, ct)),
                _ => RestoreAsync(worker),
            });
            if (world.Chance(60)) await world.SecondsAsync(process.Time, 20);
        }
    }

    public async Task CreateAsync(WorkerId worker)
    {
        var fingerprint = world.Chance(80) ? "a" : "b";
        var request = new CreateWorkerRequest { Id = worker, Fingerprint = fingerprint, Profile = "builtin:coder", Input = world.Chance(30) ? WorkerInput.User("begin", $"{worker} {fingerprint}") : null };
        for (var tries = 0; tries < Tries; tries++)
        {
            var reply = await CallAsync($"create {Short(worker)} {fingerprint}", (r, ct) => r.Workers.CreateAsync(request, ct), r => r.Fault?.Code ?? "ok");
            if (reply is { Value.Fault: null }) claims.Created(worker, fingerprint);
            if (reply is { Value.Fault: null or { Code: FaultCodes.Conflict } }) return;
            await world.SecondsAsync(process.Time, 5);
        }
    }

    public async Task InterruptAsync(WorkerId worker) =>
        await CallAsync($"interrupt {Short(worker)}", async (r, ct) => new Answer(await r.Interaction.InterruptAsync(worker, ct)), r => r.Fault?.Code ?? "ok");

    public async Task RestoreAsync(WorkerId worker) =>
        await CallAsync($"restore {Short(worker)}", async (r, ct) => new Answer(await r.Workers.RestoreAsync(worker, ct)), r => r.Fault?.Code ?? "ok");

    private async Task SendAsync(WorkerId worker, InputKind kind)
    {
        var input = new WorkerInput { Kind = kind, Text = $"{name} says", Key = $"k{world.Next()}" };
        var (isLost, isAccepted) = (false, false);
        for (var tries = 0; tries < Tries; tries++)
        {
            claims.Unknown(input.Key);
            var reply = await CallAsync($"send {Short(worker)} {kind} {input.Key}", (r, ct) => r.Interaction.SendInputAsync(worker, input, ct), r => $"{r.Status} {r.Fault?.Code}");
            isLost |= reply is null;
            if (reply is { Value.Status: InputStatus.Accepted })
            {
                claims.Accepted(worker, input.Key, reply.Value);
                isAccepted = true;
                // Asked again, it is the same.
                if (world.Chance(70)) return;
            }
            else if (reply is not null && (IsSure(reply.Value) || (!isLost && !isAccepted)))
            {
                claims.Refused(worker, input.Key, reply.Value.Status);
                if (world.Chance(60)) return;
            }

            await world.SecondsAsync(process.Time, 5);
        }
    }

    /// <summary>Whether a refusal says that no earlier try was recorded either.</summary>
    private static bool IsSure(InputOutcome outcome) =>
        outcome.Status == InputStatus.Busy
        || outcome.Fault?.Code is FaultCodes.WorkerStopped or FaultCodes.WorkerCancelled or FaultCodes.WorkerUnconnected or FaultCodes.NoRun or FaultCodes.Unsupported;

    private async Task AnswerAsync(WorkerId worker)
    {
        var look = await CallAsync($"get {Short(worker)}", (r, ct) => r.Workers.GetAsync(worker, ct), r => r.Fault?.Code ?? "ok");
        if (look is null || !look.Value.TryGet(out var summary, out _) || summary.Approvals is not { Count: > 0 } open) return;
        var (call, allow) = (world.OneOf(open).CallId, world.Chance(70));
        for (var tries = 0; tries < Tries; tries++)
        {
            var reply = await CallAsync(
                $"answer {Short(worker)} {call} {allow}", async (r, ct) => new Answer(await r.Interaction.AnswerApprovalAsync(worker, call, allow, always: false, name, ct)), r => r.Fault?.Code ?? "ok");
            if (reply is { Value.Fault: null }) claims.Answered(worker, call, allow);
            if (reply is { Value.Fault: null or { Code: FaultCodes.Conflict or FaultCodes.NotFound or FaultCodes.UnknownWorker } }) return;
            await world.SecondsAsync(process.Time, 5);
        }
    }

    private async Task EndAsync(WorkerId worker, string what, Func<WorkerRuntime, CancellationToken, ValueTask<Result<WorkerSummary>>> end)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var reply = await CallAsync($"{what} {Short(worker)}", end, r => r.TryGet(out var ended, out var fault) ? $"{ended.Desired} {ended.LastSeq}" : fault.Code);
            if (reply is not null && reply.Value.TryGet(out var summary, out var fault)) claims.Ended(summary);
            else fault = reply?.Value.Fault;
            if (reply is not null && fault?.Code is null or FaultCodes.UnknownWorker) return;
            await world.SecondsAsync(process.Time, 5);
        }
    }

    private async Task<Reply<T>?> CallAsync<T>(string what, Func<WorkerRuntime, CancellationToken, ValueTask<T>> call, Func<T, string> tell)
    {
        world.Tell($"{name} {what}");
        var reply = await server.CallAsync($"{name} {what}", process, TimeSpan.FromSeconds(world.OneOf([1, 5, 30, 300])), call);
        world.Tell($"{name} {what}: {(reply is null ? "lost" : tell(reply.Value))}");
        return reply;
    }

    private static string Short(WorkerId worker) => worker.ToString()[^2..];

    /// <summary>An answer that is no more than a fault or none.</summary>
    private sealed record Answer(Fault? Fault);
}
