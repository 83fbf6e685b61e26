using System.Collections.Concurrent;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Looks at a whole store, a few tickets at a time; of each only what other checks need is kept.</summary>
internal sealed class StoreExamination(StorePaths paths, StorePaths objectives, TimeProvider time)
{
    private static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private readonly DoctorReader _reader = new(paths, time);
    private readonly Leftovers _leftovers = new(paths, objectives, time);

    public async Task<DoctorReport> AllAsync(CancellationToken ct)
    {
        // Where the folder is not listed, the look at it as a folder says so.
        TicketId[] ids = [.. Folders().Where(paths.Exists)];
        var exists = Existing(ids);
        ConcurrentBag<IReadOnlyList<DoctorFinding>> findings = [await RootAsync(ct), .. await ObjectivesAsync(exists, ct)];
        ConcurrentBag<LinkFacts> facts = [];
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (id, token) =>
        {
            if (await TicketAsync(id, exists, token) is not var (found, links)) return;
            if (found.Count > 0) findings.Add(found);
            facts.Add(links);
        });
        findings.Add([.. CycleChecks.Of([.. facts]).Select(c => c.Finding)]);
        return new(facts.Count, Findings.Ordered(findings.SelectMany(f => f)));
    }

    /// <summary>One ticket, and the circles it is in.</summary>
    public async Task<DoctorReport> OneAsync(TicketId id, CancellationToken ct)
    {
        if (await TicketAsync(id, Existing([]), ct) is not var (found, own)) return new(0, []);
        var cycles = CycleChecks.Of([own, .. await OthersAsync(id, ct)]).Where(c => c.Cycle.Contains(id)).Select(c => c.Finding);
        var left = (await _leftovers.FindAsync(ct)).Where(f => f.Ticket == id);
        return new(1, Findings.Ordered([.. found, .. cycles, .. left]));
    }

    /// <summary>What the other tickets say of each other.</summary>
    private async Task<IReadOnlyList<LinkFacts>> OthersAsync(TicketId id, CancellationToken ct)
    {
        var reader = new RelationReader(paths);
        List<LinkFacts> facts = [];
        foreach (var other in Folders().Where(other => other != id && File.Exists(paths.File(other, RelationFile.Name))))
        {
            if ((await reader.OfAsync(other, ct)).TryGet(out var relations, out _))
                facts.Add(new(other, false, [.. relations.Select(r => new Link(1, r.Kind, r.Target))], []));
        }

        return facts;
    }

    private TicketId[] Folders() => paths.Folders().TryGet(out var folders, out _) ? folders : [];

    /// <summary>Whether a ticket is there: by the list, else, as it may have been created since, by the disk.</summary>
    private Func<TicketId, bool> Existing(IReadOnlyList<TicketId> ids)
    {
        HashSet<TicketId> listed = [.. ids];
        return id => listed.Contains(id) || paths.Exists(id);
    }

    private async Task<(IReadOnlyList<DoctorFinding> Findings, LinkFacts Links)?> TicketAsync(TicketId id, Func<TicketId, bool> exists, CancellationToken ct)
    {
        if (StorePaths.IsLink(paths.Folder(id))) return ([FolderChecks.Link($"{id}", id)], new(id, false, [], []));
        if (await _reader.ReadAsync(id, ct) is not var (files, unread)) return null;
        var ticket = ExaminedTicket.Of(id, files);
        var links = LinkFacts.Of(ticket);
        var findings = Findings.Capped(unread.Concat(PartChecks.Of(paths, id)).Concat(TicketChecks.Of(ticket)).Concat(LinkChecks.Dangling(links, exists)));
        // What cannot be read as a whole is not written either.
        return ([.. findings.Select(f => f with { Ticket = id, IsFixable = f.IsFixable && files.Unread.Count == 0 })], links);
    }

    private async Task<IReadOnlyList<DoctorFinding>> RootAsync(CancellationToken ct) => FolderEntry.In(paths.Root) is { } entries
        ? [.. FolderChecks.Of("", entries, name => Path.Exists(Path.Combine(paths.Root, name, "item.md"))), .. await _leftovers.FindAsync(ct)]
        : [FileCodes.Unreadable.At(".", null, "The system refuses to list the store's folder.")];

    private async Task<IReadOnlyList<IReadOnlyList<DoctorFinding>>> ObjectivesAsync(Func<TicketId, bool> exists, CancellationToken ct)
    {
        var root = objectives.Root;
        var prefix = Path.GetRelativePath(paths.Root, root) + "/";
        if (FolderEntry.In(root) is not { } entries) return [[FileCodes.Unreadable.At(prefix.TrimEnd('/'), null, "The system refuses to list the folder.")]];
        bool HasItem(string name) => Path.Exists(Path.Combine(root, name, "item.md"));
        List<IReadOnlyList<DoctorFinding>> findings = [[.. FolderChecks.Of(prefix, entries, HasItem).Select(f => f with { Ticket = null })]];
        foreach (var entry in entries.Where(e => e is { IsFolder: true, IsLink: false } && TicketId.TryParse(e.Name, null, out _) && HasItem(e.Name)))
        {
            var (file, path) = (Path.Combine(root, entry.Name, "item.md"), $"{prefix}{entry.Name}/item.md");
            var (content, unread) = StorePaths.IsLink(file) ? (null, FileCodes.SymbolicLink.At(path, null, "It is a symbolic link.")) : await DoctorReader.ReadAsync(file, path, Limits.Item, ct);
            if (unread is not null) findings.Add([unread]);
            if (content is not null) findings.Add(Findings.Capped(ObjectiveChecks.Of(OwnedFile.Of(path, content, MergeConflict.InText), exists)));
        }

        return findings;
    }
}
