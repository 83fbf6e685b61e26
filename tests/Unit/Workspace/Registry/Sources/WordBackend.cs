using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>A backend that does what its messages say, so that it can be in whatever process: "say …" answers, "ask" waits for a person's word, anything else works until it is interrupted.</summary>
internal sealed class WordBackend : IWorkerExecutionBackend
{
    public string BackendId => "words";

    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connected(context));

    public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connected(context));

    private static WorkerConnection Connected(WorkerContext context) => new(new Execution(context.Sink), new HashSet<InputKind> { InputKind.User });

    private sealed class Execution(IWorkerSink sink) : IWorkerExecution
    {
        private static readonly DateTimeOffset Never = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private TaskCompletionSource<RunEnd> _end = new();

        public async ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken)
        {
            _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
            switch (input.Message?.Text)
            {
                case "ask":
                    var asked = await sink.AppendAsync(
                        [new ToolCall("c", "shell", JsonDocument.Parse("{}").RootElement), new ApprovalRequested("c", "shell", "npm test", Never, new(PermissionEffect.Allow, "shell", "npm test"))], cancellationToken);
                    if (!asked.TryGet(out var events, out var fault)) return fault;
                    _end.SetResult(RunEnd.Parked(events[^1].Seq));
                    break;
                case null:
                    await sink.AppendAsync([new ToolResult("c", ToolResultStatus.Ok, "green")], cancellationToken);
                    _end.SetResult(new(RunOutcome.Completed));
                    break;
                case var text when text.StartsWith("say ", StringComparison.Ordinal):
                    var message = $"m{input.Message!.Seq}";
                    sink.PublishDelta(message, text[4..5]);
                    await sink.AppendAsync([new AssistantMessage(message, text[4..])], cancellationToken);
                    _end.SetResult(new(RunOutcome.Completed));
                    break;
                case var text:
                    sink.PublishDelta("held", text);
                    break;
            }

            return new Dispatched(_end.Task);
        }

        public ValueTask InterruptAsync(CancellationToken cancellationToken)
        {
            _end.TrySetResult(new(RunOutcome.Interrupted));
            return default;
        }

        public ValueTask StopAsync(CancellationToken cancellationToken) => default;
    }
}
