using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using Yoi.Agent;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Agent;

/// <summary>list, glob and grep as a model meets them, on real files in a real sandbox.</summary>
[SupportedOSPlatform("linux")]
public sealed class SearchToolTests : IDisposable
{
    private static readonly BubblewrapSandbox Sandbox = new();
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("yoi-search-");

    public SearchToolTests()
    {
        Put("src/a.cs", "class A\n{\n    int Total;\n}\n");
        Put("src/deep/b.cs", "class B { }\n");
        Put("read me.md", "# Total\ntotal: 3\n");
        Put("bin/out.cs", "class Total { }\n");
        Put(".gitignore", "bin/\n");
        File.CreateSymbolicLink(Path.Combine(_work.FullName, "passwd"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(_work.FullName, "same.md"), "read me.md");
    }

    public void Dispose() => _work.Delete(recursive: true);

    [Fact]
    public async Task List_shows_a_folder()
    {
        (await CallAsync("list")).ShouldBe(ToolOutput.Ok(".gitignore (5 bytes)\nbin/\npasswd@\nread me.md (17 bytes)\nsame.md@\nsrc/\n"));
        (await CallAsync("list", ("path", "/work/src"))).ShouldBe(ToolOutput.Ok("a.cs (27 bytes)\ndeep/\n"));
        Directory.CreateDirectory(Path.Combine(_work.FullName, "empty"));
        (await CallAsync("list", ("path", "empty"))).ShouldBe(ToolOutput.Ok("[the folder is empty]"));
        (await CallAsync("list", ("path", "src/a.cs"))).ShouldBe(ToolOutput.Error("invalid: 'src/a.cs' is no folder."));
        (await CallAsync("list", ("path", "none"))).Text.ShouldStartWith("not_found:");
        (await CallAsync("list", ("path", 3))).Status.ShouldBe(ToolResultStatus.Error);
    }

    [Fact]
    public async Task Glob_finds_files_by_their_paths_and_follows_no_link()
    {
        (await CallAsync("glob", ("pattern", "**/*.cs"))).ShouldBe(ToolOutput.Ok("bin/out.cs\nsrc/a.cs\nsrc/deep/b.cs\n"));
        (await CallAsync("glob", ("pattern", "src/*.cs"))).ShouldBe(ToolOutput.Ok("src/a.cs\n"));
        (await CallAsync("glob", ("pattern", "*.py"))).ShouldBe(ToolOutput.Ok("[no file fits]"));
        (await CallAsync("glob", ("pattern", "../*"))).Status.ShouldBe(ToolResultStatus.Error);
    }

    [Fact]
    public async Task Grep_finds_lines()
    {
        (await CallAsync("grep", ("pattern", "Total|B \\{"), ("path", "src"))).ShouldBe(ToolOutput.Ok("src/a.cs:3:    int Total;\nsrc/deep/b.cs:1:class B { }\n"));
        (await CallAsync("grep", ("pattern", "total"), ("glob", "*.md"), ("ignore_case", true))).ShouldBe(ToolOutput.Ok("read me.md:1:# Total\nread me.md:2:total: 3\n"));
        (await CallAsync("grep", ("pattern", "-e x"))).ShouldBe(ToolOutput.Ok("[no line matches]"));
        (await CallAsync("grep", ("pattern", "int"), ("path", "src/a.cs"))).Text.ShouldBe("src/a.cs:3:    int Total;\n");
        (await CallAsync("grep", ("pattern", "a("))).Text.ShouldStartWith("invalid: 'a(' is no extended regular expression: ");
        (await CallAsync("grep", ("pattern", ""))).Status.ShouldBe(ToolResultStatus.Error);
    }

    [Fact]
    public async Task Nothing_outside_the_worktree_is_listed_or_searched()
    {
        (await CallAsync("list", ("path", ".."))).Status.ShouldBe(ToolResultStatus.Denied);
        (await CallAsync("list", ("path", "/etc"))).Status.ShouldBe(ToolResultStatus.Denied);
        (await CallAsync("grep", ("pattern", "root"), ("path", "passwd"))).Status.ShouldBe(ToolResultStatus.Denied);
        (await CallAsync("grep", ("pattern", "root"), ("path", "/etc/passwd"))).Status.ShouldBe(ToolResultStatus.Denied);
        (await CallAsync("grep", ("pattern", "root:"))).ShouldBe(ToolOutput.Ok("[no line matches]"));
    }

    [Fact]
    public async Task What_git_ignores_is_left_out_and_links_that_git_knows_lead_nowhere()
    {
        Git("init", "-q");
        Git("add", "-A");

        (await CallAsync("glob", ("pattern", "**/*.cs"))).ShouldBe(ToolOutput.Ok("src/a.cs\nsrc/deep/b.cs\n"));
        (await CallAsync("grep", ("pattern", "Total"))).ShouldBe(ToolOutput.Ok("read me.md:1:# Total\nsrc/a.cs:3:    int Total;\n"));
        (await CallAsync("grep", ("pattern", "root:"))).ShouldBe(ToolOutput.Ok("[no line matches]"));
    }

    [Fact]
    public async Task Much_is_cut_and_says_so()
    {
        Put("many.txt", string.Concat(Enumerable.Range(1, 1_000).Select(i => $"hit {i}\n")));
        Put("long.txt", "needle " + new string('é', 100_000));
        File.WriteAllBytes(Path.Combine(_work.FullName, "binary"), [0, 1, 2, (byte)'h', (byte)'i', (byte)'t', 0]);
        for (var i = 0; i < 600; i++) Put($"files/{i}.txt", "x");

        var hits = await CallAsync("grep", ("pattern", "hit"));
        (hits.Truncated, hits.Text.Split('\n').Length).ShouldBe((true, 202));
        hits.Text.ShouldEndWith("[there are more: 200 of 1000 are shown; use a narrower expression, path or glob]\n");
        (await CallAsync("grep", ("pattern", "needle"))).Text.Length.ShouldBeLessThan(450);
        (await CallAsync("glob", ("pattern", "files/*"))).Text.ShouldEndWith("[there are more: 500 of 600 are shown; use a narrower glob]\n");
    }

    [Fact]
    public async Task A_read_only_worktree_can_be_searched() => (await CallAsync("grep", Scope() with { Writable = false }, ("pattern", "class A"))).Text.ShouldBe("src/a.cs:1:class A\n");

    private Scope Scope() => new() { Mounts = [new(_work.FullName, "/work", MountAccess.ReadWrite)], Writable = true, Write = GlobSet.All };

    private void Put(string name, string text)
    {
        var path = Path.Combine(_work.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", _work.FullName, .. arguments]))!;
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
    }

    private Task<ToolOutput> CallAsync(string tool, params (string Name, object Value)[] arguments) => CallAsync(tool, Scope(), arguments);

    private static async Task<ToolOutput> CallAsync(string tool, Scope scope, params (string Name, object Value)[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (await Sandbox.CheckAsync(cancellation) is { } fault) Assert.Skip(fault.ToString());
        var worker = new WorkerRef(RuntimeId.Parse("local", null), WorkerId.New(TimeProvider.System));
        var tools = WorkerTools.Choose(Bench.Coder with { Tools = ["list", "glob", "grep"] }, scope, Sandbox, tickets: null, worker).Value;
        tools.IsReadOnly(tool).ShouldBeTrue();
        return await tools.CallAsync(new("c", tool, JsonSerializer.SerializeToElement(arguments.ToDictionary(a => a.Name, a => a.Value))), cancellation);
    }
}
