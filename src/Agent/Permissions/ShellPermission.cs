using System.Buffers;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Decides over command lines: every command in a line must be allowed, and what is not understood never is by a rule that names a command.</summary>
internal static class ShellPermission
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-:/@");

    // What they do is said by their second word.
    private static readonly HashSet<string> TwoWords =
    [
        "git", "npm", "pnpm", "yarn", "bun", "deno", "dotnet", "cargo", "go", "rustup", "pip", "pip3", "poetry", "uv", "docker", "podman", "kubectl", "gradle", "mvn", "make", "gh", "apt", "apt-get",
    ];

    // They run what their arguments say, so their name says nothing: no rule that names them fits, and none is offered.
    private static readonly HashSet<string> Runners =
    [
        "sh", "bash", "dash", "zsh", "ksh", "mksh", "fish", "busybox", "env", "exec", "eval", "command", "builtin", "source", ".", "alias", "unalias", "trap", "enable", "hash", "set", "export",
        "declare", "typeset", "local", "readonly", "read", "unset", "shopt", "xargs", "parallel", "sudo", "doas", "su", "runuser", "chroot", "unshare", "nsenter", "setpriv", "nohup", "nice", "ionice", "chrt", "taskset",
        "time", "timeout", "stdbuf", "setsid", "script", "watch", "strace", "ltrace", "gdb", "ssh", "flock", "coproc", "bwrap", "prlimit", "entr", "at", "batch",
    ];

    // A program in an argument is a program: running one of these once says nothing about the next time.
    private static readonly HashSet<string> Interpreters =
        ["python", "python2", "python3", "node", "nodejs", "perl", "ruby", "php", "lua", "awk", "gawk", "mawk", "sed", "ed", "tclsh", "osascript", "pwsh", "powershell", "npx", "bunx", "pnpx", "uvx", "find", "tar", "vi", "vim", "nvim", "emacs"];

    private static readonly HashSet<string> FindActions = ["-exec", "-execdir", "-ok", "-okdir", "-delete", "-fprint", "-fprint0", "-fprintf", "-fls"];

    /// <summary>The words a rule's match begins a command with.</summary>
    public static string[] WordsOf(PermissionRule rule) => rule.Match!.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What becomes of a call of the shell.</summary>
    public static Verdict Decide(ToolCall call, IReadOnlyList<PermissionRule> rules, IReadOnlyList<PermissionRule> kept)
    {
        // The tool itself refuses it, by the same reading.
        if (!new ToolArguments(call.Arguments).TryText("command", out var text, out _)) return Verdict.Allowed;
        var line = ShellLine.Parse(text);
        var effect = PermissionEffect.Allow;
        foreach (var command in line.Commands)
        {
            Fit Fits(PermissionRule rule) => ShellPermission.Fits(rule, command);
            var fold = RuleFold.Of(rules, Fits).With(kept, Fits);
            if (fold.Effect == PermissionEffect.Deny) return new Verdict.Deny($"The rules of your profile do not allow '{string.Join(' ', command.Words.Take(2))}'.");
            if (fold.Effect == PermissionEffect.Ask) effect = PermissionEffect.Ask;
        }

        // A file that is opened, or nothing at all, is no command a rule could name; what is not understood might be any.
        Fit Rest(PermissionRule _) => line.IsUnderstood ? Fit.No : Fit.Perhaps;
        if (!line.IsUnderstood || line.OpensFiles || line.Commands.Count == 0)
        {
            var fold = RuleFold.Of(rules, Rest).With(kept, _ => Fit.No);
            if (fold.Effect == PermissionEffect.Deny) return new Verdict.Deny("The rules of your profile do not allow this command line.");
            if (fold.Effect == PermissionEffect.Ask) effect = PermissionEffect.Ask;
        }

        return effect == PermissionEffect.Allow ? Verdict.Allowed : new Verdict.Ask(RuleFor(line));
    }

    /// <summary>Whether a rule's words begin a command. For an allowance they must do so for certain; for any other rule, what cannot be told might.</summary>
    public static Fit Fits(PermissionRule rule, ShellCommand command)
    {
        var allows = rule.Effect == PermissionEffect.Allow;
        if (command.Words.Count == 0) return allows ? Fit.No : Fit.Perhaps;
        if (RunsOthers(command)) return allows ? Fit.No : Fit.Perhaps;
        if (allows && command.Assigns) return Fit.No;
        var words = WordsOf(rule);
        for (var i = 0; i < words.Length; i++)
        {
            if (i == command.Words.Count) return Fit.No;
            if (command.Words[i] is not { } word) return Fit.Perhaps;
            if (word == words[i]) continue;
            // What is refused by its name is refused by its path as well.
            if (allows || i > 0 || word[(word.LastIndexOf('/') + 1)..] != words[i]) return Fit.No;
        }

        return words.Length > 0 ? Fit.Yes : Fit.Perhaps;
    }

    private static bool RunsOthers(ShellCommand command)
    {
        if (command.Words[0] is not { } first) return false;
        var name = first[(first.LastIndexOf('/') + 1)..];
        return Runners.Contains(name) || (name == "find" && command.Words.Any(word => word is null || FindActions.Contains(word)));
    }

    /// <summary>The rule that would allow every command of the line, where one rule does.</summary>
    private static PermissionRule? RuleFor(ShellLine line)
    {
        if (!line.IsUnderstood || line.OpensFiles || line.Commands.Count == 0) return null;
        var matches = line.Commands.Select(MatchFor).Distinct().ToList();
        return matches is [{ } match] ? new(PermissionEffect.Allow, ShellTool.Name, match) : null;
    }

    private static string? MatchFor(ShellCommand command)
    {
        if (command.Assigns || command.Words.Count == 0 || RunsOthers(command) || command.Words[0] is not { } first || !IsPlain(first)) return null;
        if (Interpreters.Contains(first[(first.LastIndexOf('/') + 1)..])) return null;
        if (!TwoWords.Contains(first)) return first;
        return command.Words.Count > 1 && command.Words[1] is { } second && IsPlain(second) && second[0] != '-' ? $"{first} {second}" : null;
    }

    private static bool IsPlain(string word) => word.Length > 0 && word.AsSpan().IndexOfAnyExcept(Plain) < 0;
}
