using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Worktrees;

/// <summary>What a Worker can do with git inside, and what not.</summary>
public sealed class Scoping(RepositoryFixture fixture) : IClassFixture<RepositoryFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_diff_and_log_work_and_a_commit_is_refused_by_the_file_system()
    {
        var scope = await ScopeAsync("S1-git");
        var (code, text) = await fixture.InsideAsync(scope, "git status --porcelain -b; echo changed >> src/a.txt; touch new; git status --porcelain; git diff --stat; git log --format=%s; git show HEAD:readme.md; git branch --show-current");
        text.ShouldBe("## work/S1-git\n M src/a.txt\n?? new\n src/a.txt | 1 +\n 1 file changed, 1 insertion(+)\nfirst\nhello\nwork/S1-git\n");
        code.ShouldBe(0);

        var refused = await fixture.InsideAsync(scope, "git add -A && git commit -m x");
        refused.Code.ShouldNotBe(0);
        refused.Text.ShouldContain("Read-only file system");
    }

    [Theory]
    [InlineData("git config user.name x")]
    [InlineData("git config --worktree core.fsmonitor /work/x")]
    [InlineData("git add -A")]
    [InlineData("git commit --allow-empty -m x")]
    [InlineData("git branch other")]
    [InlineData("git tag x")]
    [InlineData("git update-ref refs/yoi/records HEAD")]
    [InlineData("git update-ref -d refs/heads/main")]
    [InlineData("git symbolic-ref HEAD refs/heads/main")]
    [InlineData("git stash -u && git stash list | grep -q .")]
    [InlineData("git worktree add /work/inner HEAD")]
    [InlineData("echo x | git hash-object -w --stdin")]
    [InlineData("git checkout -b other")]
    [InlineData("git reset --hard HEAD")]
    [InlineData("git gc")]
    [InlineData("echo x > /git/config")]
    [InlineData("echo x > /git/HEAD")]
    [InlineData("mkdir /git/hooks")]
    [InlineData("echo x > /git/info/attributes")]
    [InlineData("echo x > /git/objects/info/alternates")]
    [InlineData("echo x > /git/refs/heads/main")]
    [InlineData("rm -rf /git/refs/heads/main; test ! -e /git/refs/heads/main && ! git rev-parse main")]
    [InlineData("echo x > /work/.git")]
    [InlineData("rm -f /work/.git")]
    [InlineData("mv /work/.git /work/git2")]
    [InlineData("ln -sf /tmp /work/.git")]
    [InlineData("mv /work /work2")]
    [InlineData("chmod 777 /work/.git")]
    [InlineData("umount /work/.git")]
    public async Task Nothing_of_git_can_be_altered(string script)
    {
        var scope = await ScopeAsync("S2-walls");
        var before = Snapshot();
        var (_, text) = await fixture.InsideAsync(scope, $"( {script} ) >/dev/null 2>&1 && echo ESCAPED; echo ran");

        text.ShouldBe("ran\n", script);
        Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task Neither_the_hosts_paths_nor_its_configuration_hooks_or_other_worktrees_show()
    {
        fixture.Git("config", "http.extraheader", "Authorization: token-9f8e7d");
        fixture.Git("remote", "add", "origin", "https://user:token-9f8e7d@example.org/x.git");
        fixture.Host.Write("repo/.git/hooks/post-checkout", "#!/bin/sh\n# token-9f8e7d");
        await fixture.AddAsync("S3-other");
        var scope = await ScopeAsync("S3-own");

        var (_, text) = await fixture.InsideAsync(scope, "cat .git; git config --list; git remote -v; find /git -type f ! -path '*/objects/*' -exec cat {} +; git worktree list; git rev-parse --git-dir --git-common-dir --show-toplevel; env; find / -xdev -path /usr -prune -o -print; tr '\\0' '\\n' < /proc/1/cmdline");

        text.ShouldContain("gitdir: /git/worktrees/S3-own");
        text.ShouldNotContain("token-9f8e7d");
        text.ShouldNotContain("/S3-other");
        text.ShouldNotContain(fixture.Host.Path);
    }

    [Fact]
    public async Task A_read_only_scope_reads_only()
    {
        var scope = await ScopeAsync("S4-review", writable: false);
        var (_, text) = await fixture.InsideAsync(scope, "git status --porcelain; cat readme.md; echo x > new || echo refused");
        text.ShouldContain("hello\n");
        text.ShouldContain("Read-only file system");
        text.ShouldEndWith("refused\n");
        scope.Writable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_repository_that_a_Worker_makes_for_its_tests_is_its_own()
    {
        var (code, text) = await fixture.InsideAsync(await ScopeAsync("S5-tests"), "git init -q /tmp/own && cd /tmp/own && echo x > f && git add f && git -c user.name=a -c user.email=b commit -qm own && git log --format=%s");
        (code, text).ShouldBe((0, "own\n"));
    }

    [Fact]
    public async Task A_commit_by_the_host_is_seen_inside_and_so_are_refs_that_were_packed_meanwhile()
    {
        var worktree = await fixture.AddAsync("S6-live");
        var scope = (await fixture.Store.ScopeAsync(worktree, GlobSet.All, true, Cancellation)).Value;
        File.WriteAllText(Path.Combine(worktree.Path, "made"), "x");
        await fixture.CommitAsync(worktree, "by the host");
        fixture.Git("pack-refs", "--all");
        fixture.Git("gc", "-q");
        var (_, text) = await fixture.InsideAsync(scope, "git log --format=%an:%s; git status --porcelain");
        text.ShouldBe("Coder:by the host\nUser:first\n");
    }

    private async Task<Scope> ScopeAsync(string name, bool writable = true) =>
        (await fixture.Store.ScopeAsync(await fixture.AddAsync(name), GlobSet.All, writable, Cancellation)).Value;

    private string Snapshot() => string.Join('\n', Directory.GetFiles(Path.Combine(fixture.Root, ".git"), "*", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/objects/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(f => f + ":" + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))))
        + File.ReadAllText(Path.Combine(fixture.Root, ".worktree/S2-walls/.git"));
}
