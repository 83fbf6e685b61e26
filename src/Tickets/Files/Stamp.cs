namespace Yoi.Tickets;

/// <summary>What moves when a file is written or replaced; all zero where there is none.</summary>
internal readonly record struct Stamp(long Modified, long Born, long Size)
{
    public static Stamp Of(string path)
    {
        // Where the system records no birth, the class library answers the time of the last change of the inode, which serves as well.
        var file = new FileInfo(path);
        return file.Exists ? new(file.LastWriteTimeUtc.Ticks, file.CreationTimeUtc.Ticks, file.Length) : default;
    }
}
