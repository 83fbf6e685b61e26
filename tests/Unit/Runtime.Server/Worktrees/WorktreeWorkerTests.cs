using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime.Server;

namespace Yoi.Tests.Unit.Runtime.Server.Worktrees;

/// <summary>Workers in worktrees of their host.</summary>
public sealed class WorktreeWorkerTests : WorktreeServerFixture
{
    private const string InIt = """{"profile":"builtin:coder","display_name":"Ada","worktree":"T1-x"}""";

    [Fact]
    public async Task While_a_Worker_that_is_not_over_uses_it_a_worktree_stays()
    {
        await AddAsync("T1-x");
        var worker = await AskAsync(WireJson.Default.WorkerSummary, "POST", "/v1/workers", InIt, status: 201);
        worker.Worktree.ShouldBe("T1-x");
        await BusyAsync();
        // A new process has to find out.
        await RestartHostAsync();
        await BusyAsync();
        await CallAsync("POST", $"/v1/workers/{worker.Id}/stop");
        (await AskAsync(WireJson.Default.RemovedWorktree, "DELETE", "/v1/worktrees/T1-x")).Outcome.ShouldBe(WorktreeRemoval.Unchanged);

        async Task BusyAsync() => (await RefusedAsync(409, FaultCodes.Busy, "DELETE", "/v1/worktrees/T1-x")).Title.ShouldContain("Ada");
    }

    [Fact]
    public async Task While_a_Worker_is_being_made_for_it_a_worktree_stays()
    {
        await AddAsync("T1-x");
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        Backend.OnSpawn = async (execution, _) =>
        {
            begun.SetResult();
            await go.Task;
            return execution.Connection();
        };
        var making = CallAsync("POST", "/v1/workers", InIt);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        await RefusedAsync(409, FaultCodes.Busy, "DELETE", "/v1/worktrees/T1-x");
        go.SetResult();
        ((int)(await making).StatusCode).ShouldBe(201);
        await RefusedAsync(409, FaultCodes.Busy, "DELETE", "/v1/worktrees/T1-x");
    }

    [Fact]
    public async Task A_Worker_that_could_not_be_made_keeps_nothing()
    {
        await AddAsync("T1-x");
        Backend.OnSpawn = (_, _) => new(new Fault(FaultCodes.ProviderMissing, "none"));
        await RefusedAsync(409, FaultCodes.ProviderMissing, "POST", "/v1/workers", InIt);
        await AskAsync(WireJson.Default.RemovedWorktree, "DELETE", "/v1/worktrees/T1-x");
    }

    [Fact]
    public async Task While_a_run_is_at_hand_nothing_is_committed_and_afterwards_the_Worker_is_the_author()
    {
        await AddAsync("T1-x");
        await AddAsync("T2-x");
        var worker = await AskAsync(WireJson.Default.WorkerSummary, "POST", "/v1/workers", InIt, status: 201);
        var execution = await Backend.NextAsync();
        File.WriteAllText(Path.Combine(Folder("T1-x"), "new"), "new");
        var body = $$"""{"message":"work","author":"Ada","worker":"{{worker.Id}}"}""";
        (await SendAsync(worker.Id, "go")).Status.ShouldBe(InputStatus.Accepted);
        var run = await execution.NextRunAsync();
        await RefusedAsync(409, FaultCodes.Busy, "POST", "/v1/worktrees/T1-x/commits", body);
        run.End.SetResult(new(RunOutcome.Completed));
        await UntilAsync(worker.Id, w => w.Run is null);

        (await AskAsync(WireJson.Default.WorktreeCommit, "POST", "/v1/worktrees/T1-x/commits", body)).Created.ShouldBeTrue();
        Repo.Git("log", "-1", "--format=%an <%ae>", "work/T1-x").ShouldBe($"Ada <{worker.Id}@workers.yoi.invalid>");
        // In another worktree it did nothing.
        await RefusedAsync(404, FaultCodes.UnknownWorker, "POST", "/v1/worktrees/T2-x/commits", body);
        await RefusedAsync(404, FaultCodes.UnknownWorker, "POST", "/v1/worktrees/T2-x/commits", $$"""{"message":"work","author":"Ada","worker":"{{WorkerId.New(Time)}}"}""");
    }

    [Fact]
    public async Task Only_who_may_use_worktrees_has_Workers_in_them()
    {
        await AddAsync("T1-x");
        await RefusedAsync(403, FaultCodes.ForbiddenAuthority, "POST", "/v1/workers", InIt, await Tokens.AddAsync("tea", null, Permission.Read, Permission.Work, Permission.Manage, Permission.Checks));
        await RefusedAsync(404, FaultCodes.NotFound, "POST", "/v1/workers", InIt.Replace("T1-x", "T2-x", StringComparison.Ordinal));
        Backend.Spawns.ShouldBe(0);
    }

    [Fact]
    public async Task A_profile_from_elsewhere_mounts_nothing_of_the_host()
    {
        await AddAsync("T1-x");
        var profile = Coder with { Mounts = [new("/root", "/opt/root")] };
        var bundle = new ConfigBundle { Id = "b", Profiles = [profile] };
        using var client = Client();
        var kept = (await client.PutBundleAsync(bundle, Cancelled)).Value;
        CreateWorkerRequest[] requests = [new() { Profile = Coder.Name, Resolved = profile, Worktree = "T1-x" }, new() { Profile = Coder.Name, Bundle = kept, Worktree = "T1-x" }];
        foreach (var request in requests)
            await RefusedAsync(409, FaultCodes.OutOfScope, "POST", "/v1/workers", JsonSerializer.Serialize(request, WireJson.Default.CreateWorkerRequest));
        Backend.Spawns.ShouldBe(0);
        (await client.CreateAsync(requests[0] with { Resolved = Coder }, Cancelled)).Value.Worktree.ShouldBe("T1-x");
    }

    [Fact]
    public async Task The_host_finds_the_worktree_of_a_request_among_its_workspaces_own()
    {
        await AddAsync("T1-x");
        CreateWorkerRequest Of(string? worktree, string? workspace) =>
            new() { Profile = "p", Worktree = worktree, Labels = workspace is null ? null : new Dictionary<string, string> { ["yoi.workspace"] = workspace } };
        (await Hosted.OfAsync(Of("T1-x", "tea"), Cancelled)).Value.Path.ShouldBe(Folder("T1-x"));
        (await Hosted.OfAsync(Of("T1-x", "coffee"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await Hosted.OfAsync(Of("T1-x", null), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await Hosted.OfAsync(Of("tea.T1-x", "tea"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await Hosted.OfAsync(Of(null, "tea"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        await AskAsync(WireJson.Default.RemovedWorktree, "DELETE", "/v1/worktrees/T1-x");
        (await Hosted.OfAsync(Of("T1-x", "tea"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }
}
