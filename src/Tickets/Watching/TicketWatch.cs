using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// Tells which tickets changed. File events only say where to look; what counts is that stamps moved, so an event more or less does no harm,
/// and a scan finds what no event told.
/// </summary>
internal sealed class TicketWatch(StorePaths paths, TimeProvider time, TimeSpan scanInterval)
{
    // Beyond this many a scan costs no more.
    private const int MostHints = 4096;

    private readonly Lock _gate = new();
    private readonly HashSet<TicketId> _hinted = [];
    private bool _scan;

    private readonly record struct Stamps(Stamp Item, Stamp Thread);

    public async IAsyncEnumerable<TicketId> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        // One place: a wake-up says "look", and the hints are bounded too.
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        using var timer = time.CreateTimer(_ => Ask(null, wake.Writer), null, scanInterval, scanInterval);
        var watcher = Start(wake.Writer);
        try
        {
            var known = paths.Ids().ToDictionary(id => id, StampsOf);
            while (true)
            {
                await wake.Reader.ReadAsync(ct);
                watcher ??= Start(wake.Writer);
                foreach (var id in Changed(known)) yield return id;
            }
        }
        finally
        {
            watcher?.Dispose();
        }
    }

    private List<TicketId> Changed(Dictionary<TicketId, Stamps> known)
    {
        List<TicketId> candidates;
        lock (_gate)
        {
            candidates = [.. _hinted];
            _hinted.Clear();
            if (_scan) candidates = [.. paths.Ids().Union(known.Keys)];
            _scan = false;
        }

        List<TicketId> changed = [];
        foreach (var id in candidates)
        {
            var now = StampsOf(id);
            if (now == known.GetValueOrDefault(id)) continue;
            // Without an item.md it is no ticket; it counts as changed once, when it was one before.
            if (now.Item == default ? known.Remove(id) : known.TryAdd(id, now) || (known[id] = now) == now) changed.Add(id);
        }

        changed.Sort();
        return changed;
    }

    private Stamps StampsOf(TicketId id) => new(Stamp.Of(paths.File(id, "item.md")), Stamp.Of(paths.File(id, "thread.md")));

    private FileSystemWatcher? Start(ChannelWriter<bool> wake)
    {
        if (!Directory.Exists(paths.Root)) return null;
        var watcher = new FileSystemWatcher(paths.Root)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        try
        {
            watcher.Changed += (_, e) => Ask(e.Name, wake);
            watcher.Created += (_, e) => Ask(e.Name, wake);
            watcher.Deleted += (_, e) => Ask(e.Name, wake);
            watcher.Renamed += (_, e) =>
            {
                Ask(e.OldName, wake);
                Ask(e.Name, wake);
            };
            // Events were lost: look at everything.
            watcher.Error += (_, _) => Ask(null, wake);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            // No watches left on this machine: the scan alone serves, and each scan tries again.
            watcher.Dispose();
            return null;
        }
    }

    private void Ask(string? name, ChannelWriter<bool> wake)
    {
        lock (_gate)
        {
            TicketId id = default;
            if (name is not null && !TicketId.TryParse(name.Split('/')[0], null, out id)) return;
            if (name is null || _hinted.Count >= MostHints) _scan = true;
            else _hinted.Add(id);
        }

        wake.TryWrite(true);
    }
}
