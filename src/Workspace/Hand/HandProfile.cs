using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A profile for a conversation: no ticket stands behind it, and a person attends to it.</summary>
internal static class HandProfile
{
    private const string Words = """
        You work in a conversation with a person, not on a ticket: what they write is what is asked. There is no list of allowed paths and nobody reviews the result but them. Answer a question
        in words and change nothing for it. The host commits what lies in /work when your run ends, on a branch of its own; nothing is merged. Some of your calls may wait until the person
        allows them; one that they deny is not to be tried in another way.
        """;

    private const string Elsewhere = """
        You talk with a person. You have no files, no shell and no tools here: answer in words from what is said, and say so where you would have to look something up.
        """;

    // What acts on a ticket has nothing to act on here.
    private static readonly string[] TicketOnly = [TicketTool.ReportBlocked, TicketTool.SubmitReview];

    private static readonly PermissionRule[] Rules =
    [
        new(PermissionEffect.Allow, "read"),
        new(PermissionEffect.Allow, "write"),
        new(PermissionEffect.Allow, "edit"),
        new(PermissionEffect.Allow, TicketTool.SubmitWork),
        new(PermissionEffect.Ask, "shell"),
    ];

    /// <param name="profile">The profile as it is for tickets.</param>
    /// <param name="hasWorktree">False on another host, where there is neither a worktree nor a way to this workspace.</param>
    public static Profile Of(Profile profile, bool hasWorktree) => profile with
    {
        Prompt = hasWorktree ? $"{profile.Prompt}\n\n{Words}" : Elsewhere,
        Tools = hasWorktree ? [.. profile.Tools.Except(TicketOnly)] : [],
        Permissions = profile.Permissions.Count > 0 ? profile.Permissions : Rules,
    };
}
