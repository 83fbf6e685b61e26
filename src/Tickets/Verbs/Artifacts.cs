using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Files under a ticket's artifacts folder.</summary>
internal sealed class Artifacts(StorePaths paths, TicketWriter writer)
{
    private static readonly EnumerationOptions Listed = new() { RecurseSubdirectories = true, MaxRecursionDepth = 8, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    public async Task<Fault?> WriteAsync(TicketId id, string name, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (StorePaths.ArtifactName(name) is { } bad) return bad;
        if (content.Length > Limits.Artifact) return new(FaultCodes.TooLarge, $"The artifact {name} is larger than {Limits.Artifact} bytes.");
        if (!paths.Exists(id)) return TicketReader.NotFound(id);
        return (await writer.LockedAsync(() => WriteLockedAsync(id, name, content, ct), ct)).Fault;
    }

    public async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(TicketId id, string name, CancellationToken ct)
    {
        var file = $"artifacts/{name}";
        if ((StorePaths.ArtifactName(name) ?? paths.Links(id, file)) is { } bad) return bad;
        try
        {
            return await DurableFile.ReadAsync(paths.File(id, file), Limits.Artifact, ct) is { } bytes
                ? new ReadOnlyMemory<byte>(bytes)
                : new Fault(FaultCodes.NotFound, $"Ticket {id} has no artifact {name}.");
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, $"reading artifact {name} of ticket {id}");
        }
    }

    public Result<IReadOnlyList<ArtifactFile>> List(TicketId id, string? folder)
    {
        var below = folder is null ? "artifacts" : $"artifacts/{folder}";
        if (((folder is null ? null : StorePaths.ArtifactName(folder)) ?? paths.Links(id, below)) is { } bad) return bad;
        if (!paths.Exists(id)) return TicketReader.NotFound(id);
        try
        {
            var top = paths.File(id, "artifacts");
            var files = new DirectoryInfo(paths.File(id, below)).EnumerateFiles("*", Listed);
            return files.Select(f => new ArtifactFile(Path.GetRelativePath(top, f.FullName).Replace(Path.DirectorySeparatorChar, '/'), f.Length))
                .Where(f => !f.Name.Split('/').Any(part => part[0] == '.')).OrderBy(f => f.Name, StringComparer.Ordinal).ToArray();
        }
        catch (DirectoryNotFoundException)
        {
            return Array.Empty<ArtifactFile>();
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, $"listing the artifacts of ticket {id}");
        }
    }

    private async Task<Result<bool>> WriteLockedAsync(TicketId id, string name, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var file = $"artifacts/{name}";
        if (paths.Links(id, file) is { } link) return link;
        var path = paths.File(id, file);
        var old = await DurableFile.ReadAsync(path, Limits.Artifact, ct);
        if (old is not null)
        {
            if (old.AsSpan().SequenceEqual(content.Span)) return false;
            // Output without its receipt is half of one, left by a killed server: the command ran for nobody and runs again.
            if (name.StartsWith("receipts/", StringComparison.Ordinal) && File.Exists(Path.ChangeExtension(path, ".json")))
                return new Fault(FaultCodes.Conflict, $"Ticket {id} has another {name}; what a host saw is never rewritten.");
        }

        DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
        var failed = await SingleFile.WriteAsync(paths.Temporary, path, old, content, $"writing artifact {name} of ticket {id}");
        return failed is null ? true : failed;
    }
}
