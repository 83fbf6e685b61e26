using Yoi.Bench.Runtime;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Bench.Servers;

/// <summary>A backend whose run appends one message for each line on the program's input, so that who measures sets the pace; the input's end ends the run.</summary>
internal sealed class LineBackend : IWorkerExecutionBackend
{
    public string BackendId => "bench";

    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connect(context));

    public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken) => new(Connect(context));

    private static WorkerConnection Connect(WorkerContext context) => new(new Execution(context.Sink), new HashSet<InputKind> { InputKind.User });

    private sealed class Execution(IWorkerSink sink) : IWorkerExecution
    {
        public ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken) => new(new Dispatched(Task.Run(RunAsync, CancellationToken.None)));

        public ValueTask InterruptAsync(CancellationToken cancellationToken) => default;

        public ValueTask StopAsync(CancellationToken cancellationToken) => default;

        private async Task<RunEnd> RunAsync()
        {
            await PacedLines.RunAsync(async i => _ = (await sink.AppendAsync([ScriptedBackend.Event(i)], CancellationToken.None)).Value);
            return new(RunOutcome.Completed);
        }
    }
}
