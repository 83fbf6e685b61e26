using System.Runtime.Versioning;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

/// <summary>Programs that a repository, a worktree or a repository within one names: the host's git runs none of them.</summary>
[SupportedOSPlatform("linux")]
public sealed class Hostile : IAsyncLifetime
{
    // One a test: what one plants must not run in another's preparations.
    private readonly RepositoryFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Nothing_planted_is_executed_by_any_operation()
    {
        var marks = _fixture.Host.Folder("executed");
        var program = _fixture.Host.Write("evil.sh", $"#!/bin/sh\ntouch {marks}/\"$(basename \"$0\")\"\ncat\n");
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        foreach (var hook in new[] { "post-checkout", "pre-commit", "reference-transaction", "post-index-change", "commit-msg", "post-commit", "pre-auto-gc" }) File.Copy(program, Path.Combine(_fixture.Root, ".git/hooks", hook));
        foreach (var (key, value) in new[]
        {
            ("core.fsmonitor", program), ("filter.evil.clean", program + " clean"), ("filter.evil.smudge", program + " smudge"), ("filter.evil.required", "true"),
            ("filter.proc=x.process", program + " process"), ("diff.evil.textconv", program + " textconv"), ("diff.evil.command", program + " command"),
            ("diff.external", program), ("merge.evil.driver", program + " merge"), ("core.pager", program), ("core.editor", program), ("core.sshCommand", program),
            ("alias.status", "!" + program), ("gpg.program", program), ("commit.gpgSign", "true"), ("credential.helper", program), ("trailer.x.command", program),
        })
            _fixture.Git("config", key, value);

        // Attributes and further configuration lie where a Worker, or a merged change, can write them.
        _fixture.Git("config", "include.path", "../included");
        File.WriteAllText(Path.Combine(_fixture.Root, "included"), $"[filter \"inc\"]\n\tclean = {program} included\n\tsmudge = {program} included\n");
        var worktree = await _fixture.AddAsync("H1-x");
        string In(string name) => Path.Combine(worktree.Path, name);
        File.WriteAllText(In(".gitattributes"), "*.txt filter=evil diff=evil merge=evil\n*.p filter=proc=x\n*.i filter=inc\n");
        File.WriteAllText(In("src/a.txt"), "one\nours\nthree\n");
        File.WriteAllText(In("x.p"), "process");
        File.WriteAllText(In("x.i"), "included");
        Directory.CreateDirectory(In("inner"));
        RepositoryFixture.GitIn(In("inner"), "init", "-q");
        RepositoryFixture.GitIn(In("inner"), "commit", "-q", "--allow-empty", "-m", "inner");
        RepositoryFixture.GitIn(In("inner"), "config", "core.fsmonitor", program);

        var made = await _fixture.CommitAsync(worktree);
        var copy = await _fixture.AddAsync("H2-x", made.Commit);
        File.ReadAllText(Path.Combine(copy.Path, "src/a.txt")).ShouldBe("one\nours\nthree\n");
        (await _fixture.Store.DiffAsync(_fixture.First, made.Commit, 1 << 20, Cancellation)).Value.ShouldContain("+ours");
        (await _fixture.Store.ChangedAsync(_fixture.First, made.Commit, Cancellation)).Value.Count.ShouldBe(4);

        File.WriteAllText(Path.Combine(copy.Path, "readme.md"), "other\n");
        var other = await _fixture.CommitAsync(copy);
        var branches = new IntegrationBranch(_fixture.Repository);
        (await branches.BuildMergeAsync(new() { Ours = made.Commit, Theirs = other.Commit, Message = "m", Date = RepositoryFixture.Date }, Cancellation)).Fault.ShouldBeNull();
        (await branches.SyncAsync("main", "yoi/integration", RepositoryFixture.Date, Cancellation)).Fault.ShouldBeNull();
        (await _fixture.Store.RemoveAsync(copy, "main", Cancellation)).Value.Kind.ShouldBe(RemovalKind.Rescued);
        var run = await new Checks(_fixture.Repository, _fixture.Sandbox).RunAsync(Checking.Request(made.Commit, "cat src/a.txt x.p x.i"), Cancellation);
        if (run.Fault?.Code != "sandbox_unavailable") System.Text.Encoding.UTF8.GetString(run.Value.Output.Span).ShouldBe("one\nours\nthree\nprocessincluded");
        (await new RecordsRef(_fixture.Repository).CommitAsync(Path.Combine(_fixture.Root, ".yoi"), "m", new Dictionary<string, ReadOnlyMemory<byte>>(), RepositoryFixture.Date, Cancellation)).Fault.ShouldBeNull();

        Directory.GetFiles(marks).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_submodules_own_configuration_is_never_looked_at()
    {
        var marks = _fixture.Host.Folder("executed-sub");
        var program = _fixture.Host.Write("evil-sub.sh", $"#!/bin/sh\ntouch {marks}/sub\n");
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        var worktree = await _fixture.AddAsync("H3-x");
        var inner = Directory.CreateDirectory(Path.Combine(worktree.Path, "sub")).FullName;
        RepositoryFixture.GitIn(inner, "init", "-q");
        RepositoryFixture.GitIn(inner, "commit", "-q", "--allow-empty", "-m", "inner");
        // A link to a submodule in the history, with its rules written by whoever made the change.
        File.WriteAllText(Path.Combine(worktree.Path, ".gitmodules"), "[submodule \"sub\"]\n\tpath = sub\n\turl = ./x\n\tignore = none\n");
        RepositoryFixture.GitIn(worktree.Path, "add", "-A");
        RepositoryFixture.GitIn(worktree.Path, "commit", "-q", "-m", "a submodule");
        RepositoryFixture.GitIn(inner, "config", "core.fsmonitor", program);
        File.WriteAllText(Path.Combine(inner, "file"), "dirty");
        File.WriteAllText(Path.Combine(worktree.Path, "new"), "x");

        (await _fixture.CommitAsync(worktree)).Created.ShouldBeTrue();
        (await _fixture.Store.RemoveAsync(worktree, "main", Cancellation)).Fault!.Code.ShouldBe("conflict");
        Directory.GetFiles(marks).ShouldBeEmpty();
        File.Exists(Path.Combine(inner, "file")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_program_called_git_in_the_checkout_is_not_taken_for_git()
    {
        var program = _fixture.Host.Write("repo/git", "#!/bin/sh\nexit 1\n");
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        (await _fixture.Repository.ResolveAsync("main", Cancellation)).Fault.ShouldBeNull();
        File.Delete(program);
    }
}
