using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>Settings as a browser may see them: no path of the host, no address, no name of a variable that holds a secret.</summary>
internal static class SettingsViews
{
    private const int MostKeys = 200;
    private const string Left = "…";

    public static SettingsView Of(EffectiveSettings effective, WorkspaceView workspace)
    {
        var settings = effective.InForce;
        return new()
        {
            Workspace = workspace,
            Language = settings.Ticket.Language,
            Roles = [.. settings.Roles.Keys.Union([Roles.Coder, Roles.Reviewer]).Order(StringComparer.Ordinal).Select(role => Of(role, settings.Role(role)))],
            Slots = settings.Orchestration.Slots,
            Retries = settings.Orchestration.Retries,
            StallSeconds = settings.Orchestration.StallSeconds,
            AutoClose = settings.Orchestration.AutoClose,
            Validation = [.. settings.Validation.Commands.Select(command => Notices.Plain(command, Left))],
            ValidationTimeoutSeconds = settings.Validation.TimeoutSeconds,
            Protected = settings.Protected,
            Profiles = [.. settings.Profiles.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Of(p.Key, p.Value))],
            Runtimes = [.. settings.Runtimes.Keys.Order(StringComparer.Ordinal)],
            Waiting = [.. (effective.Pending?.Differences ?? []).Take(MostKeys).Select(d => d.Key)],
            Problem = effective.FileFault is { } fault ? Notices.Of(fault) : null,
        };
    }

    private static RoleView Of(string role, RoleSettings settings) => new(role, settings.Profile, settings.Prompt is { Length: > 0 });

    private static ProfileSettingsView Of(string name, ProfileSettings profile) => new(
        name, profile.Extends, profile.Provider is { } provider && provider.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? provider : null,
        profile.Model is { } model ? Notices.Plain(model, Left) : null, profile.Tools, profile.Mounts.Count, profile.MaxTurns, profile.ShellTimeoutSeconds);
}
