using Yoi.Protocol;
using Yoi.Runtime;

namespace Embedded;

/// <summary>An agent that says what it was told: the smallest that can be.</summary>
internal sealed class EchoBackend : IWorkerExecutionBackend
{
    public string BackendId => "echo";

    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connect(context));

    public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connect(context));

    private static WorkerConnection Connect(WorkerContext context) => new(new Echo(context.Sink), new HashSet<InputKind> { InputKind.User });

    private sealed class Echo(IWorkerSink sink) : IWorkerExecution
    {
        public ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken) => new(new Dispatched(SayAsync(input)));

        public ValueTask InterruptAsync(CancellationToken cancellationToken) => default;

        public ValueTask StopAsync(CancellationToken cancellationToken) => default;

        private async Task<RunEnd> SayAsync(DispatchedInput input)
        {
            var id = $"echo-{input.Run}";
            foreach (var word in input.Message!.Text.Split(' ')) sink.PublishDelta(id, word + " ");
            var said = await sink.AppendAsync([new AssistantMessage(id, input.Message.Text)], CancellationToken.None);
            return new(said.Fault is null ? RunOutcome.Completed : RunOutcome.Failed, said.Fault);
        }
    }
}
