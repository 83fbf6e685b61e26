using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What moves when a file is written or replaced; all zero where there is none. A symbolic link is stamped itself, not what it points to.</summary>
/// <param name="Modified">Last change of the content, in nanoseconds since the Unix epoch.</param>
/// <param name="Changed">Last change of content or inode, in the same unit; where the system does not say, the time of birth.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Inode">The file's number on its disk; 0 where the system does not say.</param>
internal readonly record struct Stamp(long Modified, long Changed, long Size, ulong Inode)
{
    // Written out, as all that `yoi ticket list` runs through: what the compiler makes of generic parts for a struct is compiled anew in each process.
    public bool Equals(Stamp other) => Modified == other.Modified && Changed == other.Changed && Size == other.Size && Inode == other.Inode;

    public override int GetHashCode() => HashCode.Combine(Modified, Changed, Size, Inode);

    public static Stamp Of(string path)
    {
        if (Native.TryStat(path, out var stamp)) return stamp;
        var file = new FileInfo(path);
        return file.Exists ? new(Nanoseconds(file.LastWriteTimeUtc), Nanoseconds(file.CreationTimeUtc), file.Length, 0) : default;
    }

    /// <summary>A moment in the unit of stamps.</summary>
    public static long Nanoseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * 100;
}

/// <summary>The stamps of a ticket's files.</summary>
internal readonly record struct Stamps(Stamp Item, Stamp Thread, Stamp Plans, Stamp Relations, Stamp Resolution)
{
    // Two writes within one tick of a disk's clock leave the same stamp: 4 ms where it counts nanoseconds, up to 2 s where it counts seconds.
    private const long FineTick = 20_000_000;
    private const long CoarseTick = 2_000_000_000;

    public bool Equals(Stamps other) =>
        Item.Equals(other.Item) && Thread.Equals(other.Thread) && Plans.Equals(other.Plans) && Relations.Equals(other.Relations) && Resolution.Equals(other.Resolution);

    public override int GetHashCode() => HashCode.Combine(Item, Thread, Plans, Relations, Resolution);

    public static Stamps Of(StorePaths paths, TicketId id) => new(
        Stamp.Of(paths.File(id, "item.md")),
        Stamp.Of(paths.File(id, "thread.md")),
        Stamp.Of(paths.File(id, PlanFile.Name)),
        Stamp.Of(paths.File(id, RelationFile.Name)),
        Stamp.Of(paths.File(id, "resolution.md")));

    /// <summary>Whether a file that was read at a moment may have changed since without moving its stamp.</summary>
    public bool AreDoubtful(long readAt) =>
        IsDoubtful(Item, readAt) || IsDoubtful(Thread, readAt) || IsDoubtful(Plans, readAt) || IsDoubtful(Relations, readAt) || IsDoubtful(Resolution, readAt);

    private static bool IsDoubtful(Stamp stamp, long readAt)
    {
        var last = Math.Max(stamp.Modified, stamp.Changed);
        return last >= readAt - (last % 1_000_000_000 == 0 ? CoarseTick : FineTick);
    }
}
