namespace Yoi.Tests.Unit.Simulation;

/// <summary>The bytes of a file: as they are read, as they are safe, and what lies between.</summary>
internal sealed class SimulatedFile
{
    private readonly List<(long Offset, byte[]? Bytes)> _unsafe = [];
    private byte[] _now = [];
    private byte[] _safe = [];

    public bool IsLocked { get; private set; }

    public ReadOnlySpan<byte> Bytes => _now;

    public void Lock() => IsLocked = true;

    public void Unlock() => IsLocked = false;

    public void Write(long offset, byte[] bytes)
    {
        _unsafe.Add((offset, bytes));
        Apply(ref _now, offset, bytes);
    }

    public void Cut(long length)
    {
        _unsafe.Add((length, null));
        Apply(ref _now, length, null);
    }

    public void Sync()
    {
        foreach (var (offset, bytes) in _unsafe) Apply(ref _safe, offset, bytes);
        _unsafe.Clear();
    }

    /// <summary>A sync that failed: what was written is read as before, but no later sync makes it safe. A length is no page of the cache and is not forgotten.</summary>
    public void Forget() => _unsafe.RemoveAll(change => change.Bytes is not null);

    /// <summary>Without power: what is safe, and a beginning of what came since.</summary>
    public void LoseSome(World world)
    {
        foreach (var (offset, bytes) in _unsafe.Take(world.Random.Next(_unsafe.Count + 1)).ToList())
        {
            var isTorn = bytes is { Length: > 1 } && world.Chance(50);
            Apply(ref _safe, offset, isTorn ? bytes![..world.Random.Next(bytes!.Length)] : bytes);
            if (isTorn) break;
        }

        _unsafe.Clear();
        _now = [.. _safe];
    }

    private static void Apply(ref byte[] content, long offset, byte[]? bytes)
    {
        var end = (int)offset + (bytes?.Length ?? 0);
        if (bytes is null || content.Length < end) Array.Resize(ref content, end);
        bytes?.CopyTo(content, offset);
    }
}
