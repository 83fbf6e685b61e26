using static Yoi.Tickets.DoctorCode;

namespace Yoi.Tickets;

/// <summary>Findings about files as a whole, whatever they hold.</summary>
internal static class FileCodes
{
    public static readonly DoctorCode SymbolicLink = Error(
        "symbolic_link", "A file or folder of the store is a symbolic link, which the store never follows.",
        "Replace it by what it points to.");

    public static readonly DoctorCode Unreadable = Error(
        "file_unreadable", "A file or folder cannot be read.", "Check its kind and permissions.");

    public static readonly DoctorCode TooLarge = Error(
        "too_large", "A file or text is larger than the store reads or writes.", "Shorten it, or move the bulk of it into an artifact.");

    public static readonly DoctorCode NotUtf8 = Error(
        "not_utf8", "A record holds bytes that are no UTF-8.", "Open it in the encoding it was written in and save it as UTF-8.");

    public static readonly DoctorCode NulByte = Error(
        "nul_byte", "A record holds NUL bytes, as after a power failure.", "Bring the file back from the version history, or remove the NUL bytes.");

    public static readonly DoctorCode ConflictMarkers = Error(
        "conflict_markers", "A record holds the markers of a git merge that nobody finished; nothing else is checked of the file until they are gone.",
        "Keep what both sides need and remove the markers; a thread needs the events of both.");

    public static IReadOnlyList<DoctorCode> All { get; } = [SymbolicLink, Unreadable, TooLarge, NotUtf8, NulByte, ConflictMarkers];
}
