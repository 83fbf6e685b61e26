namespace Yoi.Tickets;

/// <summary>
/// The files of a ticket that a search found, read without all that reading a ticket takes care of: where each still has the stamp under which the index read it, nothing has changed
/// since, and the index never reads half of a change.
/// </summary>
internal static class HitFiles
{
    /// <summary>The files, or null where one of them is not what it was.</summary>
    public static TicketBytes? Read(StorePaths paths, IndexEntry entry)
    {
        if (entry.Stamps.AreDoubtful(entry.ReadAt)) return null;
        return Find(paths.File(entry.Id, "item.md"), entry.Stamps.Item, out var item)
            && Find(paths.File(entry.Id, "thread.md"), entry.Stamps.Thread, out var thread)
            && Find(paths.File(entry.Id, ResolutionArchive.Resolution), entry.Stamps.Resolution, out var resolution)
            ? new(item!, thread, null, null, resolution)
            : null;
    }

    private static bool Find(string path, Stamp stamp, out byte[]? bytes)
    {
        bytes = null;
        if (stamp == default) return true;
        try
        {
            using var file = Native.OpenRead(path);
            if (file is null || !Native.TryStat(file, out var now) || now != stamp) return false;
            bytes = new byte[stamp.Size];
            return IndexSegment.Fill(file, bytes, 0);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            // The longer way says what is wrong with it.
            return false;
        }
    }
}
