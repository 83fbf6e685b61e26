using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>The names in a folder of tickets or objectives.</summary>
internal static class FolderChecks
{
    /// <summary>Names that begin with a dot are other programs' or the store's own.</summary>
    public static IEnumerable<DoctorFinding> Of(string prefix, IReadOnlyList<FolderEntry> entries, Func<string, bool> hasItem)
    {
        HashSet<string> taken = [.. entries.Select(e => e.Name)];
        foreach (var entry in entries.Where(e => e.Name[0] != '.'))
        {
            var path = prefix + entry.Name;
            if (entry.IsLink) yield return Link(path, TicketId.TryParse(entry.Name, null, out var id) ? id : null);
            else if (!entry.IsFolder) yield return FolderCodes.StrayFile.At(path, null, "The file belongs to no ticket.");
            else if (Folder(path, entry.Name, hasItem(entry.Name), taken) is { } finding) yield return finding;
        }
    }

    public static DoctorFinding Link(string path, TicketId? ticket) => FileCodes.SymbolicLink.At(path, null, "It is a symbolic link.") with { Ticket = ticket };

    private static DoctorFinding? Folder(string path, string name, bool hasItem, HashSet<string> taken)
    {
        if (TicketId.TryParse(name, null, out var id))
            return hasItem ? null : FolderCodes.ItemMissing.At(path, null, "The folder has no item.md.") with { Ticket = id };
        if (!hasItem && !IdNames.IsAlmost(name)) return FolderCodes.StrayFolder.At(path, null, "The folder is no ticket.");
        var advice = IdNames.Suggest(name) is { } meant && !taken.Contains(meant.ToString()) ? $"Rename it to {meant}." : null;
        return FolderCodes.IdInvalid.At(path, null, $"{(hasItem ? "The folder holds an item.md, but its" : "The folder's")} name is no id.", advice: advice);
    }
}
