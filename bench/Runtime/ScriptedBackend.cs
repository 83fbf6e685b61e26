using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Bench.Runtime;

/// <summary>A backend whose runs append so many messages, each when all have been given the one before.</summary>
internal sealed class ScriptedBackend(int events, Pace pace) : IWorkerExecutionBackend
{
    public string BackendId => "bench";

    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connect(context));

    public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connect(context));

    public static WorkerEvent Event(int number) => new AssistantMessage($"m{number}", "The journal keeps what was said.");

    private WorkerConnection Connect(WorkerContext context) => new(new Execution(context.Sink, events, pace), new HashSet<InputKind> { InputKind.User });

    private sealed class Execution(IWorkerSink sink, int events, Pace pace) : IWorkerExecution
    {
        public ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken) => new(new Dispatched(Task.Run(RunAsync, CancellationToken.None)));

        public ValueTask InterruptAsync(CancellationToken cancellationToken) => default;

        public ValueTask StopAsync(CancellationToken cancellationToken) => default;

        private async Task<RunEnd> RunAsync()
        {
            for (var i = 0; i < events; i++)
            {
                if ((await sink.AppendAsync([Event(i)], CancellationToken.None)).Fault is { } fault) return new(RunOutcome.Failed, fault);
                await pace.AllAsync();
            }

            return new(RunOutcome.Completed);
        }
    }
}
