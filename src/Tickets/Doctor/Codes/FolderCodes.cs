using static Yoi.Tickets.DoctorCode;

namespace Yoi.Tickets;

/// <summary>Findings about names and about what a change left behind.</summary>
internal static class FolderCodes
{
    public static readonly DoctorCode IdInvalid = Error(
        "id_invalid", "A folder is meant as a ticket or objective but its name is no id, so no command sees it.",
        "Rename it to a valid id that is free: 13 characters of 0-9 and A-Z without I, L, O and U, the first of them 0-9 or A-F.");

    public static readonly DoctorCode ItemMissing = Error(
        "item_missing", "A folder has a ticket's or objective's name but no item.md, so no command sees it.",
        "Bring item.md back from the version history, or remove the folder if nothing in it is needed.");

    public static readonly DoctorCode StrayFolder = Warning(
        "stray_folder", "A folder lies where only tickets, objectives or their parts belong.",
        "Move it elsewhere; what belongs to a ticket goes below its artifacts folder.");

    public static readonly DoctorCode StrayFile = Warning(
        "stray_file", "A file lies where only tickets, objectives or their parts belong.",
        "Move it elsewhere; what belongs to a ticket goes below its artifacts folder.");

    public static readonly DoctorCode ArtifactName = Warning(
        "artifact_name", "An artifact has a name that the store refuses to read or write.", "Rename the file.");

    public static readonly DoctorCode LeftoverTemp = Warning(
        "leftover_temp", "A temporary file was left by a program that was killed while it wrote.",
        "It is no record; the next change removes it.", "removes it");

    public static readonly DoctorCode LeftoverNew = Warning(
        "leftover_new", "A half-built ticket or objective was left by a program that was killed while it created one.",
        "Nobody was told that it exists; the next creation removes it.", "removes it");

    public static readonly DoctorCode ChangeUnfinished = Warning(
        "change_unfinished", "A change was written down and not finished, because the program was killed.",
        "Readers see it finished already; the next change finishes it.", "finishes it, unless a newer program left it");

    public static readonly DoctorCode ChangeLaidAside = Warning(
        "change_laid_aside", "A change could not be finished because its files had since been changed by a hand, and was laid aside.",
        "Look whether the ticket holds what it says; then remove the file.");

    public static IReadOnlyList<DoctorCode> All { get; } =
        [IdInvalid, ItemMissing, StrayFolder, StrayFile, ArtifactName, LeftoverTemp, LeftoverNew, ChangeUnfinished, ChangeLaidAside];
}
