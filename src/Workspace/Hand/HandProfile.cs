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

    public static Profile Of(Profile profile) => profile with
    {
        Prompt = $"{profile.Prompt}\n\n{Words}",
        Tools = [.. profile.Tools.Except(TicketOnly)],
        Permissions = profile.Permissions.Count > 0 ? profile.Permissions : Rules,
    };
}
