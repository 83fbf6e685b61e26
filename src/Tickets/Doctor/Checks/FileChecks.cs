namespace Yoi.Tickets;

/// <summary>Whether a record's bytes are text and no merge was left in it.</summary>
internal static class FileChecks
{
    public static IEnumerable<DoctorFinding> Of(OwnedFile file)
    {
        foreach (var conflict in file.Conflicts) yield return FileCodes.ConflictMarkers.At(file.Path, conflict.Line, conflict.Text, advice: Advice(file.Path));
        if (file.NulLine > 0) yield return FileCodes.NulByte.At(file.Path, file.NulLine, "From here on the file holds NUL bytes.");
        if (file.ForeignLine > 0) yield return FileCodes.NotUtf8.At(file.Path, file.ForeignLine, "The line is not UTF-8.");
    }

    /// <summary>What a finished merge would hold.</summary>
    private static string Advice(string path) => Path.GetFileName(path) switch
    {
        "thread.md" => $"A thread keeps the events of both sides, in order of time; remove the markers only. {Driver}",
        "orchestration-plan.jsonl" => $"Keep the lines of both sides and remove the markers. {Driver}",
        "relations.json" => $"Keep the relations of both sides in one list and remove the markers; --fix sorts them then. {Driver}",
        "item.md" => $"Choose what holds now, of updated_at the later, and remove the markers. {Driver}",
        _ => FileCodes.ConflictMarkers.Advice,
    };

    private const string Driver = "While the merge is not committed, git does it by itself: `yoi init --merge-driver`, then `git checkout --merge` and the file.";
}
