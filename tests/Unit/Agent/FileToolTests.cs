using System.Runtime.Versioning;
using System.Text.Json;
using Yoi.Agent;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Agent;

/// <summary>The tools as a model meets them, on real files in a real sandbox.</summary>
[SupportedOSPlatform("linux")]
public sealed class FileToolTests : IDisposable
{
    private static readonly BubblewrapSandbox Sandbox = new();
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("yoi-agent-");

    public void Dispose() => _work.Delete(recursive: true);

    [Fact]
    public async Task Write_makes_a_file_and_its_folders_and_read_shows_it_with_numbers()
    {
        (await CallAsync("write", ("path", "src/a.txt"), ("content", "one\ntwo\nthree"))).ShouldBe(ToolOutput.Ok("Wrote 13 bytes to src/a.txt."));

        OnDisk("src/a.txt").ShouldBe("one\ntwo\nthree");
        (await CallAsync("read", ("path", "/work/src/a.txt"))).ShouldBe(ToolOutput.Ok("1\tone\n2\ttwo\n3\tthree\n"));
    }

    [Fact]
    public async Task Read_pages_by_lines_and_says_that_there_is_more()
    {
        Put("a.txt", string.Join('\n', Enumerable.Range(1, 10).Select(i => $"line {i}")));

        var output = await CallAsync("read", ("path", "a.txt"), ("offset", 4), ("limit", 2));

        output.Truncated.ShouldBeTrue();
        output.Text.ShouldStartWith("4\tline 4\n5\tline 5\n[there is more: lines 4 to 5 ");
        (await CallAsync("read", ("path", "a.txt"), ("offset", 99))).Text.ShouldBe("[the file has 10 lines; there is none from 99 on]");
        (await CallAsync("read", ("path", "a.txt"), ("offset", 0))).Status.ShouldBe(ToolResultStatus.Error);
    }

    [Fact]
    public async Task Read_shows_the_beginning_of_a_line_that_is_too_long()
    {
        Put("a.txt", new string('x', 100_000) + "\nshort");

        var output = await CallAsync("read", ("path", "a.txt"));

        output.Truncated.ShouldBeTrue();
        output.Text.Length.ShouldBeInRange(60_000, ToolOutput.Limit);
        output.Text.ShouldContain("lines 1 to 1 of a file of 100006 bytes");
        (await CallAsync("read", ("path", "a.txt"), ("offset", 2))).ShouldBe(ToolOutput.Ok("2\tshort\n"));
    }

    [Fact]
    public async Task Read_refuses_what_is_no_text_and_what_is_not_there()
    {
        File.WriteAllBytes(Path.Combine(_work.FullName, "a.bin"), [0xFF, 0xFE, 0x00]);

        (await CallAsync("read", ("path", "a.bin"))).Text.ShouldContain("not a UTF-8 text file");
        (await CallAsync("read", ("path", "b.txt"))).Text.ShouldStartWith("not_found:");
    }

    [Fact]
    public async Task Edit_replaces_the_one_place_and_shows_the_hunk()
    {
        Put("a.txt", "a\nb\nc\nd old e\nf\ng\nh\ni\n");

        var output = await CallAsync("edit", ("path", "a.txt"), ("old_text", "old"), ("new_text", "new\nnewer"));

        OnDisk("a.txt").ShouldBe("a\nb\nc\nd new\nnewer e\nf\ng\nh\ni\n");
        output.Text.ShouldBe("--- a.txt\n+++ a.txt\n@@ -1,7 +1,8 @@\n a\n b\n c\n-d old e\n+d new\n+newer e\n f\n g\n h\n");
    }

    [Fact]
    public async Task Edit_shows_lines_that_are_joined_or_taken_out_as_they_end_up()
    {
        Put("a.txt", "a\nb\nc\n");

        (await CallAsync("edit", ("path", "a.txt"), ("old_text", "a\n"), ("new_text", "x"))).Text.ShouldEndWith("@@ -1,3 +1,2 @@\n-a\n-b\n+xb\n c\n");
        (await CallAsync("edit", ("path", "a.txt"), ("old_text", "xb\n"), ("new_text", "y\nz\n"))).Text.ShouldEndWith("@@ -1,2 +1,3 @@\n-xb\n+y\n+z\n c\n");
        (await CallAsync("edit", ("path", "a.txt"), ("old_text", "\nc\n"), ("new_text", ""))).Text.ShouldEndWith("@@ -1,3 +1,2 @@\n y\n-z\n-c\n+z\n");

        OnDisk("a.txt").ShouldBe("y\nz");
    }

