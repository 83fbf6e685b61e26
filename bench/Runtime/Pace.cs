namespace Yoi.Bench.Runtime;

/// <summary>Lets a writer wait until so many readers have each got what it wrote.</summary>
internal sealed class Pace
{
    private readonly int _readers;
    private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    public Pace(int readers) => _left = _readers = readers;

    public void Got()
    {
        if (Interlocked.Decrement(ref _left) == 0) _all.SetResult();
    }

    public async Task AllAsync()
    {
        await _all.Task;
        (_all, _left) = (new(TaskCreationOptions.RunContinuationsAsynchronously), _readers);
    }
}
