using System.Text.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

public sealed class HandWorkerTests : IAsyncLifetime
{
    private readonly LiveWorkspace _live = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _live.InitializeAsync();

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact]
    public async Task A_Worker_made_by_hand_has_a_worktree_of_its_own_and_what_it_did_is_committed_as_its_work()
    {
        var (worker, execution) = await CreateAsync(new("coder", "Ada", "Write it."));
        (worker.Name, worker.Role, worker.Model, worker.Ticket).ShouldBe(("Ada", "coder", "small", null));
        worker.Branch!.ShouldStartWith("work/hand-");
        _live.Git("rev-parse", worker.Branch).ShouldBe(_live.Git("rev-parse", "main"));
        var run = await execution.NextRunAsync();
        run.Input.Message!.Text.ShouldBe("Write it.");
        await File.WriteAllTextAsync(Path.Join(FolderOf(worker), "greeting.txt"), "hello, world\n", Cancelled);

        run.Finish();

        await LiveWorkspace.UntilAsync(() => _live.Git("rev-parse", worker.Branch) != _live.Git("rev-parse", "main"));
        _live.Git("show", $"{worker.Branch}:greeting.txt").ShouldBe("hello, world");
        _live.Git("log", "-1", "--format=%an %ae", worker.Branch).ShouldBe($"Ada {worker.Worker}@workers.yoi.invalid");
        _live.Git("rev-parse", "main").ShouldBe(_live.Git("rev-list", "--max-parents=0", "main"));
    }

    [Fact]
    public async Task Its_profile_asks_for_the_shell_and_names_no_ticket_tools()
    {
        var (_, execution) = await CreateAsync(new("builtin:coder"));

        var profile = execution.Context.Profile;
        profile.Permissions.Select(r => $"{r.Effect} {r.Tool}").ShouldBe(["Allow read", "Allow write", "Allow edit", "Allow submit_work", "Ask shell"]);
        profile.Tools.ShouldBe(["read", "write", "edit", "shell", "submit_work"]);
    }

    [Fact]
    public async Task A_coder_may_write_all_but_what_is_protected_and_a_reviewer_nothing()
    {
        var (coder, _) = await CreateAsync(new("coder"));
        var (reviewer, _) = await CreateAsync(new("reviewer"));

        var scope = (await _live.Host.ScopeAsync(new(coder.Runtime, coder.Worker), Cancelled)).Value;
        (scope.Writable, scope.Write.Allows("src/new.txt"), scope.Write.Allows("guarded/key.txt"), scope.Write.Allows(".yoi/workspace.yaml")).ShouldBe((true, true, false, false));
        (await _live.Host.ScopeAsync(new(reviewer.Runtime, reviewer.Worker), Cancelled)).Value.Writable.ShouldBeFalse();
    }

    [Fact]
    public async Task Submitting_commits_and_answers_commit_and_branch()
    {
        var (worker, _) = await CreateAsync(new("coder", "Ada"));
        var call = new TicketToolCall("submit_work", "c1", JsonSerializer.SerializeToElement(new { summary = "Greets the world." }));
        (await CallAsync(worker, call)).Text.ShouldContain(FaultCodes.NothingToCommit);
        await File.WriteAllTextAsync(Path.Join(FolderOf(worker), "greeting.txt"), "hello, world\n", Cancelled);

        var reply = await CallAsync(worker, call);

        (reply.IsError, reply.EndsRun).ShouldBe((false, true));
        reply.Text.ShouldContain(_live.Git("rev-parse", worker.Branch!));
        reply.Text.ShouldContain(worker.Branch!);
        _live.Git("log", "-1", "--format=%s", worker.Branch!).ShouldBe("Greets the world.");
        await File.WriteAllTextAsync(Path.Join(FolderOf(worker), "guarded", "key.txt"), "mine\n", Cancelled);
        (await CallAsync(worker, call)).Text.ShouldContain(FaultCodes.OutOfScope);
        (await CallAsync(worker, call with { Name = "report_blocked" })).Text.ShouldContain(FaultCodes.ForbiddenAuthority);
    }

    [Fact]
    public async Task It_is_cut_from_the_integration_branch_where_there_is_one()
    {
        _live.Git("branch", "yoi/integration", _live.Git("commit-tree", "main^{tree}", "-p", "main", "-m", "Integrated"));

        var (worker, _) = await CreateAsync(new("coder"));

        _live.Git("rev-parse", worker.Branch!).ShouldBe(_live.Git("rev-parse", "yoi/integration"));
    }

    [Fact]
    public async Task The_same_key_makes_one_Worker_and_another_request_under_it_is_a_conflict()
    {
        var wanted = new NewWorker("coder", "Ada", "Hello.");
        var both = await Task.WhenAll(_live.Workers.CreateAsync(wanted, "once", Cancelled), _live.Workers.CreateAsync(wanted, "once", Cancelled));
        var again = await _live.Workers.CreateAsync(wanted, "once", Cancelled);

        both.Append(again).Select(r => r.Value.Worker).Distinct().Count().ShouldBe(1);
        _live.Backend.Spawns.ShouldBe(1);
        (await _live.Workers.CreateAsync(wanted with { Name = "Bob" }, "once", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        _live.Git("branch", "--list", "work/*").Split('\n').Length.ShouldBe(1);
        var said = (await _live.Workers.EventsAfterAsync(new(again.Value.Runtime, again.Value.Worker), 0, 200, Cancelled)).Value;
        said.Items.OfType<UserMessageView>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_Worker_cannot_be_made_nothing_is_left_and_the_same_key_tries_again()
    {
        _live.Backend.OnSpawn = (_, _) => new(new Fault(FaultCodes.ProviderMissing, $"No key at {LiveWorkspace.Canary}."));
        var refused = await _live.Workers.CreateAsync(new("coder"), "again", Cancelled);
        refused.Fault!.Code.ShouldBe(FaultCodes.ProviderMissing);
        refused.Fault.Message.ShouldNotContain(LiveWorkspace.Canary);
        _live.Git("branch", "--list", "work/*").ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Join(_live.Root, ".worktree")).ShouldBeEmpty();
        (await _live.Workers.ListAsync(Cancelled)).Value.Items.ShouldBeEmpty();

        _live.Backend.OnSpawn = (execution, _) => new(execution.Connection());
        (await _live.Workers.CreateAsync(new("coder"), "again", Cancelled)).Value.Branch.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_crash_left_between_intent_and_Worker_is_finished_at_the_next_start()
    {
        // The backend never answers, so that the process ends between the worktree and the Worker.
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _live.Backend.OnSpawn = async (_, token) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException("It was never to come so far.");
        };
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var creating = _live.Workers.CreateAsync(new("coder", "Ada", "Hello."), "crash", gone.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        await gone.CancelAsync();
        await creating.ContinueWith(_ => { }, Cancelled, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await _live.StopAsync();

        await _live.StartAsync(new());

        var execution = await _live.Backend.NextAsync();
        (await execution.NextRunAsync()).Input.Message!.Text.ShouldBe("Hello.");
        var worker = (await _live.Workers.CreateAsync(new("coder", "Ada", "Hello."), "crash", Cancelled)).Value;
        worker.Name.ShouldBe("Ada");
        _live.Git("branch", "--list", "work/*").Split('\n').Length.ShouldBe(1);
        Directory.Exists(FolderOf(worker)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_run_left_when_the_process_ended_is_committed_at_the_next_start()
    {
        var (worker, execution) = await CreateAsync(new("coder", "Ada", "Write it."));
        await execution.NextRunAsync();
        await File.WriteAllTextAsync(Path.Join(FolderOf(worker), "greeting.txt"), "half\n", Cancelled);
        await _live.StopAsync();

        await _live.StartAsync(new());

        await LiveWorkspace.UntilAsync(() => _live.Git("show", $"{worker.Branch}:greeting.txt") == "half");
    }

    [Theory]
    [InlineData("nobody", null, FaultCodes.UnknownProfile)]
    [InlineData("coder", "two\nlines", FaultCodes.Invalid)]
    [InlineData("coder", "<>", FaultCodes.Invalid)]
    public async Task What_cannot_be_made_is_refused_before_anything_is_there(string profile, string? name, string code)
    {
        (await _live.Workers.CreateAsync(new(profile, name), null, Cancelled)).Fault!.Code.ShouldBe(code);

        _live.Backend.Spawns.ShouldBe(0);
        Directory.Exists(Path.Join(_live.Root, ".worktree")).ShouldBeFalse();
    }

    private async Task<(WorkerView Worker, FakeExecution Execution)> CreateAsync(NewWorker wanted)
    {
        var worker = (await _live.Workers.CreateAsync(wanted, null, Cancelled)).Value;
        return (worker, await _live.Backend.NextAsync());
    }

    private Task<TicketToolReply> CallAsync(WorkerView worker, TicketToolCall call) => _live.Host.TicketTools(new(worker.Runtime, worker.Worker), call, Cancelled);

    private string FolderOf(WorkerView worker) => Path.Join(_live.Root, ".worktree", worker.Branch!["work/".Length..]);
}
