using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Turns a role into the profile its Workers are made with: a built-in one, with what the settings say over it.</summary>
/// <param name="builtin">The profiles that ship with the program, by name.</param>
public sealed class ProfileResolver(Func<string, Profile?> builtin)
{
    /// <summary>The profile of a role; <c>unknown_profile</c> where a name leads nowhere.</summary>
    public Result<Profile> ForRole(string role, WorkspaceSettings settings)
    {
        var configured = settings.Role(role);
        var resolved = settings.Profiles.TryGetValue(configured.Profile, out var over) ? Over(configured.Profile, over, role) : Builtin(configured.Profile);
        if (!resolved.TryGet(out var profile, out var fault)) return fault;
        return profile with { Role = role, Prompt = configured.Prompt is { } extra ? $"{profile.Prompt}\n\n{extra}" : profile.Prompt };
    }

    /// <summary>The profile that a person's word names: a role (coder), a profile of the workspace, or a built-in one (builtin:coder); <c>unknown_profile</c> where it leads nowhere.</summary>
    public Result<Profile> ForName(string name, WorkspaceSettings settings)
    {
        if (settings.Roles.ContainsKey(name)) return ForRole(name, settings);
        if (settings.Profiles.TryGetValue(name, out var over)) return Over(name, over, name);
        return builtin(RoleSettings.BuiltinProfile(name)) is not null ? ForRole(name, settings) : Builtin(name);
    }

    private Result<Profile> Over(string name, ProfileSettings over, string role)
    {
        if (!Builtin(over.Extends ?? RoleSettings.BuiltinProfile(role)).TryGet(out var profile, out var fault)) return fault;
        return profile with
        {
            Name = name,
            Provider = over.Provider ?? profile.Provider,
            Model = over.Model ?? profile.Model,
            Tools = over.Tools ?? profile.Tools,
            MaxTurns = over.MaxTurns ?? profile.MaxTurns,
            ShellTimeoutSeconds = over.ShellTimeoutSeconds ?? profile.ShellTimeoutSeconds,
            Mounts = over.Mounts,
        };
    }

    private Result<Profile> Builtin(string name) =>
        builtin(name) is { } profile
            ? profile
            : new Fault(FaultCodes.UnknownProfile, $"No profile is named '{name}'. Name one under `profiles` in .yoi/workspace.yaml, or a built-in one.");
}
