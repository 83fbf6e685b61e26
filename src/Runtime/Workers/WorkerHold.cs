namespace Yoi.Runtime;

/// <summary>A Worker in somebody's hand: it stays in memory until it is let go of.</summary>
internal readonly struct WorkerHold(LiveWorker worker, TimeProvider time) : IDisposable
{
    public LiveWorker Worker { get; } = worker;

    public void Dispose() => Worker.LetGo(time.GetTimestamp());
}
