using System.Threading.Channels;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Runtime.Fakes;

/// <summary>A backend that does what a test tells it to; by default it spawns executions that wait for the test to end their runs.</summary>
internal sealed class FakeBackend : IWorkerExecutionBackend
{
    private readonly Channel<FakeExecution> _made = Channel.CreateUnbounded<FakeExecution>();
    private int _spawns;
    private int _restores;

    public string BackendId => "fake";

    public Func<FakeExecution, CancellationToken, ValueTask<Result<WorkerConnection>>> OnSpawn { get; set; } = (execution, _) => new(execution.Connection());

    public Func<FakeExecution, CancellationToken, ValueTask<Result<WorkerConnection>>> OnRestore { get; set; } = (execution, _) => new(execution.Connection());

    public int Spawns => Volatile.Read(ref _spawns);

    public int Restores => Volatile.Read(ref _restores);

    public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _spawns);
        return OnSpawn(Made(context), cancellationToken);
    }

    public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _restores);
        return OnRestore(Made(context), cancellationToken);
    }

    /// <summary>The next execution that was asked for.</summary>
    public async Task<FakeExecution> NextAsync() => await _made.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>That of one Worker, where others may have been made before it.</summary>
    public async Task<FakeExecution> NextAsync(WorkerId worker)
    {
        while (true)
        {
            if (await NextAsync() is { } execution && execution.Context.Worker.Worker == worker) return execution;
        }
    }

    private FakeExecution Made(WorkerContext context)
    {
        var execution = new FakeExecution(context);
        _made.Writer.TryWrite(execution);
        return execution;
    }
}

internal sealed class FakeExecution(WorkerContext context) : IWorkerExecution
{
    private readonly Channel<FakeRun> _runs = Channel.CreateUnbounded<FakeRun>();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FakeRun? _current;
    private int _stops;
    private int _interrupts;

    public WorkerContext Context { get; } = context;

    public IWorkerSink Sink => Context.Sink;

    public HashSet<InputKind> Kinds { get; } = [InputKind.User];

    public Func<FakeRun, CancellationToken, ValueTask<Result<Dispatched>>> OnDispatch { get; set; } = (run, _) => new(new Dispatched(run.End.Task));

    public Func<FakeRun?, CancellationToken, ValueTask> OnInterrupt { get; set; } = (run, _) =>
    {
        run?.End.TrySetResult(new(RunOutcome.Interrupted));
        return default;
    };

    public Func<CancellationToken, ValueTask> OnStop { get; set; } = _ => default;

    public int Stops => Volatile.Read(ref _stops);

    public int Interrupts => Volatile.Read(ref _interrupts);

    public Task Stopped => _stopped.Task.WaitAsync(TestContext.Current.CancellationToken);

    public WorkerConnection Connection() => new(this, Kinds);

    public async Task<FakeRun> NextRunAsync() => await _runs.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken)
    {
        _current = new(this, input);
        _runs.Writer.TryWrite(_current);
        return OnDispatch(_current, cancellationToken);
    }

    public ValueTask InterruptAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _interrupts);
        return OnInterrupt(_current, cancellationToken);
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _stops);
        await OnStop(cancellationToken);
        _stopped.TrySetResult();
    }
}

internal sealed record FakeRun(FakeExecution Execution, DispatchedInput Input)
{
    public TaskCompletionSource<RunEnd> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Finish(RunOutcome outcome = RunOutcome.Completed) => End.TrySetResult(new(outcome));

    public async Task<IReadOnlyList<WorkerEvent>> AppendAsync(params WorkerEvent[] events) =>
        (await Execution.Sink.AppendAsync(events, TestContext.Current.CancellationToken)).Value;

    public async Task<string?> RefusedAsync(params WorkerEvent[] events) =>
        (await Execution.Sink.AppendAsync(events, TestContext.Current.CancellationToken)).Fault?.Code;
}
