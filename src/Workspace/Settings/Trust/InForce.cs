namespace Yoi.Workspace;

/// <summary>Joins what the file says with what a person accepted.</summary>
internal static class InForce
{
    /// <summary>The file's harmless part at once, everything executable as trusted. A profile nobody accepted is not there; a role keeps the profile it was trusted with.</summary>
    public static WorkspaceSettings Of(WorkspaceSettings file, ExecutableSettings trusted) => file with
    {
        Validation = trusted.Validation,
        Protected = trusted.Protected,
        Profiles = trusted.Profiles.ToDictionary(p => p.Key, p => Profile(p.Value, file.Profiles.GetValueOrDefault(p.Key))),
        Runtimes = trusted.Runtimes ?? [],
        Roles = file.Roles.Keys.Union(trusted.Roles.Keys).ToDictionary(role => role, role => new RoleSettings
        {
            Profile = trusted.Roles.GetValueOrDefault(role) ?? RoleSettings.BuiltinProfile(role),
            Prompt = file.Roles.GetValueOrDefault(role)?.Prompt,
        }),
    };

    private static ProfileSettings Profile(ExecutableProfile trusted, ProfileSettings? file) => new()
    {
        Extends = trusted.Extends,
        Provider = trusted.Provider,
        Model = trusted.Model,
        Tools = trusted.Tools,
        Mounts = trusted.Mounts,
        MaxTurns = file?.MaxTurns,
        ShellTimeoutSeconds = file?.ShellTimeoutSeconds,
    };
}
