namespace Yoi.Protocol.Browser;

/// <summary>Calls that wait for a person's word, over all runtimes, the longest waiting first.</summary>
/// <param name="Items">The calls, at most 500.</param>
/// <param name="More">True where more wait.</param>
/// <param name="Problems">Runtimes that did not answer.</param>
public sealed record ApprovalPage(IReadOnlyList<WaitingApproval> Items, bool More, IReadOnlyList<RuntimeNotice> Problems);

/// <summary>A call that waits, and whose it is.</summary>
/// <param name="Runtime">The Worker's runtime.</param>
/// <param name="Worker">The Worker.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ticket">The ticket it works on.</param>
/// <param name="Approval">The call.</param>
public sealed record WaitingApproval(RuntimeId Runtime, WorkerId Worker, string Name, TicketId? Ticket, ApprovalView Approval);

/// <summary>Tokens of the Workers there are, over all runtimes; those of deleted Workers are not in it.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Workers">By Worker, the most first; at most 500.</param>
/// <param name="Tickets">By ticket, the most first; at most 500.</param>
/// <param name="Models">By model, the most first; at most 500. Workers whose model is not known count under <c>unknown</c>.</param>
/// <param name="More">True where one of the lists is longer.</param>
/// <param name="Problems">Runtimes that did not answer; what was last heard of their Workers is counted.</param>
public sealed record UsageReport(
    TokenCount Total, IReadOnlyList<WorkerUsage> Workers, IReadOnlyList<TicketUsage> Tickets, IReadOnlyList<ModelUsage> Models, bool More, IReadOnlyList<RuntimeNotice> Problems);

/// <summary>A Worker's tokens.</summary>
/// <param name="Runtime">Its runtime.</param>
/// <param name="Worker">The Worker.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ticket">The ticket it works on.</param>
/// <param name="Model">Its model.</param>
/// <param name="Tokens">How many.</param>
public sealed record WorkerUsage(RuntimeId Runtime, WorkerId Worker, string Name, TicketId? Ticket, string? Model, TokenCount Tokens);

/// <summary>The tokens of a ticket's Workers.</summary>
public sealed record TicketUsage(TicketId Ticket, int Workers, TokenCount Tokens);

/// <summary>The tokens of a model's Workers.</summary>
public sealed record ModelUsage(string Model, int Workers, TokenCount Tokens);

/// <summary>The settings in force. Paths of the host, addresses and secrets are left out.</summary>
public sealed record SettingsView
{
    /// <summary>The workspace.</summary>
    public required WorkspaceView Workspace { get; init; }

    /// <summary>The language of records.</summary>
    public required string Language { get; init; }

    /// <summary>How each role is played.</summary>
    public required IReadOnlyList<RoleView> Roles { get; init; }

    /// <summary>Workers of a role at work at once.</summary>
    public required IReadOnlyDictionary<string, int> Slots { get; init; }

    /// <summary>Times a run that its provider failed is tried again.</summary>
    public required int Retries { get; init; }

    /// <summary>Seconds of silence after which a Worker at work is asked.</summary>
    public required int StallSeconds { get; init; }

    /// <summary>Whether a done ticket closes without a person.</summary>
    public required bool AutoClose { get; init; }

    /// <summary>The commands that check work; one that names a path of the host is left out but counted here as <c>…</c>.</summary>
    public required IReadOnlyList<string> Validation { get; init; }

    /// <summary>Seconds one of them may take.</summary>
    public required int ValidationTimeoutSeconds { get; init; }

    /// <summary>Globs of files that may not change without a person's word.</summary>
    public required IReadOnlyList<string> Protected { get; init; }

    /// <summary>This workspace's profiles.</summary>
    public required IReadOnlyList<ProfileSettingsView> Profiles { get; init; }

    /// <summary>Runtimes that the settings name.</summary>
    public required IReadOnlyList<string> Runtimes { get; init; }

    /// <summary>Keys whose change waits for a person's <c>yoi trust</c>, at most 200.</summary>
    public required IReadOnlyList<string> Waiting { get; init; }

    /// <summary>What keeps the file from holding whole.</summary>
    public Notice? Problem { get; init; }
}

/// <summary>How a role is played.</summary>
/// <param name="Role">The role.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="Prompt">Whether words are added to the profile's prompt.</param>
public sealed record RoleView(string Role, string Profile, bool Prompt);

/// <summary>A profile of a workspace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Extends">The one it extends.</param>
/// <param name="Provider">The provider's name; null where it has none of its own, or is reached by an address.</param>
/// <param name="Model">The model.</param>
/// <param name="Tools">The tools it may call; null for those of the one it extends.</param>
/// <param name="Mounts">How many folders of the host its sandbox may read.</param>
/// <param name="MaxTurns">Model calls a run may make.</param>
/// <param name="ShellTimeoutSeconds">Seconds one shell command may take.</param>
public sealed record ProfileSettingsView(string Name, string? Extends, string? Provider, string? Model, IReadOnlyList<string>? Tools, int Mounts, int? MaxTurns, int? ShellTimeoutSeconds);

/// <summary>The workspaces of a server that the caller may see.</summary>
public sealed record WorkspaceList(IReadOnlyList<WorkspaceView> Items);
