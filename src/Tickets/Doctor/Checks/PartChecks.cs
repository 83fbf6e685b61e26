using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>The names in a ticket's own folder.</summary>
internal static class PartChecks
{
    private static readonly string[] Files = ["item.md", "thread.md", "resolution.md"];
    private static readonly string[] Records = ["relations.json", "orchestration-plan.jsonl"];

    public static IEnumerable<DoctorFinding> Of(StorePaths paths, TicketId id)
    {
        if (FolderEntry.In(paths.Folder(id)) is not { } entries)
        {
            yield return Refused($"{id}");
            yield break;
        }

        foreach (var entry in entries.Where(e => e.Name[0] != '.'))
        {
            var path = $"{id}/{entry.Name}";
            if (entry.IsLink) yield return FileCodes.SymbolicLink.At(path, null, "It is a symbolic link.");
            else if (entry is { Name: "artifacts", IsFolder: false }) yield return FileCodes.Unreadable.At(path, null, "A file is where the folder of artifacts belongs.");
            else if (entry.Name == "artifacts") foreach (var finding in Artifacts(paths, id, "")) yield return finding;
            else if (entry.IsFolder && !Files.Contains(entry.Name)) yield return FolderCodes.StrayFolder.At(path, null, "The folder is no part of a ticket.");
            else if (!Files.Contains(entry.Name)) yield return FolderCodes.StrayFile.At(path, null, "The file is no part of a ticket.");
        }
    }

    private static IEnumerable<DoctorFinding> Artifacts(StorePaths paths, TicketId id, string folder)
    {
        if (FolderEntry.In(paths.File(id, $"artifacts/{folder}")) is not { } entries) return [Refused($"{id}/artifacts/{folder}".TrimEnd('/'))];
        return entries.Where(e => e.Name != ".gitkeep").SelectMany(entry =>
        {
            var name = folder + entry.Name;
            var path = $"{id}/artifacts/{name}";
            if (entry.IsLink) return [FileCodes.SymbolicLink.At(path, null, "It is a symbolic link.")];
            if (folder.Length == 0 && Records.Contains(entry.Name)) return [];
            if (StorePaths.ArtifactName(name) is { } bad) return [FolderCodes.ArtifactName.At(path, null, bad.Message)];
            if (entry.IsFolder) return Artifacts(paths, id, name + "/");
            return entry.Size > Limits.Artifact ? [FileCodes.TooLarge.At(path, null, $"The artifact is larger than {Limits.Artifact} bytes.")] : Array.Empty<DoctorFinding>();
        });
    }

    private static DoctorFinding Refused(string path) => FileCodes.Unreadable.At(path, null, "The system refuses to list the folder.");
}
