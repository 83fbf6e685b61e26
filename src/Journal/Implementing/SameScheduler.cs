namespace Yoi.Journal.Implementing;

/// <summary>
/// Starts work beside its caller's, on the caller's scheduler. Where none was chosen that is the thread pool, and all is as with <c>Task.Run</c>. Who did choose one, as a
/// simulation does that decides which task comes next, has all work on it. A scheduler over a synchronization context is not chosen for work like this: behind it are a user
/// interface, or the few threads of a test runner, which must not be filled with work that others wait for.
/// </summary>
public static class SameScheduler
{
    /// <summary>The scheduler such work goes to.</summary>
    public static TaskScheduler Current => SynchronizationContext.Current is null ? TaskScheduler.Current : TaskScheduler.Default;

    /// <summary>Starts work; the answer completes when it does.</summary>
    public static Task Run(Func<Task> work) => Start(work).Unwrap();

    /// <summary>Starts work; the answer completes when it does.</summary>
    public static Task<T> Run<T>(Func<Task<T>> work) => Start(work).Unwrap();

    /// <summary>Starts work that does not wait for anything.</summary>
    public static Task Run(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Current);

    /// <summary>Starts work that does not wait for anything; cancelled before it began, it does not begin.</summary>
    public static Task<T> Start<T>(Func<T> work, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, Current);
}
