using Yoi.Journal.Files;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>The power is off: the process that called is dead already.</summary>
internal sealed class PowerOff() : Exception("The power is off.");

/// <summary>
/// A disk that loses what it may lose. Bytes are safe once their file was synced, names once their folder was; of all else a loss of power keeps a part: of what was written to one file
/// a beginning, torn at any byte, or all but some sectors, and of the changes of one folder some.
/// </summary>
internal sealed class SimulatedDisk(World world)
{
    private const double Failures = 0.3;
    private const int Io = 5;
    private const int NoSpace = 28;

    private readonly Dictionary<string, List<Action<Dictionary<string, SimulatedFile?>>>> _changes = [];
    private Dictionary<string, SimulatedFile?> _safe = new() { ["/"] = null };
    private int? _callsLeft;
    private Action _off = () => { };

    /// <summary>Files by their paths, null for a folder, as programs see them.</summary>
    public Dictionary<string, SimulatedFile?> Now { get; private set; } = new() { ["/"] = null };

    /// <summary>Counts the processes that use it: what an earlier one opened is closed.</summary>
    public int Age { get; private set; }

    /// <summary>The disk as one process has it.</summary>
    public IDisk Mount() => new SimulatedMount(this, Age);

    /// <summary>The power goes off at one of the next calls that change something, in the middle of it.</summary>
    public void GoOff(int calls, Action off) => (_callsLeft, _off) = (calls, off);

    /// <summary>The processes that used it are gone; without power, so is what was not safe.</summary>
    public void Restart(bool keepsAll)
    {
        Age++;
        _callsLeft = null;
        if (!keepsAll)
        {
            foreach (var changes in _changes.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value)) Keep(changes);
            Now = _safe.Where(entry => IsReachable(entry.Key)).ToDictionary();
            _safe = new(Now);
            _changes.Clear();
            foreach (var (_, file) in Now.OrderBy(entry => entry.Key, StringComparer.Ordinal)) file?.LoseSome(world);
        }

        foreach (var file in Now.Values) file?.Unlock();
    }

    /// <summary>One call of the system; it may be the last, or fail.</summary>
    /// <param name="age">When the caller's process began to use it.</param>
    /// <param name="fails">What of it is done where it fails; null where it does not.</param>
    /// <param name="ends">What of it may be done where the power goes off in it.</param>
    public void Call(int age, Action? fails = null, Action? ends = null)
    {
        if (age != Age) throw new PowerOff();
        if (fails is not null && _callsLeft is { } left && (_callsLeft = left - 1) == 0)
        {
            if (world.Chance(50)) ends?.Invoke();
            _off();
            throw new PowerOff();
        }

        if (fails is null || !world.Mishap(Failures)) return;
        fails();
        world.Tell("a call of the disk fails");
        throw world.Chance(50) ? new IOException("Input/output error", Io) : new IOException("No space left on device", NoSpace);
    }

    /// <summary>Changes the entries of a folder.</summary>
    public void Change(string folder, Action<Dictionary<string, SimulatedFile?>> change)
    {
        change(Now);
        if (!_changes.TryGetValue(folder, out var changes)) _changes.Add(folder, changes = []);
        changes.Add(change);
    }

    /// <summary>How many of so many bytes a write that fails has written.</summary>
    public int Torn(int bytes) => world.Random.Next(bytes + 1);

    public void Sync(string folder)
    {
        if (!_changes.Remove(folder, out var changes)) return;
        foreach (var change in changes) change(_safe);
    }

    public void SyncAll()
    {
        foreach (var folder in _changes.Keys.ToList()) Sync(folder);
        foreach (var file in Now.Values) file?.Sync();
    }

    private void Keep(List<Action<Dictionary<string, SimulatedFile?>>> changes)
    {
        var inOrder = world.Chance(50);
        foreach (var change in inOrder ? changes.Take(world.Random.Next(changes.Count + 1)) : changes.Where(_ => world.Chance(50))) change(_safe);
    }

    private bool IsReachable(string path)
    {
        for (var above = path; above != "/";)
        {
            above = Path.GetDirectoryName(above)!;
            if (!_safe.TryGetValue(above, out var folder) || folder is not null) return false;
        }

        return true;
    }
}
