using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// Tells which tickets changed. File events only tell the index where to look, so an event more or less does no harm, and a scan of all stamps finds what no
/// event told.
/// </summary>
internal sealed class TicketWatch(StorePaths paths, TicketIndex index, TimeProvider time, TimeSpan scanInterval)
{
    private readonly StorePaths _paths = paths;
    private readonly TicketIndex _index = index;

    // With events a scan is a second look: it may take this share of one processor.
    private const int ScanShare = 500;

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private volatile bool _isBroken;

    public async IAsyncEnumerable<TicketChange> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var timer = time.CreateTimer(_ => _wake.Writer.TryWrite(true), null, scanInterval, scanInterval);
        using var events = new Events(this);
        events.Renew();
        // Whatever happens from here on is to be told, also what the first look at the content sees already.
        var known = _index.Snapshot;
        Baseline? baseline;
        IndexSnapshot? settled = null;
        // A folder that the system does not list now is looked at again.
        while ((baseline = Baseline.Of(_paths, known)) is null || !(await _index.SettleAsync(ct)).TryGet(out settled, out _)) await _wake.Reader.ReadAsync(ct);
        foreach (var change in baseline.Changes(settled)) yield return change;
        known = settled;
        var (scanned, cost) = (time.GetTimestamp(), TimeSpan.Zero);
        while (true)
        {
            await _wake.Reader.ReadAsync(ct);
            var isNew = events.Renew();
            var isScan = isNew || !events.AreOn || time.GetElapsedTime(scanned) >= Max(scanInterval, cost * ScanShare);
            if (isScan) _index.MoveAll();
            var began = time.GetTimestamp();
            if (!(await _index.SettleAsync(ct)).TryGet(out var now, out _)) continue;
            if (isScan) (scanned, cost) = (time.GetTimestamp(), time.GetElapsedTime(began));
            foreach (var change in TicketChange.Between(known, now)) yield return change;
            known = now;
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private void Tell(string? name)
    {
        if (name is null) _index.MoveAll();
        else if (TicketId.TryParse(name.Split('/')[0], null, out var id)) _index.Move(id);
        else return;
        _wake.Writer.TryWrite(true);
    }

    /// <summary>The file events of the store's folder, as long as the system gives them.</summary>
    private sealed class Events(TicketWatch watch) : IDisposable
    {
        private FileSystemWatcher? _watcher;
        private IDisposable? _following;
        private ulong _folder;

        public bool AreOn => _watcher is not null;

        /// <summary>Begins, or begins again where they broke or the folder is another one; true where they began.</summary>
        public bool Renew()
        {
            var folder = Stamp.Of(watch._paths.Root).Inode;
            if (_watcher is not null && !watch._isBroken && folder == _folder) return false;
            Dispose();
            if (!Directory.Exists(watch._paths.Root)) return false;
            watch._isBroken = false;
            _folder = folder;
            _watcher = Start();
            _following = _watcher is null ? null : watch._index.Follow();
            return _watcher is not null;
        }

        public void Dispose()
        {
            _following?.Dispose();
            _watcher?.Dispose();
            (_watcher, _following) = (null, null);
        }

        private FileSystemWatcher? Start()
        {
            var watcher = new FileSystemWatcher(watch._paths.Root)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            try
            {
                watcher.Changed += (_, e) => watch.Tell(e.Name);
                watcher.Created += (_, e) => watch.Tell(e.Name);
                watcher.Deleted += (_, e) => watch.Tell(e.Name);
                watcher.Renamed += (_, e) =>
                {
                    watch.Tell(e.OldName);
                    watch.Tell(e.Name);
                };
                // Too many events at once are found by a scan; anything else ends the watch, and the next look begins another.
                watcher.Error += (_, e) =>
                {
                    watch._isBroken |= e.GetException() is not InternalBufferOverflowException;
                    watch.Tell(null);
                };
                watcher.EnableRaisingEvents = true;
                return watcher;
            }
            catch (Exception e) when (IoFaults.Expected(e))
            {
                // No watches left on this machine: the scan alone serves, and each look tries again.
                watcher.Dispose();
                return null;
            }
        }
    }
}
