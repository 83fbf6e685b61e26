using System.Globalization;

namespace Yoi.Worktrees;

/// <summary>The environment of every git call: settings that win over whatever a repository configures.</summary>
internal static class GitSettings
{
    private static readonly (string Key, string Value)[] Always =
    [
        ("core.fsmonitor", "false"),
        ("core.hooksPath", "/dev/null"),
        ("core.attributesFile", "/dev/null"),
        ("core.pager", "cat"),
        ("core.sshCommand", "false"),
        ("core.gitProxy", "false"),
        ("core.alternateRefsCommand", "false"),
        // A person's git, or a clean-up of it, works beside ours: its locks are waited for, in milliseconds.
        ("core.filesRefLockTimeout", "5000"),
        ("core.packedRefsTimeout", "10000"),
        ("core.fsync", "committed"),
        ("core.fsyncMethod", "batch"),
        ("core.untrackedCache", "false"),
        ("credential.helper", ""),
        ("commit.gpgSign", "false"),
        ("diff.external", ""),
        ("diff.ignoreSubmodules", "all"),
        ("gc.auto", "0"),
        ("i18n.commitEncoding", "UTF-8"),
        ("log.showSignature", "false"),
        ("maintenance.auto", "false"),
        ("merge.directoryRenames", "conflict"),
        ("merge.renames", "true"),
        ("merge.renormalize", "false"),
        ("protocol.allow", "never"),
        ("submodule.recurse", "false"),
    ];

    /// <summary>The variables of a call.</summary>
    public static Dictionary<string, string> Environment(GitCall call, IEnumerable<(string Key, string Value)> drivers)
    {
        Dictionary<string, string> variables = new()
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["LC_ALL"] = "C",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ASKPASS"] = "false",
            ["GIT_EDITOR"] = "false",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["GIT_ALLOW_PROTOCOL"] = "none",
            ["GIT_NO_LAZY_FETCH"] = "1",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_LITERAL_PATHSPECS"] = "1",
        };
        if (call.IndexFile is { } index) variables["GIT_INDEX_FILE"] = index;
        foreach (var (name, value) in call.Environment) variables[name] = value;

        var count = 0;
        foreach (var (key, value) in Always.Concat(drivers))
        {
            // By variables, not by -c: a key may hold '='.
            variables[$"GIT_CONFIG_KEY_{count.ToString(CultureInfo.InvariantCulture)}"] = key;
            variables[$"GIT_CONFIG_VALUE_{count.ToString(CultureInfo.InvariantCulture)}"] = value;
            count++;
        }

        variables["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
        return variables;
    }

    /// <summary>Replacements for the programs that configured keys name: filters do nothing, a merge program always reports a conflict.</summary>
    public static IEnumerable<(string Key, string Value)> Neutral(IEnumerable<string> configuredKeys)
    {
        foreach (var key in configuredKeys.Distinct())
        {
            var (first, last) = (key.IndexOf('.', StringComparison.Ordinal), key.LastIndexOf('.'));
            if (first < 0 || first == last) continue;
            var replacement = (key[..first], key[(last + 1)..]) switch
            {
                ("filter", "clean" or "smudge" or "process") => "",
                ("filter", "required") => "false",
                ("merge", "driver") => "false",
                ("diff", "command" or "textconv") => "false",
                _ => null,
            };
            if (replacement is not null) yield return (key, replacement);
        }
    }
}
