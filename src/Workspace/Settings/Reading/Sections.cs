using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What stands in a settings file, section by section.</summary>
internal static class Sections
{
    public static WorkspaceSettings Read(SettingsMap root)
    {
        var profiles = Profiles(root.Map("profiles"));
        var settings = new WorkspaceSettings
        {
            WorkspaceId = root.Required("workspace_id", Words.Id, "my-project"),
            DisplayName = root.Required("display_name", Words.Line, "My project"),
            Ticket = Ticket(root.Map("ticket")),
            Roles = Roles(root.Map("roles"), profiles),
            Orchestration = Orchestration(root.Map("orchestration")),
            Validation = Validation(root.Map("validation")),
            Protected = root.Texts("protected", 256, Places.Glob) ?? [],
            Profiles = profiles,
            Runtimes = Runtimes(root.Map("runtimes")),
        };
        root.Done();
        return settings;
    }

    private static TicketSettings Ticket(SettingsMap map)
    {
        var standard = new TicketSettings();
        var ticket = new TicketSettings
        {
            Language = map.Text("language", Words.Language) ?? standard.Language,
            Root = map.Text("root", Places.TicketRoot) ?? standard.Root,
        };
        map.Done();
        return ticket;
    }

    private static Dictionary<string, RoleSettings> Roles(SettingsMap map, Dictionary<string, ProfileSettings> profiles)
    {
        var roles = new Dictionary<string, RoleSettings>();
        foreach (var role in Words.Roles)
        {
            var entry = map.Map(role);
            if (entry.IsAbsent) continue;
            string? Known(string text) => profiles.ContainsKey(text) || Words.Builtin(text) is null
                ? null
                : $"a built-in profile ({RoleSettings.BuiltinProfile(role)}) or one under 'profiles'";
            roles[role] = new()
            {
                Profile = entry.Text("profile", Known) ?? RoleSettings.BuiltinProfile(role),
                Prompt = entry.Text("prompt", Words.Prompt),
            };
            entry.Done();
        }

        map.Done();
        return roles;
    }

    private static OrchestrationSettings Orchestration(SettingsMap map)
    {
        var slots = map.Map("slots");
        var counts = new Dictionary<string, int>(OrchestrationSettings.DefaultSlots);
        foreach (var role in Words.Roles)
        {
            if (slots.Number(role, 0, 64) is { } count) counts[role] = count;
        }

        slots.Done();
        var settings = new OrchestrationSettings
        {
            TargetBranch = map.Required("target_branch", Branches.Name, "main"),
            Slots = counts,
            Retries = map.Number("retries", 0, 20) ?? new OrchestrationSettings { TargetBranch = "" }.Retries,
            StallSeconds = map.Number("stall", 1, 86_400) ?? new OrchestrationSettings { TargetBranch = "" }.StallSeconds,
            AutoClose = map.Flag("auto_close") ?? false,
        };
        settings = settings with { IntegrationBranch = map.Text("integration_branch", Branches.Name) ?? settings.IntegrationBranch };
        if (Branches.Collide(settings.IntegrationBranch, settings.TargetBranch))
            map.Report(map.LineOf("integration_branch"), "integration_branch", "must be another branch than target_branch, and neither may be a folder of the other.");
        map.Done();
        return settings;
    }

    private static ValidationSettings Validation(SettingsMap map)
    {
        var validation = new ValidationSettings
        {
            Commands = map.Texts("commands", 32, Words.Command) ?? [],
            TimeoutSeconds = map.Number("timeout", 1, 3_600) ?? new ValidationSettings().TimeoutSeconds,
            Mounts = Mounts(map),
        };
        map.Done();
        return validation;
    }

    private static Dictionary<string, ProfileSettings> Profiles(SettingsMap map)
    {
        var profiles = new Dictionary<string, ProfileSettings>();
        foreach (var name in map.Names(64, Words.Name))
        {
            var entry = map.Map(name);
            profiles[name] = new()
            {
                Extends = entry.Text("extends", Words.Builtin),
                Provider = entry.Text("provider", Places.Provider),
                Model = entry.Text("model", Words.Line),
                Tools = entry.Texts("tools", 64, Words.Tool),
                Mounts = Mounts(entry),
                MaxTurns = entry.Number("max_turns", 1, 1_000),
                ShellTimeoutSeconds = entry.Number("shell_timeout", 1, 3_600),
            };
            entry.Done();
        }

        map.Done();
        return profiles;
    }

    private static Dictionary<string, RuntimeSettings> Runtimes(SettingsMap map)
    {
        var runtimes = new Dictionary<string, RuntimeSettings>();
        foreach (var name in map.Names(64, text => Words.Name(text) ?? (text == RuntimeId.Embedded.ToString() ? "another name than that of the embedded runtime" : null)))
        {
            var entry = map.Map(name);
            var older = entry.Text("older_data", Places.DataFolder);
            runtimes[name] = older is not null
                ? new() { OlderData = older }
                : new() { Url = entry.Required("url", Places.RuntimeUrl, "http://127.0.0.1:8090"), TokenVariable = entry.Required("token_env", Places.RuntimeVariable, "YOI_RUNTIME_TOKEN") };
            entry.Done();
        }

        map.Done();
        return runtimes;
    }

    private static List<ToolchainMount> Mounts(SettingsMap map) => [.. map.Maps("mounts", 32).Select(Mount)];

    private static ToolchainMount Mount(SettingsMap map)
    {
        var source = map.Required("source", Places.MountSource, "/opt/node");
        var target = map.Text("target", Places.MountTarget) ?? source;
        if (Places.MountTarget(target) is { } expected && source.Length > 0) map.Report(map.Line, "target", $"must be {expected}.");
        map.Done();
        return new(source, target);
    }
}
