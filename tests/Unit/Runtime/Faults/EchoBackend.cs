using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>A backend that answers every message with its text and one tool call; "wait" runs until it is interrupted, "ask" asks a person first.</summary>
internal sealed class EchoBackend(TimeProvider time) : IWorkerExecutionBackend
{
    public const string Wait = "wait";
    public const string Ask = "ask";
    public const string Call = "c";

    public string BackendId => "echo";

    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connect(context));

    public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connect(context));

    private WorkerConnection Connect(WorkerContext context) => new(new Echo(context, time), new HashSet<InputKind> { InputKind.User });

    private sealed class Echo(WorkerContext context, TimeProvider time) : IWorkerExecution
    {
        private TaskCompletionSource _interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken)
        {
            _interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(new Dispatched(Task.Run(() => WorkAsync(input, _interrupted.Task), CancellationToken.None)));
        }

        public ValueTask InterruptAsync(CancellationToken cancellationToken)
        {
            _interrupted.TrySetResult();
            return default;
        }

        public ValueTask StopAsync(CancellationToken cancellationToken) => InterruptAsync(cancellationToken);

        private async Task<RunEnd> WorkAsync(DispatchedInput input, Task interrupted)
        {
            var call = new ToolCall(Call, "read", JsonDocument.Parse("{}").RootElement);
            switch (input.Message?.Text)
            {
                case null:
                    break;
                case Ask:
                    var asked = await AppendAsync(call, new ApprovalRequested(Call, "read", "read it", time.GetUtcNow().AddHours(1)));
                    return RunEnd.Parked(asked[^1].Seq);
                case Wait:
                    await AppendAsync(new AssistantMessage("m1", "I wait."), call);
                    await interrupted;
                    return new(RunOutcome.Interrupted);
                default:
                    await AppendAsync(new AssistantMessage("m1", "I echo."), call);
                    break;
            }

            await AppendAsync(new ToolResult(Call, ToolResultStatus.Ok, "read"));
            await AppendAsync(new AssistantMessage("m2", input.Message?.Text ?? "It was allowed."));
            return new(RunOutcome.Completed);
        }

        private async Task<IReadOnlyList<WorkerEvent>> AppendAsync(params WorkerEvent[] events) => (await context.Sink.AppendAsync(events, CancellationToken.None)).Value;
    }
}
