using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>The paths of a store. A symbolic link below its root is never followed: it could lead out.</summary>
internal sealed class StorePaths(string root)
{
    private const int TriesForId = 1000;

    public string Root { get; } = Path.GetFullPath(root);

    public string Lock => Path.Combine(Root, ".ticket-backend.lock");

    public string Change => Path.Combine(Root, ".ticket-change.json");

    /// <summary>The temporary file; the lock's holder owns it. It lies outside the tickets' folders, so a crash leaves nothing in them.</summary>
    public string Temporary => Path.Combine(Root, ".ticket-temp");

    /// <summary>The new content of a change's file until it is put in place; there is one only while there is a change file.</summary>
    public string TemporaryOf(int step) => Path.Combine(Root, $".ticket-temp-{step}");

    /// <summary>Where a new ticket is built before it appears under its name.</summary>
    public string NewTicket => Path.Combine(Root, ".ticket-new");

    public string Folder(TicketId id) => Path.Combine(Root, id.ToString());

    public string File(TicketId id, string name) => Path.Combine(Root, id.ToString(), name);

    /// <summary>Makes folders, and those above them, that are missing; answers which of them were.</summary>
    public static Result<IReadOnlyList<string>> Make(IReadOnlyList<string> folders)
    {
        try
        {
            List<string> made = [.. folders.Where(folder => !Directory.Exists(folder))];
            foreach (var folder in made)
            {
                Directory.CreateDirectory(folder);
                if (Path.GetDirectoryName(folder) is { } above) Native.SyncFolder(above);
            }

            return made;
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, "making its folders");
        }
    }

    /// <summary>The ids that folders are named by, in no order; one without an item.md is no ticket. A fault where the system does not list the folder.</summary>
    public Result<TicketId[]> Folders()
    {
        string[] names;
        try
        {
            names = Directory.GetDirectories(Root);
        }
        catch (DirectoryNotFoundException)
        {
            return Array.Empty<TicketId>();
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, "listing its folder");
        }

        var count = 0;
        foreach (var name in names)
        {
            if (TicketId.TryParse(Path.GetFileName(name), null, out _)) names[count++] = Path.GetFileName(name);
        }

        var ids = new TicketId[count];
        for (var i = 0; i < count; i++) ids[i] = TicketId.Parse(names[i], null);
        return ids;
    }

    public static Fault NoFreeId { get; } = new(FaultCodes.Conflict, $"The next {TriesForId} ids are taken; is the clock right?");

    /// <summary>The id of this moment, or the next one that nothing has; null where the next 1000 are taken.</summary>
    public TicketId? FreeId(TimeProvider time)
    {
        var first = (ulong)Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds());
        for (var i = 0UL; i <= TriesForId; i++)
        {
            if (!Path.Exists(Folder(new(first + i)))) return new(first + i);
        }

        return null;
    }

    public bool Exists(TicketId id) => Path.Exists(File(id, "item.md"));

    /// <summary>Refuses a name whose folder or file is a symbolic link at any step below the root.</summary>
    public Fault? Links(TicketId id, string name)
    {
        var path = Root;
        foreach (var part in name.Split('/').Prepend(id.ToString()))
        {
            path = Path.Combine(path, part);
            if (IsLink(path)) return new(FaultCodes.TicketUnreadable, $"{Path.GetRelativePath(Root, path)} is a symbolic link; the ticket store follows none, replace it by what it points to.");
        }

        return null;
    }

    public static bool IsLink(string path) => new FileInfo(path) is { LinkTarget: not null };

    /// <summary>Checks the name of an artifact: relative parts with <c>/</c> between them and nothing that leads elsewhere.</summary>
    public static Fault? ArtifactName(string name)
    {
        var parts = name.Split('/');
        var bad = name.Length is 0 or > 512 || name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl)
            || parts.Any(p => p.Length is 0 or > 200 || p[0] == '.' || p.Trim() != p);
        if (bad) return Check.Invalid("An artifact's name is relative, with '/' between parts; no part is empty, begins with '.', or holds '\\' or control characters.");
        return parts is ["relations.json" or "orchestration-plan.jsonl"]
            ? Check.Invalid($"The store writes {name} itself; use its own operation.")
            : Check.Size("artifact's name", name, 1024);
    }
}
