using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What <c>.yoi/workspace.yaml</c> says, checked and with its defaults filled in.</summary>
public sealed record WorkspaceSettings
{
    /// <summary>The workspace's name in routes and records: 1 to 64 of lower-case letters, digits and hyphens, starting with a letter or digit.</summary>
    public required string WorkspaceId { get; init; }

    /// <summary>Its name for people, 1 to 128 characters.</summary>
    public required string DisplayName { get; init; }

    /// <summary>How tickets are kept.</summary>
    public TicketSettings Ticket { get; init; } = new();

    /// <summary>What was said about roles; see <see cref="Role"/> for those nothing was said about.</summary>
    public IReadOnlyDictionary<string, RoleSettings> Roles { get; init; } = new Dictionary<string, RoleSettings>();

    /// <summary>Branches, slots and what happens by itself.</summary>
    public required OrchestrationSettings Orchestration { get; init; }

    /// <summary>What the host runs to check work. Executable: in force once trusted.</summary>
    public ValidationSettings Validation { get; init; } = new();

    /// <summary>Globs of files that may not change in a ticket without a person's word. Executable: in force once trusted.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>Profiles of this workspace. All but their two limits is executable: in force once trusted.</summary>
    public IReadOnlyDictionary<string, ProfileSettings> Profiles { get; init; } = new Dictionary<string, ProfileSettings>();

    /// <summary>Runtimes beside the embedded one. Executable: in force once trusted.</summary>
    public IReadOnlyDictionary<string, RuntimeSettings> Runtimes { get; init; } = new Dictionary<string, RuntimeSettings>();

    /// <summary>A role's settings: what was said, or its built-in profile.</summary>
    public RoleSettings Role(string role) => Roles.GetValueOrDefault(role) ?? new() { Profile = RoleSettings.BuiltinProfile(role) };
}

/// <summary>Branches, slots and what happens by itself.</summary>
public sealed record OrchestrationSettings
{
    /// <summary>Workers of a role at work at once, where nothing else is said.</summary>
    public static IReadOnlyDictionary<string, int> DefaultSlots { get; } = new Dictionary<string, int> { ["coder"] = 2, ["reviewer"] = 2 };

    /// <summary>The branch that merges land on.</summary>
    public string IntegrationBranch { get; init; } = "yoi/integration";

    /// <summary>The branch that finished work is meant for.</summary>
    public required string TargetBranch { get; init; }

    /// <summary>Workers of a role at work at once, 0 to 64.</summary>
    public IReadOnlyDictionary<string, int> Slots { get; init; } = DefaultSlots;

    /// <summary>Times a run that its model's provider failed is tried again before a person is asked, 0 to 20.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Seconds without an event after which a Worker at work is asked, then restarted, then left to a person; 1 to 86,400.</summary>
    public int StallSeconds { get; init; } = 300;

    /// <summary>Whether a done ticket closes without a person.</summary>
    public bool AutoClose { get; init; }
}
