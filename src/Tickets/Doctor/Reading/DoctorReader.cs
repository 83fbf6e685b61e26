using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Reads what can be read of a ticket, and says of the rest why not.</summary>
internal sealed class DoctorReader(StorePaths paths, TimeProvider time)
{
    private static readonly HashSet<string> Names = ["item.md", "thread.md", PlanFile.Name, RelationFile.Name, "resolution.md"];

    private readonly TicketReader _reader = new(paths, time);

    /// <summary>The files as one change left them, else each for itself; null where the ticket has vanished.</summary>
    public async Task<(TicketFiles Files, IReadOnlyList<DoctorFinding> Findings)?> ReadAsync(TicketId id, CancellationToken ct)
    {
        var read = await _reader.BytesAsync(id, ct);
        if (read.TryGet(out var bytes, out var fault)) return Bounded(id, TicketFiles.Of(bytes));
        if (fault.Code == FaultCodes.NotFound) return null;
        // Somebody changes it all the time: its files, each read for itself, would be of different moments.
        if (fault.Code == FaultCodes.Conflict) return (new TicketFiles(null, null, null, null, null) { Unread = Names }, []);
        HashSet<string> unread = [];
        List<DoctorFinding> findings = [];
        var files = new TicketFiles(
            await OneAsync("item.md", Limits.Item),
            await OneAsync("thread.md", Limits.Thread),
            await OneAsync(PlanFile.Name, Limits.Plans),
            await OneAsync(RelationFile.Name, Limits.Item),
            await OneAsync("resolution.md", Limits.Item));
        return (files with { Unread = unread }, findings);

        async Task<byte[]?> OneAsync(string name, int limit)
        {
            var (content, finding) = paths.Links(id, name) is null ? await ReadAsync(paths.File(id, name), $"{id}/{name}", limit, ct) : (null, null);
            if (finding is not null) findings.Add(finding);
            // Symbolic links are told of by the look at the folder's names.
            if (finding is not null || paths.Links(id, name) is not null) unread.Add(name);
            return content;
        }
    }

    /// <summary>Without a thread of more lines or events than the store reads.</summary>
    private static (TicketFiles Files, IReadOnlyList<DoctorFinding> Findings) Bounded(TicketId id, TicketFiles files) => ThreadText.Excess(id, files.Thread) is null
        ? (files, [])
        : (files with { Thread = null, Unread = new HashSet<string> { "thread.md" } },
            [FileCodes.TooLarge.At($"{id}/thread.md", null, $"The file has more than {Limits.ThreadLines} lines or {Limits.ThreadEvents} events.")]);

    /// <summary>A file, or why it cannot be read; neither where there is none.</summary>
    public static async Task<(byte[]? Content, DoctorFinding? Finding)> ReadAsync(string file, string path, int limit, CancellationToken ct)
    {
        try
        {
            return (await DurableFile.ReadAsync(file, limit, ct), null);
        }
        catch (FileTooLargeException)
        {
            return (null, FileCodes.TooLarge.At(path, null, $"The file is larger than {limit} bytes."));
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return (null, FileCodes.Unreadable.At(path, null, e is UnauthorizedAccessException ? "The system refuses to open it as a file." : "The system failed to read the file."));
        }
    }
}
