namespace Yoi.Worktrees;

/// <summary>What a worktree holds.</summary>
/// <param name="Name">The worktree.</param>
/// <param name="Branch">The branch it is on.</param>
/// <param name="Head">The commit that branch is at.</param>
/// <param name="Base">Where it left the branch it is compared with.</param>
/// <param name="Tree">The tree of what lies in its checkout, committed or not.</param>
/// <param name="Ahead">How many commits it holds that the other branch does not.</param>
/// <param name="IsDirty">Whether its checkout differs from its head.</param>
public sealed record WorktreeStatus(string Name, string Branch, string Head, string Base, string Tree, int Ahead, bool IsDirty);
