namespace Yoi.Journal.Files;

/// <summary>
/// The disk, as far as the journal uses it: a seam so that whole lives of a journal can be simulated, with every loss a disk is allowed. Refusals are those of the class library: an
/// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface IDisk
{
    /// <summary>What a path leads to; null where there is nothing.</summary>
    DiskEntry? Find(string path);

    /// <summary>The names in a folder, in no order; none where it is missing.</summary>
    IEnumerable<string> Names(string folder);

    /// <summary>Opens a file.</summary>
    IDiskFile Open(string path, FileMode mode, FileAccess access, FileShare share);

    /// <summary>Gives a file another name, whatever had it before.</summary>
    void Move(string from, string to);

    /// <summary>Deletes a file or a folder with all in it, where there is one.</summary>
    void Delete(string path);

    /// <summary>Makes a folder and those above it where they are missing.</summary>
    void CreateFolder(string path);

    /// <summary>Makes a folder's entries durable: a new or renamed file is safe only once its folder was synced.</summary>
    void SyncFolder(string folder);
}

/// <summary>What a path leads to.</summary>
/// <param name="Length">The bytes of a file; null for a folder.</param>
internal readonly record struct DiskEntry(long? Length);

/// <summary>An open file.</summary>
internal interface IDiskFile : IDisposable
{
    /// <summary>Its bytes; setting it cuts the file.</summary>
    long Length { get; set; }

    /// <summary>Reads at an offset; 0 at the end.</summary>
    int Read(Span<byte> buffer, long offset);

    /// <summary>Reads at an offset; 0 at the end.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken);

    /// <summary>Writes all of it at an offset.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Makes durable what was written; with <paramref name="all"/> of every file and folder of its file system.</summary>
    void Flush(bool all = false);
}