    [Fact]
    public async Task Edit_refuses_text_that_is_absent_or_ambiguous_and_changes_nothing()
    {
        Put("a.txt", "x = 1\nx = 1\n");

        (await CallAsync("edit", ("path", "a.txt"), ("old_text", "y"), ("new_text", "z"))).Text.ShouldContain("not in 'a.txt'");
        (await CallAsync("edit", ("path", "a.txt"), ("old_text", "x = 1"), ("new_text", "x = 2"))).Text.ShouldContain("2 times");
        (await CallAsync("edit", ("path", "a.txt"), ("old_text", ""), ("new_text", "x"))).Status.ShouldBe(ToolResultStatus.Error);
        OnDisk("a.txt").ShouldBe("x = 1\nx = 1\n");

        (await CallAsync("edit", ("path", "a.txt"), ("old_text", "x = 1"), ("new_text", "x = 2"), ("replace_all", true))).Text.ShouldContain("[and 1 more of the same]");
        OnDisk("a.txt").ShouldBe("x = 2\nx = 2\n");
    }

    [Fact]
    public async Task Paths_outside_the_worktree_or_the_plan_are_denied()
    {
        var scope = Scope() with { Write = new(["src/**"]) };

        (await CallAsync("read", scope, ("path", "../../etc/passwd"))).Status.ShouldBe(ToolResultStatus.Denied);
        (await CallAsync("read", scope, ("path", "/etc/passwd"))).Status.ShouldBe(ToolResultStatus.Denied);
        (await CallAsync("write", scope, ("path", "docs/a.md"), ("content", "x"))).Status.ShouldBe(ToolResultStatus.Denied);
        (await CallAsync("write", scope, ("path", ".git/config"), ("content", "x"))).Status.ShouldBe(ToolResultStatus.Denied);
        (await CallAsync("write", scope, ("path", "src/a.cs"), ("content", "x"))).Status.ShouldBe(ToolResultStatus.Ok);
    }

    [Fact]
    public async Task Shell_runs_in_the_worktree_and_sees_nothing_of_the_host()
    {
        Put("a.txt", "content");

        var output = await CallAsync("shell", ("command", $"pwd; cat a.txt; echo changed > b.txt; ls {_work.FullName} 2>&1; echo oops >&2; exit 4"));

        output.Text.ShouldStartWith("exit code: 4\nstdout:\n/work\ncontent");
        output.Text.ShouldContain("No such file or directory");
        output.Text.ShouldContain("stderr:\noops");
        OnDisk("b.txt").ShouldBe("changed\n");
    }

    [Fact]
    public async Task Shell_of_a_read_only_worktree_cannot_change_it()
    {
        var output = await CallAsync("shell", Scope() with { Writable = false }, ("command", "echo x > a.txt"));

        output.Text.ShouldContain("Read-only file system");
        _work.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Shell_finds_a_toolchains_programs_first()
    {
        var toolchain = Directory.CreateDirectory(Path.Combine(_work.FullName, "toolchain", "bin"));
        var program = Path.Combine(toolchain.FullName, "greet");
        File.WriteAllText(program, "#!/bin/sh\necho hello from a toolchain\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var profile = Bench.Coder with { Tools = ["shell"], Mounts = [new(toolchain.Parent!.FullName, "/toolchains/greet")] };

        (await CallAsync("shell", Scope(), profile, ("command", "greet"))).Text.ShouldContain("hello from a toolchain");
    }

    private Scope Scope() => new() { Mounts = [new(_work.FullName, "/work", MountAccess.ReadWrite)], Writable = true, Write = GlobSet.All };

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(_work.FullName, name), text);

    private string OnDisk(string name) => File.ReadAllText(Path.Combine(_work.FullName, name));

    private Task<ToolOutput> CallAsync(string tool, params (string Name, object Value)[] arguments) => CallAsync(tool, Scope(), arguments);

    private static Task<ToolOutput> CallAsync(string tool, Scope scope, params (string Name, object Value)[] arguments) =>
        CallAsync(tool, scope, Bench.Coder with { Tools = ["read", "write", "edit", "shell", TicketTool.SubmitWork] }, arguments);

    private static async Task<ToolOutput> CallAsync(string tool, Scope scope, Profile profile, params (string Name, object Value)[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (await Sandbox.CheckAsync(cancellation) is { } fault) Assert.Skip(fault.ToString());
        var worker = new WorkerRef(RuntimeId.Parse("local", null), WorkerId.New(TimeProvider.System));
        var tools = WorkerTools.Choose(profile, scope, Sandbox, tickets: null, worker).Value;
        var json = JsonSerializer.SerializeToElement(arguments.ToDictionary(a => a.Name, a => a.Value));
        return await tools.CallAsync(new("c", tool, json), cancellation);
    }
}
