using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>An execution that works as it likes: says something, calls tools, asks, forgets to end, goes on behind its end.</summary>
internal sealed class SimulatedExecution(World world, SimulatedProcess process, Claims claims, WorkerContext context) : IWorkerExecution
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement;

    private TaskCompletionSource _interrupted = new();

    public WorkerId Worker => context.Worker.Worker;

    public int Stops { get; private set; }

    /// <summary>It has stopped, or was told to give up.</summary>
    public bool MayBeReplaced { get; private set; }

    /// <summary>What a message says is known from its id.</summary>
    public static string TextOf(string messageId) => string.Concat(Enumerable.Repeat($"{messageId} says. ", (messageId[^1] % 5) + 1));

    public async ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken)
    {
        _interrupted = new();
        if (await SimulatedBackend.CallAsync(world, process.Time, cancellationToken) is { } fault) return fault;
        if (world.Mishap(1)) return new Dispatched(null!);
        return new Dispatched(process.RunAsync(() => WorkedAsync(input, _interrupted.Task)));
    }

    public async ValueTask InterruptAsync(CancellationToken cancellationToken)
    {
        if (!world.Mishap(8)) _interrupted.TrySetResult();
        await SimulatedBackend.CallAsync(world, process.Time, cancellationToken);
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        Stops++;
        using var given = cancellationToken.Register(() => MayBeReplaced = true);
        try
        {
            if (!world.Mishap(8)) _interrupted.TrySetResult();
            await SimulatedBackend.CallAsync(world, process.Time, cancellationToken);
        }
        finally
        {
            MayBeReplaced = true;
        }
    }

    private async Task<RunEnd> WorkedAsync(DispatchedInput input, Task interrupted)
    {
        try
        {
            return await WorkAsync(input, interrupted);
        }
        catch (IOException)
        {
            // The history could not be read.
            throw new SimulatedFailure();
        }
    }

    private async Task<RunEnd> WorkAsync(DispatchedInput input, Task interrupted)
    {
        long seen = (await context.ReadHistoryAsync(0, CancellationToken.None))[^1].Seq;
        foreach (var call in await OpenAsync(input.Run)) await AppendAsync(new ToolResult(call.CallId, ToolResultStatus.Ok, "done"));
        for (var step = world.Random.Next(4); step > 0 && !interrupted.IsCompleted; step--)
        {
            await world.PauseAsync(process.Time);
            if (world.Mishap(2)) throw new SimulatedFailure();
            if (world.Chance(15) && input.Kind != InputKind.Approval)
            {
                if (await AskAsync() is { } asked) return RunEnd.Parked(asked);
            }
            else if (world.Chance(50))
            {
                await SayAsync();
            }
            else
            {
                await CallAsync();
            }
        }

        if (world.Chance(15)) await Task.WhenAny(interrupted, world.Chance(50) ? Task.Delay(Timeout.InfiniteTimeSpan, process.Time) : world.SecondsAsync(process.Time, 30));
        if (world.Mishap(5)) _ = process.RunAsync(GoOnAsync);
        if (interrupted.IsCompleted && world.Chance(80)) return new(RunOutcome.Interrupted);
        if (world.Mishap(2)) return null!;
        return new(world.Chance(85) ? RunOutcome.Completed : world.OneOf([RunOutcome.Failed, RunOutcome.LimitReached])) { Seen = world.Chance(70) ? seen : null };
    }

    private async Task SayAsync()
    {
        var id = $"m{world.Next()}";
        var text = TextOf(id);
        for (var at = 0; at < text.Length && world.Chance(70);)
        {
            var length = Math.Min(text.Length - at, world.Random.Next(1, 20));
            context.Sink.PublishDelta(id, text.Substring(at, length));
            at += length;
            await world.PauseAsync(process.Time);
        }

        await AppendAsync(new AssistantMessage(id, text));
    }

    private async Task CallAsync()
    {
        var id = $"c{world.Next()}";
        if (!await AppendAsync(new ToolCall(id, "read", NoArguments))) return;
        await world.PauseAsync(process.Time);
        // Sometimes forgotten, sometimes told twice.
        if (world.Chance(90)) await AppendAsync(new ToolResult(id, ToolResultStatus.Ok, "done"));
        if (world.Mishap(5)) await AppendAsync(new ToolResult(id, ToolResultStatus.Ok, "done twice"));
    }

    private async Task<long?> AskAsync()
    {
        var id = $"c{world.Next()}";
        var deadline = world.Now + TimeSpan.FromSeconds(world.Random.Next(1, 120));
        var result = await context.Sink.AppendAsync([new ToolCall(id, "read", NoArguments), new ApprovalRequested(id, "read", "read it", deadline)], CancellationToken.None);
        if (!result.TryGet(out var events, out _)) return null;
        claims.Recorded(Worker, events);
        return events[^1].Seq;
    }

    /// <summary>Goes on behind its end; whatever comes of it belongs to no run or to the next one.</summary>
    private async Task GoOnAsync()
    {
        await world.SecondsAsync(process.Time, 3);
        await CallAsync();
    }

    private async Task<IReadOnlyList<ToolCall>> OpenAsync(RunId run)
    {
        var events = (await context.ReadHistoryAsync(0, CancellationToken.None)).Where(e => e.Run == run).ToList();
        return [.. events.OfType<ToolCall>().Where(call => !events.OfType<ToolResult>().Any(result => result.CallId == call.CallId))];
    }

    private async Task<bool> AppendAsync(WorkerEvent item)
    {
        for (var tries = 0; tries < 3; tries++)
        {
            var result = await context.Sink.AppendAsync([item], CancellationToken.None);
            if (result.TryGet(out var events, out var fault)) claims.Recorded(Worker, events);
            if (fault?.Code is not (FaultCodes.StoreFailed or FaultCodes.DiskFull)) return fault is null;
            await world.PauseAsync(process.Time);
        }

        return false;
    }
}
