using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Yoi.Tickets;

/// <summary>What became of a step.</summary>
internal enum StepState
{
    /// <summary>The file is as it was before, or holds the beginning of what is to be appended.</summary>
    Pending,

    /// <summary>The file is as it is to be.</summary>
    Applied,

    /// <summary>The same, and somebody else has appended more behind it.</summary>
    Passed,

    /// <summary>The file is neither: somebody else changed it.</summary>
    Foreign,
}

/// <summary>What is done with a step of a change that a crash left.</summary>
internal enum StepRemedy
{
    /// <summary>The file stays as it is.</summary>
    Leave,

    /// <summary>The step is done.</summary>
    Do,

    /// <summary>The file is put back as it was.</summary>
    Undo,
}

/// <summary>One file of a change: bytes to append at an offset, the whole new content in place of the old, or nothing in its place.</summary>
/// <param name="File">The file, from the ticket's folder.</param>
/// <param name="AppendAt">The file's length before; null for a replacement.</param>
/// <param name="OldSha256">The old content's hash in lower-case hex; null where there was no file, or for an append.</param>
/// <param name="Content">The bytes; none for a removal.</param>
/// <param name="Remove">Whether the file is removed.</param>
internal sealed record ChangeStep(
    [property: JsonRequired] string File,
    long? AppendAt,
    string? OldSha256,
    [property: JsonRequired] byte[] Content,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Remove = false)
{
    private static readonly string[] Files = ["item.md", "thread.md", ResolutionArchive.Resolution, PlanFile.Name, RelationFile.Name];

    public static ChangeStep Append(string file, byte[]? old, byte[] content) => new(file, old?.Length ?? 0, null, content) { Old = old };

    public static ChangeStep Replace(string file, byte[]? old, byte[] content) => new(file, null, Hash(old), content) { Old = old };

    /// <summary>The file before, null where there was none; known only to the program that makes the change.</summary>
    [JsonIgnore]
    public byte[]? Old { get; private init; }

    /// <summary>A file that must not be there yet.</summary>
    public static ChangeStep Create(string file, byte[] content) => new(file, null, null, content);

    public static ChangeStep Removal(string file, byte[] old) => new(file, null, Hash(old), [], Remove: true) { Old = old };

    /// <summary>A change file may come with a repository, so its names are not believed: only a resolution is ever removed, and one that is kept is never written over.</summary>
    [JsonIgnore]
    public bool IsKnown => Remove
        ? File == ResolutionArchive.Resolution && OldSha256 is not null && AppendAt is null && Content.Length == 0
        : ResolutionArchive.IsName(File) ? AppendAt is null && OldSha256 is null : Files.Contains(File) && AppendAt is null or >= 0;

    /// <summary>What a step has become, from the file's present bytes (for an append: from its length and the bytes behind the offset).</summary>
    public StepState StateOf(byte[]? file, long length, ReadOnlySpan<byte> tail)
    {
        if (AppendAt is null)
        {
            var hash = Hash(file);
            return hash == (Remove ? null : Hash(Content)) ? StepState.Applied : hash == OldSha256 ? StepState.Pending : StepState.Foreign;
        }

        if (length < AppendAt) return StepState.Foreign;
        if (tail.Length > Content.Length) return tail.StartsWith(Content) ? StepState.Passed : StepState.Foreign;
        if (tail.Length == Content.Length) return tail.SequenceEqual(Content) ? StepState.Applied : StepState.Foreign;
        // A write that was cut off: what is there begins what was to be.
        return Content.AsSpan().StartsWith(tail) ? StepState.Pending : StepState.Foreign;
    }

    public StepState StateOf(byte[]? file) => StateOf(file, file?.Length ?? 0, file.AsSpan((int)Math.Min(AppendAt ?? 0, file?.Length ?? 0)));

    /// <summary>Whether the file can be put back as it was by what the change file alone says.</summary>
    public bool CanUndo(StepState state) => state is StepState.Pending or StepState.Foreign
        || (state == StepState.Applied && (AppendAt is not null || OldSha256 is null || OldSha256 == Hash(Content)));

    /// <summary>The file as the next writer will leave it, for a reader that meets an unfinished change.</summary>
    public byte[]? Left(byte[]? file, StepRemedy remedy) => (remedy, AppendAt) switch
    {
        (StepRemedy.Do, { } offset) => [.. file.AsSpan(0, (int)offset), .. Content],
        (StepRemedy.Do, null) => Remove ? null : Content,
        (StepRemedy.Undo, { } offset) when StateOf(file) != StepState.Foreign => file?[..(int)offset],
        (StepRemedy.Undo, null) when StateOf(file) == StepState.Applied && OldSha256 is null => null,
        _ => file,
    };

    private static string? Hash(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes));
}
