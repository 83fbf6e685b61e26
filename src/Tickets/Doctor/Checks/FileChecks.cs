namespace Yoi.Tickets;

/// <summary>Whether a record's bytes are text and no merge was left in it.</summary>
internal static class FileChecks
{
    public static IEnumerable<DoctorFinding> Of(OwnedFile file)
    {
        foreach (var conflict in file.Conflicts) yield return FileCodes.ConflictMarkers.At(file.Path, conflict.Line, conflict.Text);
        if (file.NulLine > 0) yield return FileCodes.NulByte.At(file.Path, file.NulLine, "From here on the file holds NUL bytes.");
        if (file.ForeignLine > 0) yield return FileCodes.NotUtf8.At(file.Path, file.ForeignLine, "The line is not UTF-8.");
    }
}
