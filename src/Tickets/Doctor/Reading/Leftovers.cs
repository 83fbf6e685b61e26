using System.Runtime.InteropServices;

namespace Yoi.Tickets;

/// <summary>What killed programs left beside the tickets and objectives; one lock is for both.</summary>
internal sealed class Leftovers(StorePaths paths, StorePaths objectives, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>What is there while nobody writes. What a writer has at hand just now comes and goes; it is not told.</summary>
    public async Task<IReadOnlyList<DoctorFinding>> FindAsync(CancellationToken ct)
    {
        var name = Path.GetFileName(paths.Lock);
        if (StorePaths.IsLink(paths.Lock)) return [FileCodes.SymbolicLink.At(name, null, "It is a symbolic link, so nothing can be changed.", advice: "Remove it.")];
        var seen = InHand();
        // Every writer makes the lock file before it writes anything else.
        try
        {
            using var held = seen.Count == 0 ? null : Native.OpenRead(paths.Lock);
            return held is null ? await ReadAsync(seen.Keys, ct) : await HeldAsync(held, seen, ct);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return [FileCodes.Unreadable.At(name, null, "The system refuses to lock it, so nothing can be changed.")];
        }
    }

    private async Task<IReadOnlyList<DoctorFinding>> HeldAsync(SafeHandle held, Dictionary<string, Stamp> seen, CancellationToken ct)
    {
        for (var arrived = time.GetTimestamp(); !Native.TryLock(held); await Task.Delay(Pause, time, ct))
        {
            var now = InHand();
            if (!seen.Any(s => now.TryGetValue(s.Key, out var stamp) && stamp == s.Value) || time.GetElapsedTime(arrived) >= Patience) return await ReadAsync([], ct);
        }

        try
        {
            return await ReadAsync(InHand().Keys, ct);
        }
        finally
        {
            Native.Release(held);
        }
    }

    /// <summary>Removes what is no record. To be called under the lock, by which unfinished changes have been finished.</summary>
    public void Remove()
    {
        foreach (var folder in new[] { paths.NewTicket, objectives.NewTicket }.Where(f => Directory.Exists(f) && !StorePaths.IsLink(f))) Directory.Delete(folder, recursive: true);
        foreach (var file in Temporaries().Where(f => File.Exists(f) && !StorePaths.IsLink(f))) File.Delete(file);
    }

    /// <summary>The files that a writer makes and removes within one change, and what tells one of them from the next of its name.</summary>
    private Dictionary<string, Stamp> InHand() => Temporaries().Concat([paths.NewTicket, paths.Change, objectives.NewTicket])
        .Where(path => Path.Exists(path) || StorePaths.IsLink(path))
        .ToDictionary(path => path, Stamp.Of);

    private IEnumerable<string> Temporaries() => Named(paths, ".ticket-temp", "").Concat(Named(objectives, ".ticket-temp", ""));

    private static IEnumerable<string> Named(StorePaths folder, string start, string end) => (FolderEntry.In(folder.Root) ?? []).Select(e => e.Name)
        .Where(name => name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal))
        .Select(name => Path.Combine(folder.Root, name));

    private async Task<IReadOnlyList<DoctorFinding>> ReadAsync(IEnumerable<string> left, CancellationToken ct)
    {
        List<DoctorFinding> findings = [];
        HashSet<string> all = [.. left, .. Named(paths, ".ticket-change-", ".unfinished.json")];
        foreach (var path in all)
        {
            var name = Path.GetRelativePath(paths.Root, path);
            var isTemporary = Path.GetFileName(name).StartsWith(".ticket-temp", StringComparison.Ordinal);
            // Those of an unfinished change are told of with it.
            if (isTemporary && all.Contains(paths.Change)) continue;
            if (StorePaths.IsLink(path)) findings.Add(FileCodes.SymbolicLink.At(name, null, "It is a symbolic link."));
            else if (isTemporary) findings.Add(FolderCodes.LeftoverTemp.At(name, null, "A temporary file was left.", fixable: File.Exists(path)));
            else if (path == paths.NewTicket || path == objectives.NewTicket) findings.Add(FolderCodes.LeftoverNew.At(name, null, "A half-built ticket or objective was left.", fixable: Directory.Exists(path)));
            else findings.Add(await ChangeAsync(path, name, ct));
        }

        return findings;
    }

    private async Task<DoctorFinding> ChangeAsync(string path, string name, CancellationToken ct)
    {
        var (content, finding) = await DoctorReader.ReadAsync(path, name, ChangeFile.ReadLimit, ct);
        if (finding is not null) return finding;
        var change = Change.Parse(content);
        if (path != paths.Change) return FolderCodes.ChangeLaidAside.At(name, null, $"A change was laid aside{Of(change)}.") with { Ticket = change?.Ticket };
        if (change is null) return FolderCodes.ChangeUnfinished.At(name, null, "A change was being written down when the program was killed; nothing of it was done.", true, "The next change removes it.");
        var isNewer = change.Version > Change.CurrentVersion;
        return isNewer
            ? FolderCodes.ChangeUnfinished.At(name, null, $"A newer program left a change unfinished{Of(change)}.", advice: "Let that program finish it; nothing else can be changed until then.") with { Ticket = change.Ticket }
            : FolderCodes.ChangeUnfinished.At(name, null, $"A change was left unfinished{Of(change)}.", true) with { Ticket = change.Ticket };
    }

    private static string Of(Change? change) => change is null ? "" : $": {change.Ticket}, {string.Join(", ", change.Steps.Select(s => Shown.Of(s.File)))}";
}
