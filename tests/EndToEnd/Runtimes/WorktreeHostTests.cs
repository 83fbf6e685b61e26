using System.Text;
using Yoi.Protocol;

namespace Yoi.Tests.EndToEnd.Runtimes;

/// <summary>A host that keeps worktrees, as a process of its own: an agent works in one, the host commits and checks it.</summary>
public sealed class WorktreeHostTests : IAsyncLifetime
{
    private HostFolder _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await HostFolder.Make();

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return default;
    }

    [Fact]
    public async Task An_agent_writes_a_file_there_and_the_host_commits_checks_and_saves_it()
    {
        var token = await _host.Runtime.NewToken("--permissions", "read,work,manage,worktrees,checks");
        var plain = await _host.Runtime.NewToken("--permissions", "read,work,manage");
        await using var model = SteeredModel.Start();
        await using var server = _host.Serve();
        var address = await RuntimeFolder.AddressOf(server);
        using var client = RuntimeFolder.Client(address, token);
        using var other = RuntimeFolder.Client(address, plain);

        (await other.Worktrees.AddAsync(HostFolder.Call("T1-file"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeAuthFailed);
        var made = (await client.Worktrees.AddAsync(HostFolder.Call("T1-file"), Cancelled)).Value;
        (made.Branch, made.Commit, made.Ready).ShouldBe(("work/T1-file", await _host.Git("rev-parse", "main"), true));
        CreateWorkerRequest request = new() { Profile = "test", Resolved = RuntimeFolder.Profile(model.Url) with { Tools = ["write", "shell"] }, DisplayName = "Ada", Worktree = "T1-file" };
        (await client.CreateAsync(request with { Worktree = "T2-nothing" }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await other.CreateAsync(request, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeAuthFailed);
        var created = await client.CreateAsync(request, Cancelled);
        if (created.Fault is { Code: FaultCodes.SandboxUnavailable } unavailable) Assert.Skip($"{unavailable}");
        var worker = created.Value.Id;

        await using var watcher = new Watcher(stop => client.Observe(worker, null, stop));
        (await client.SendInputAsync(worker, WorkerInput.User("Write it.", "1"), Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
        await (await model.Asked()).Call("write", new { path = "notes/new.txt", content = "by the agent\n" });
        // Inside, git shows the work and commits nothing.
        await (await model.Asked()).Call("shell", new { command = "git status --porcelain; git commit -m x || echo refused" });
        var last = await model.Asked();
        (await client.Worktrees.CommitAsync("T1-file", new("too early", "Ada"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Busy);
        await last.Say("It is there.");
        await last.End();
        (await watcher.EndAsync()).Outcome.ShouldBe(RunOutcome.Completed);
        (await client.HistoryAsync(worker, 0, 100, Cancelled)).Value.OfType<ToolResult>().Last().Text.ShouldSatisfyAllConditions(text => text.ShouldContain("?? notes/"), text => text.ShouldContain("refused"));

        (await client.Worktrees.GetAsync("T1-file", Cancelled)).Value.ShouldSatisfyAllConditions(s => s.State.ShouldBe(WorktreeState.Dirty), s => s.Changes.ShouldHaveSingleItem().Path.ShouldBe("notes/new.txt"));
        var commit = (await client.Worktrees.CommitAsync("T1-file", new("Notes", "Ada", worker), Cancelled)).Value;
        (await _host.Git("log", "-1", "--format=%H %an <%ae> %cn", "work/T1-file")).ShouldBe($"{commit.Commit} Ada <{worker}@workers.yoi.invalid> Yoi");
        (await _host.Git("show", "work/T1-file:notes/new.txt")).ShouldBe("by the agent");

        var report = (await client.Worktrees.CheckAsync("T1-file", new([new("cat notes/new.txt"), new("exit 7")], default, "a1", "submit", commit.Commit, 30), Cancelled)).Value;
        Encoding.UTF8.GetString(Convert.FromBase64String(report.Checks[0].Output)).ShouldBe("by the agent\n");
        report.Checks.Select(check => Receipts.Read(check.Receipt, report.PublicKey).ExitCode).ShouldBe([0, 7]);
        (await other.Worktrees.CheckAsync("T1-file", new([new("true")], default, "a1", "submit"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeAuthFailed);

        (await client.Worktrees.RemoveAsync("T1-file", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Busy);
        await client.StopAsync(worker, Cancelled);
        var removed = (await client.Worktrees.RemoveAsync("T1-file", Cancelled)).Value;
        (await _host.Git("rev-parse", removed.Rescued.ShouldHaveSingleItem().Ref)).ShouldBe(commit.Commit);
        (await client.Worktrees.ListAsync(null, 200, Cancelled)).Value.Worktrees.ShouldBeEmpty();
        await server.Terminate();
        (await server.Ended()).ShouldBe(0, server.Log);
    }

    [Theory]
    [InlineData("AddWorktree:before")]
    [InlineData("AddWorktree:after")]
    [InlineData("RemoveWorktree:before")]
    [InlineData("RemoveWorktree:after")]
    public async Task Killed_between_a_record_and_what_it_records_nothing_is_lost(string moment)
    {
        var token = await _host.Runtime.NewToken("--permissions", "read,worktrees");
        var bind = $"127.0.0.1:{Ports.Free()}";
        await using var dying = _host.Serve($"{moment}/1", "--bind", bind);
        using var client = RuntimeFolder.Client(await RuntimeFolder.AddressOf(dying), token);
        var removes = moment.StartsWith("Remove", StringComparison.Ordinal);
        var adding = client.Worktrees.AddAsync(HostFolder.Call("T1-x"), Cancelled);
        if (removes)
        {
            (await adding).Value.Ready.ShouldBeTrue();
            await File.WriteAllTextAsync(Path.Combine(_host.Repository, ".worktree/tea.T1-x/new"), "mine\n", Cancelled);
            adding = null;
        }

        var removing = removes ? client.Worktrees.RemoveAsync("T1-x", Cancelled) : null;
        await dying.Ended();
        await using var second = _host.Serve(null, "--bind", bind);
        await second.LineWith("Listening on ");
        // Whatever the calls came to: asked again, they answer what they would have.
        if (adding is not null) await adding;
        if (removing is not null) await removing;
        if (!removes)
        {
            (await client.Worktrees.GetAsync("T1-x", Cancelled)).Value.ShouldSatisfyAllConditions(s => s.Worktree.Ready.ShouldBeTrue(), s => s.State.ShouldBe(WorktreeState.Clean));
            (await client.Worktrees.AddAsync(HostFolder.Call("T1-x"), Cancelled)).Value.Ready.ShouldBeTrue();
            (await File.ReadAllTextAsync(Path.Combine(_host.Repository, ".worktree/tea.T1-x/readme.md"), Cancelled)).ShouldBe("hello\n");
            return;
        }

        var removed = (await client.Worktrees.RemoveAsync("T1-x", Cancelled)).Value;
        (await _host.Git("show", $"{removed.Rescued.ShouldHaveSingleItem().Ref}:new")).ShouldBe("mine");
        Directory.Exists(Path.Combine(_host.Repository, ".worktree/tea.T1-x")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_no_repository_or_another_servers_is_refused_at_the_start()
    {
        await _host.Runtime.NewToken();
        string[] serve = ["runtime", "serve", "--store", "memory", "--token-file", _host.Runtime.Tokens, "--repository"];
        (await Run.Program(Checkout.Yoi, _host.Runtime.Folder, _host.Environment, null, [.. serve, _host.Runtime.Folder])).Error.ShouldStartWith("yoi: invalid: ");
        await using var first = _host.Serve();
        await first.LineWith("Listening on ");
        (await Run.Program(Checkout.Yoi, _host.Runtime.Folder, _host.Environment, null, [.. serve, _host.Repository])).Error.ShouldStartWith("yoi: conflict: Another server runs on this repository");
    }
}
