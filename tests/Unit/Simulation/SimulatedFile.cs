namespace Yoi.Tests.Unit.Simulation;

/// <summary>The bytes of a file: as they are read, as they are safe, and what lies between.</summary>
internal sealed class SimulatedFile
{
    private const int Sector = 512;

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

    /// <summary>Without power: what is safe, and of what came since a beginning, or all with holes in it.</summary>
    public void LoseSome(World world)
    {
        var safe = _safe.Length;
        var hasHoles = _unsafe.Count > 0 && _unsafe.All(change => change.Bytes is not null && change.Offset >= safe) && world.Chance(30);
        foreach (var (offset, bytes) in _unsafe.Take(hasHoles ? _unsafe.Count : world.Random.Next(_unsafe.Count + 1)).ToList())
        {
            var isTorn = !hasHoles && bytes is { Length: > 1 } && world.Chance(50);
            Apply(ref _safe, offset, isTorn ? bytes![..world.Random.Next(bytes!.Length)] : bytes);
            if (isTorn) break;
        }

        if (hasHoles) Punch(world, safe);
        _unsafe.Clear();
        _now = [.. _safe];
    }

    /// <summary>Sectors that were never written read as zeros.</summary>
    private void Punch(World world, int from)
    {
        for (var at = from; at < _safe.Length;)
        {
            var end = Math.Min(_safe.Length, (at / Sector * Sector) + Sector);
            if (world.Chance(40)) _safe.AsSpan(at..end).Clear();
            at = end;
        }
    }

    private static void Apply(ref byte[] content, long offset, byte[]? bytes)
    {
        var end = (int)offset + (bytes?.Length ?? 0);
        if (bytes is null || content.Length < end) Array.Resize(ref content, end);
        bytes?.CopyTo(content, offset);
    }
}
