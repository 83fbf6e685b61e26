namespace Yoi.Journal.Implementing;

/// <summary>
/// Starts work beside its caller's, on the caller's scheduler. Where none was chosen that is the thread pool, and all is as with <c>Task.Run</c>: also behind a user interface,
/// whose thread is a synchronization context and no scheduler. Who did choose one, as a simulation does that decides which task comes next, has all work on it.
/// </summary>
public static class SameScheduler
{
    /// <summary>Starts work; the answer completes when it does.</summary>
    public static Task Run(Func<Task> work) => Start(work).Unwrap();

    /// <summary>Starts work; the answer completes when it does.</summary>
    public static Task<T> Run<T>(Func<Task<T>> work) => Start(work).Unwrap();

    /// <summary>Starts work that does not wait for anything.</summary>
    public static Task Run(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current);

    /// <summary>Starts work that does not wait for anything; cancelled before it began, it does not begin.</summary>
    public static Task<T> Start<T>(Func<T> work, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current);
}
