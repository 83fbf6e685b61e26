using System.Security.Cryptography;
using System.Text;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Decides what a clean-up does, from what is known of each worktree alone.</summary>
internal static class CleanupPlan
{
    public const string Remove = "remove";
    public const string Rescue = "rescue";
    public const string Keep = "keep";

    /// <summary>What to do with one. What is not known counts as work that is to be saved.</summary>
    public static CleanupItemView Of(WorktreeView worktree, Notice? blocker) =>
        blocker is not null ? new(worktree, Keep, blocker)
        : worktree.Branch is null ? new(worktree, Keep, worktree.Problem)
        : new(worktree, worktree is { Dirty: false, Ahead: 0, Problem: null } ? Remove : Rescue, null);

    /// <summary>16 hex digits that change with anything that was decided on; <paramref name="trees"/> are the trees of what lies in the worktrees.</summary>
    public static string Revision(IEnumerable<CleanupItemView> items, IEnumerable<string> trees)
    {
        var text = string.Join('\n', items.Select(i => $"{i.Worktree.Name} {i.Worktree.Branch} {i.Worktree.Head} {i.Action} {i.Blocked?.Code}").Concat(trees));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
