namespace Yoi.Tickets;

/// <summary>What one ticket may say of another, and how the other sees it.</summary>
public static class RelationKinds
{
    /// <summary>It waits until the other is done or closed.</summary>
    public const string DependsOn = "depends_on";

    /// <summary>The other waits until it is done or closed.</summary>
    public const string Blocks = "blocks";

    /// <summary>Worth reading together; no order.</summary>
    public const string Related = "related";

    /// <summary>It takes the other's place.</summary>
    public const string Supersedes = "supersedes";

    /// <summary>It asks for the same as the other.</summary>
    public const string DuplicateOf = "duplicate_of";

    private static readonly string[] Inverses = ["dependency_of", "blocked_by", "related", "superseded_by", "duplicated_by"];

    /// <summary>Every kind that is written, in the order of the file.</summary>
    public static IReadOnlyList<string> All { get; } = [DependsOn, Blocks, Related, Supersedes, DuplicateOf];

    /// <summary>The name of a relation as its target sees it: dependency_of, blocked_by, related, superseded_by, duplicated_by; an unknown kind keeps its name.</summary>
    public static string Inverse(string kind) => Rank(kind) is var rank && rank < Inverses.Length ? Inverses[rank] : kind;

    /// <summary>The place of a kind in the file; unknown ones are last.</summary>
    internal static int Rank(string kind)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == kind) return i;
        }

        return All.Count;
    }
}
