using System.Globalization;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Writes settings for people to read and go on from.</summary>
public static class SettingsWriter
{
    /// <summary>A commented file that <see cref="SettingsReader.Read"/> reads back equal.</summary>
    public static string Write(WorkspaceSettings settings)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # The settings of this workspace. A change applies without a restart; a key or value that is not known is an error and the last good file stays in force.
            # What makes the host run something or decides where code goes (validation, protected, profiles, roles.*.profile) waits for 'yoi trust'.
            workspace_id: {YamlText.Of(settings.WorkspaceId)}
            display_name: {YamlText.Of(settings.DisplayName)}

            ticket:
              language: {YamlText.Of(settings.Ticket.Language)}  # what tickets are written in
              root: {YamlText.Of(settings.Ticket.Root)}  # their folder below .yoi

            orchestration:
              target_branch: {YamlText.Of(settings.Orchestration.TargetBranch)}  # what finished work is meant for
              integration_branch: {YamlText.Of(settings.Orchestration.IntegrationBranch)}  # where merges land first
              auto_close: {(settings.Orchestration.AutoClose ? "true" : "false")}  # true: a done ticket closes without a person
              slots:  # Workers at work at once, by role

            """);
        foreach (var (role, count) in settings.Orchestration.Slots) text.Append(CultureInfo.InvariantCulture, $"    {role}: {count}\n");
        text.Append("\n# What the host runs, in a sandbox and a fresh checkout, before work is reviewed and before it is merged.\nvalidation:\n");
        List(text, "  ", "commands", settings.Validation.Commands);
        text.Append(CultureInfo.InvariantCulture, $"  timeout: {settings.Validation.TimeoutSeconds}  # seconds each may take, 1 to 3600\n");
        Mounts(text, "  ", settings.Validation.Mounts);
        text.Append("\n# Files that may not change in a ticket without a person's word, as globs from the repository's root.\n");
        List(text, "", "protected", settings.Protected);
        Roles(text, settings.Roles);
        Profiles(text, settings.Profiles);
        return text.ToString();
    }

    private static void Roles(StringBuilder text, IReadOnlyDictionary<string, RoleSettings> roles)
    {
        text.Append("\n# Which profile plays a role (companion, intake, orchestrator, coder, reviewer), and words added to its prompt.\n");
        text.Append(roles.Count == 0 ? "# roles:\n#   coder:\n#     profile: builtin:coder\n" : "roles:\n");
        foreach (var (role, said) in roles)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {role}:\n    profile: {YamlText.Of(said.Profile)}\n");
            if (said.Prompt is { } prompt) text.Append(CultureInfo.InvariantCulture, $"    prompt: {YamlText.Of(prompt)}\n");
        }
    }

    private static void Profiles(StringBuilder text, IReadOnlyDictionary<string, ProfileSettings> profiles)
    {
        text.Append("\n# Profiles of your own: what they change of a built-in one. Keys: extends, provider, model, tools, mounts, max_turns, shell_timeout.\n");
        text.Append(profiles.Count == 0 ? "# profiles:\n#   local:\n#     extends: builtin:coder\n#     provider: http://127.0.0.1:11434/v1\n#     model: a-model\n" : "profiles:\n");
        foreach (var (name, profile) in profiles)
        {
            var start = text.Append(CultureInfo.InvariantCulture, $"  {name}:\n").Length;
            if (profile.Extends is { } extends) text.Append(CultureInfo.InvariantCulture, $"    extends: {YamlText.Of(extends)}\n");
            if (profile.Provider is { } provider) text.Append(CultureInfo.InvariantCulture, $"    provider: {YamlText.Of(provider)}\n");
            if (profile.Model is { } model) text.Append(CultureInfo.InvariantCulture, $"    model: {YamlText.Of(model)}\n");
            if (profile.Tools is { } tools) List(text, "    ", "tools", tools);
            if (profile.Mounts.Count > 0) Mounts(text, "    ", profile.Mounts);
            if (profile.MaxTurns is { } turns) text.Append(CultureInfo.InvariantCulture, $"    max_turns: {turns}\n");
            if (profile.ShellTimeoutSeconds is { } seconds) text.Append(CultureInfo.InvariantCulture, $"    shell_timeout: {seconds}\n");
            if (text.Length == start) text.Insert(start - 1, " {}");
        }
    }

    private static void List(StringBuilder text, string indent, string key, IReadOnlyList<string> entries)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}{key}:{(entries.Count == 0 ? " []" : "")}\n");
        foreach (var entry in entries) text.Append(CultureInfo.InvariantCulture, $"{indent}  - {YamlText.Of(entry)}\n");
    }

    private static void Mounts(StringBuilder text, string indent, IReadOnlyList<ToolchainMount> mounts)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}mounts:{(mounts.Count == 0 ? " []" : "")}  # folders of the host it may read: '- source: /opt/node', and 'target' to see it elsewhere\n");
        foreach (var mount in mounts)
            text.Append(CultureInfo.InvariantCulture, $"{indent}  - source: {YamlText.Of(mount.Source)}\n{indent}    target: {YamlText.Of(mount.Target)}\n");
    }
}
