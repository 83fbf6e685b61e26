namespace Yoi.Client;

/// <summary>Waits longer each time, up to 10 seconds, and no longer in all than the patience allows.</summary>
internal sealed class Backoff(TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _wait = First;
    private long? _since;

    /// <summary>It works again.</summary>
    public void Reset() => (_wait, _since) = (First, null);

    /// <summary>False where patience is at its end.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        _since ??= time.GetTimestamp();
        if (patience != Timeout.InfiniteTimeSpan && time.GetElapsedTime(_since.Value) >= patience) return false;
        // Many that lost the same server do not all come back in the same moment.
        await Task.Delay(_wait * (0.75 + (Random.Shared.NextDouble() / 2)), time, cancellationToken);
        _wait = _wait * 2 > Longest ? Longest : _wait * 2;
        return true;
    }
}
