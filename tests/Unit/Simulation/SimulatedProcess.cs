namespace Yoi.Tests.Unit.Simulation;

/// <summary>A process of the world: its tasks run on it and its timers are its own. Killed, it does nothing any more, in the middle of whatever it did.</summary>
internal sealed class SimulatedProcess(World world, string name) : TaskScheduler
{
    private readonly TaskCompletionSource _killed = new();

    public string Name => name;

    public TimeProvider Time => field ??= new SimulatedTime(world, this);

    public bool IsDead => _killed.Task.IsCompleted;

    public Task Killed => _killed.Task;

    public Task RunAsync(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public void Kill() => _killed.TrySetResult();

    public void Execute(Task task)
    {
        if (!IsDead) TryExecuteTask(task);
    }

    protected override void QueueTask(Task task)
    {
        if (!IsDead) world.Ready(this, task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task>? GetScheduledTasks() => null;
}
