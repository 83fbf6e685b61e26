namespace Yoi.Tickets;

/// <summary>One entry of a file that is only ever appended to.</summary>
/// <param name="Bytes">Its bytes, with the blank lines behind it.</param>
/// <param name="Identity">What tells it from every other entry: the operation that wrote it, else its bytes.</param>
/// <param name="Place">What stays of it when a hand edits it.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="At">When it was written, where it says so.</param>
/// <param name="IsStep">Whether it is a step that only one branch may have taken.</param>
internal sealed record LogEntry(ReadOnlyMemory<byte> Bytes, string Identity, string Place, string Meaning, DateTimeOffset? At, bool IsStep);

/// <summary>A kind of file that is only ever appended to.</summary>
internal interface ILogFormat
{
    /// <summary>The bytes before the first entry, and the entries; together they are the whole file.</summary>
    (ReadOnlyMemory<byte> Head, IReadOnlyList<LogEntry> Entries) Read(ReadOnlyMemory<byte> file);

    /// <summary>What must stand between an entry, or what stands at the beginning of a file, and an entry that follows.</summary>
    string Between(ReadOnlyMemory<byte> before);
}
