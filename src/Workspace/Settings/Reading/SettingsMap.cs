using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Yoi.Workspace;

/// <summary>
/// One mapping of the file. A key that is asked for is a known one; <see cref="Done"/> reports the rest. A value of a wrong form is reported and read as absent.
/// </summary>
internal sealed class SettingsMap(YamlMappingNode? node, long line, string key, Problems problems)
{
    private readonly List<string> _known = [];

    /// <summary>True where the file does not have it.</summary>
    public bool IsAbsent => node is null;

    /// <summary>Where it begins.</summary>
    public long Line => line;

    public void Report(long at, string subKey, string message) => problems.Add(at, $"'{Full(subKey)}' {message}");

    /// <summary>Where a key stands; the mapping's own line where it does not.</summary>
    public long LineOf(string subKey) => node?.Children.Keys.FirstOrDefault(k => k is YamlScalarNode s && s.Value == subKey)?.Start.Line ?? line;

    public string? Text(string subKey, Func<string, string?> rule) => Find(subKey) is { } found ? Text(found, subKey, rule) : null;

    public string Required(string subKey, Func<string, string?> rule, string example)
    {
        if (Find(subKey) is { } found) return Text(found, subKey, rule) ?? "";
        Report(line, subKey, $"is missing; add a line such as: {subKey}: {example}");
        return "";
    }

    public int? Number(string subKey, int min, int max)
    {
        if (Find(subKey) is not { } found) return null;
        if (found is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Report(found.Start.Line, subKey, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max:N0}."));
        return null;
    }

    public bool? Flag(string subKey)
    {
        if (Find(subKey) is not { } found) return null;
        if (found is YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag) return flag.Value == "true";
        Report(found.Start.Line, subKey, "must be true or false.");
        return null;
    }

    public IReadOnlyList<string>? Texts(string subKey, int limit, Func<string, string?> rule)
    {
        if (List(subKey, limit) is not { } items) return null;
        return [.. items.Select((item, i) => Text(item, $"{subKey}[{i + 1}]", rule)).OfType<string>()];
    }

    public IReadOnlyList<SettingsMap> Maps(string subKey, int limit) =>
        [.. (List(subKey, limit) ?? []).Select((item, i) => ToMap(item, $"{subKey}[{i + 1}]"))];

    public SettingsMap Map(string subKey) => Find(subKey) is { } found ? ToMap(found, subKey) : new(null, line, Full(subKey), problems);

    /// <summary>The names somebody chose, each of which must keep the rule, and a way to read what stands under each.</summary>
    public IEnumerable<string> Names(int limit, Func<string, string?> rule)
    {
        if (node is null) yield break;
        if (node.Children.Count > limit) problems.Add(line, $"'{key}' has more than {limit} entries.");
        foreach (var name in node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "").Take(limit))
        {
            if (rule(name) is not { } expected)
            {
                yield return name;
                continue;
            }

            _known.Add(name);
            Report(LineOf(name), name, $"is not a name for this; it must be {expected}.");
        }
    }

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Done()
    {
        foreach (var found in node?.Children.Keys ?? [])
        {
            if (found is not YamlScalarNode { Value: { } name }) problems.Add(found.Start.Line, "A key must be a word.");
            else if (!_known.Contains(name)) problems.Add(found.Start.Line, $"unknown key '{Full(Cut(name))}'; {NearestName.Hint(name, _known)}");
        }
    }

    private YamlNode? Find(string subKey)
    {
        _known.Add(subKey);
        return node?.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode s && s.Value == subKey).Value;
    }

    private string? Text(YamlNode found, string subKey, Func<string, string?> rule)
    {
        if (found is not YamlScalarNode { Value: { } text } || IsNothing(found))
        {
            Report(found.Start.Line, subKey, "must be a text.");
            return null;
        }

        if (rule(text) is not { } expected) return text;
        Report(found.Start.Line, subKey, $"must be {expected}.");
        return null;
    }

    private List<YamlNode>? List(string subKey, int limit)
    {
        if (Find(subKey) is not { } found) return null;
        if (found is YamlSequenceNode list && list.Children.Count <= limit) return [.. list.Children];
        if (IsNothing(found)) return [];
        Report(found.Start.Line, subKey, found is YamlSequenceNode ? $"has more than {limit} entries." : "must be a list, one '- entry' a line.");
        return null;
    }

    private SettingsMap ToMap(YamlNode found, string subKey)
    {
        if (found is not YamlMappingNode && !IsNothing(found)) Report(found.Start.Line, subKey, "must hold keys, one 'key: value' a line.");
        return new(found as YamlMappingNode, found.Start.Line, Full(subKey), problems);
    }

    private string Full(string subKey) => key.Length == 0 ? subKey : $"{key}.{subKey}";

    private static string Cut(string name) => name.Length <= 64 ? name : name[..64] + "…";

    private static bool IsNothing(YamlNode found) => found is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
