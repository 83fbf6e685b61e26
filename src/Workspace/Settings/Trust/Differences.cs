using System.Globalization;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Shows a person what a change of the executable part changes, value by value.</summary>
internal static class Differences
{
    public static IReadOnlyList<SettingDifference> Between(ExecutableSettings old, ExecutableSettings @new)
    {
        var before = Values(old).ToDictionary(v => v.Key, v => v.Value);
        var after = Values(@new).ToDictionary(v => v.Key, v => v.Value);
        var keys = after.Keys.Union(before.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key));
        return [.. keys.Select(key => new SettingDifference(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))];
    }

    private static IEnumerable<(string Key, string Value)> Values(ExecutableSettings settings) =>
    [
        .. List("validation.commands", settings.Validation.Commands),
        ("validation.timeout", settings.Validation.TimeoutSeconds.ToString(CultureInfo.InvariantCulture)),
        .. Mounts("validation.mounts", settings.Validation.Mounts),
        .. List("protected", settings.Protected),
        .. settings.Roles.Select(role => ($"roles.{role.Key}.profile", Shown(role.Value))),
        .. settings.Profiles.SelectMany(profile => Profile($"profiles.{profile.Key}", profile.Value)),
        .. (settings.Runtimes ?? []).SelectMany(runtime => Runtime($"runtimes.{runtime.Key}", runtime.Value)),
    ];

    private static IEnumerable<(string Key, string Value)> Profile(string key, ExecutableProfile profile)
    {
        yield return (key, "defined");
        if (profile.Extends is { } extends) yield return ($"{key}.extends", Shown(extends));
        if (profile.Provider is { } provider) yield return ($"{key}.provider", Shown(provider));
        if (profile.Model is { } model) yield return ($"{key}.model", Shown(model));
        if (profile.Tools is { } tools) yield return ($"{key}.tools", tools.Count == 0 ? "none" : string.Join(", ", tools));
        foreach (var mount in Mounts($"{key}.mounts", profile.Mounts)) yield return mount;
    }

    private static IEnumerable<(string Key, string Value)> Runtime(string key, RuntimeSettings runtime)
    {
        if (runtime.Url is { } url) yield return ($"{key}.url", Shown(url));
        if (runtime.TokenVariable is { } variable) yield return ($"{key}.token_env", Shown(variable));
        if (runtime.OlderData is { } folder) yield return ($"{key}.older_data", Shown(folder));
    }

    private static IEnumerable<(string Key, string Value)> Mounts(string key, IReadOnlyList<ToolchainMount> mounts) =>
        List(key, [.. mounts.Select(m => $"{m.Source} at {m.Target}, read-only")]);

    private static IEnumerable<(string Key, string Value)> List(string key, IReadOnlyList<string> values) =>
        values.Select((value, i) => ($"{key}[{i + 1}]", Shown(value)));

    /// <summary>Nothing in a command may hide from the person who reads it: not a line break, not a letter that turns the direction of text.</summary>
    private static string Shown(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var hides = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            if (rune.Value == '\n') shown.Append("\\n");
            else if (hides && rune.Value != ' ') shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            else shown.Append(rune);
        }

        return shown.ToString();
    }
}
