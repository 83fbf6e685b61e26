namespace Yoi.Tickets;

/// <summary>Everything a doctor may find.</summary>
public static class DoctorCodes
{
    /// <summary>Every code, grouped by what it speaks of: folders and files, item.md, thread.md, relations, plan records, objectives.</summary>
    public static IReadOnlyList<DoctorCode> All { get; } = [.. FolderCodes.All, .. FileCodes.All, .. ItemCodes.All, .. ThreadCodes.All, .. StateCodes.All, .. LinkCodes.All];
}
