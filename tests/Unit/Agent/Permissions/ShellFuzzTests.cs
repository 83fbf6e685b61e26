using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Agent.Permissions;

/// <summary>Lines put together at random from what shells know, judged by the rules and then by real shells.</summary>
[SupportedOSPlatform("linux")]
public sealed class ShellFuzzTests : IDisposable
{
    private static readonly string[] Pieces =
    [
        "ok", "ok", "ok", "ok bad", "bad", "bad", "echo", " ", " ", " ", " ", "\t", "\n", ";", "&&", "||", "|", "&", "|&", "(", ")", "$(", ")", "`", "`", "'", "'", "\"", "\"", "\\", "\\\n", "{", "}", "{ ", "; }",
        "X=1 ", "X=bad", "PATH=. ", "$X", "${X}", "${X:-bad}", "$((", "))", "$'", "$\"", "$[", "]", "[[", "]]", ">", ">>", "<", "<<", "<<<", "EOF", "2>&1", ">&2", ">/dev/null", "2>", "&>", ">|", "#", "# ", "!", "! ",
        "if ", "then ", "fi", "for x in ok; do ", "done", "while ", "case ok in ok) ", ";;", "esac", "function ok ", "ok() ", "ok(){ bad; };", "env ", "sh -c ", "exec ", "eval ", "command ", "builtin ", "alias ok=bad\n", "time ", "coproc ",
        ". ", "./", "*", "?", "~", "-", "=", "é", "\u00a0", "\u2028", "\r", "b''ad", "b\\ad", "\"ba\"d", "o''k", "1", "2", "^", "%", "+", ",", "cd . ",
    ];

    private static readonly PermissionRules Rules = new([new(PermissionEffect.Allow, "shell", "ok"), new(PermissionEffect.Allow, "shell", "echo"), new(PermissionEffect.Allow, "shell", "cd")], []);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-fuzz-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Whatever_a_line_holds_it_is_judged_and_the_parser_never_throws()
    {
        var random = new Random(20_260_101);
        for (var i = 0; i < 100_000; i++)
        {
            var line = i % 3 == 0 ? Garbage(random) : Line(random);
            var parsed = ShellLine.Parse(line);
            if (!parsed.IsUnderstood) Decide(line).ShouldBeOfType<Verdict.Ask>();
        }

        foreach (var deep in new[] { "(", "$(", "\"$(", "{ ", "${", "<", "`$(" }) ShellLine.Parse(string.Concat(Enumerable.Repeat(deep, 15_000))).IsUnderstood.ShouldBeFalse();
        ShellLine.Parse(new('x', 1_000_000)).IsUnderstood.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/bin/bash")]
    [InlineData("/bin/dash")]
    public void No_line_that_is_allowed_makes_a_shell_run_another_command(string shell)
    {
        Assert.SkipUnless(File.Exists(shell), $"There is no {shell} here.");
        var ran = Path.Combine(_folder.FullName, "ran");
        Script("bad", $"printf '%s\\n---\\n' \"$LINE\" >> {ran}");
        Script("ok", "exit 0");
        var random = new Random(7);
        var lines = new HashSet<string>();
        while (lines.Count < 400)
        {
            var line = Line(random);
            if (Decide(line) == Verdict.Allowed) lines.Add(line);
        }

        lines.Count(line => line.Contains("bad", StringComparison.Ordinal)).ShouldBeGreaterThan(50);
        foreach (var line in lines) Run(shell, line);
        (File.Exists(ran) ? File.ReadAllText(ran) : "").ShouldBeEmpty();
        // And the trap works at all.
        Run(shell, "bad");
        File.ReadAllText(ran).ShouldBe("bad\n---\n");
    }

    private static string Line(Random random)
    {
        var line = new StringBuilder(random.Next(2) == 0 ? "ok " : "");
        for (var pieces = random.Next(1, 9); pieces > 0; pieces--) line.Append(Pieces[random.Next(Pieces.Length)]);
        return line.ToString();
    }

    private static string Garbage(Random random) => new([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(random.Next(4) == 0 ? 0x1_0000 : 128))]);

    private static Verdict Decide(string line)
    {
        // What is no Unicode has no JSON form, and so never reaches a rule.
        var clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line));
        return Rules.Decide(new("c", "shell", JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["command"] = clean })));
    }

    private void Script(string name, string body)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Run(string shell, string line)
    {
        var start = new ProcessStartInfo(shell, ["-c", line]) { WorkingDirectory = _folder.FullName, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = _folder.FullName;
        start.Environment["LINE"] = line;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        // Closed when the last of its children is gone, those in the background too.
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
    }
}
