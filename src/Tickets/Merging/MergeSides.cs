using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>The three versions of a file that two branches changed.</summary>
/// <param name="Base">Their common ancestor; empty where both added the file.</param>
/// <param name="Ours">This branch's.</param>
/// <param name="Theirs">The other branch's.</param>
public sealed record MergeSides(ReadOnlyMemory<byte> Base, ReadOnlyMemory<byte> Ours, ReadOnlyMemory<byte> Theirs)
{
    /// <summary>The version to take where one side alone changed it, or both changed it alike; null where both changed it, each in its own way.</summary>
    public ReadOnlyMemory<byte>? Plain
    {
        get
        {
            if (Same(Ours, Base) || Same(Ours, Theirs)) return Theirs;
            if (Same(Theirs, Base)) return Ours;
            return null;
        }
    }

    internal static bool Same(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span);
}

/// <summary>What a merge came to.</summary>
/// <param name="Bytes">The file; with git's conflict markers where it could not be merged as text either.</param>
/// <param name="Problem">Why a person must look at it; null where the merge is clean.</param>
public sealed record MergedFile(ReadOnlyMemory<byte> Bytes, string? Problem = null);

/// <summary>Merges plain text by lines, as git does; of what it cannot merge it leaves both versions between markers.</summary>
/// <returns>The text; a fault where it could not be tried.</returns>
public delegate Task<Result<MergedFile>> TextMerge(MergeSides sides);
