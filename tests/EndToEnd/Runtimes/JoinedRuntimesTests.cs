using System.Diagnostics;
using System.Text;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.EndToEnd.Runtimes;

/// <summary>A workspace and two runtimes beside its own, all processes of their own.</summary>
public sealed class JoinedRuntimesTests : IDisposable
{
    private readonly RuntimeFolder _near = new();
    private readonly RuntimeFolder _far = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_of_three_runtimes_are_worked_with_alike_and_one_runtime_may_die_and_come_back()
    {
        await using var workspace = await TestWorkspace.Make();
        await using var model = SteeredModel.Start();
        await workspace.Configure(model.Url);
        var (nearToken, farToken, bind) = (await _near.NewToken(), await _far.NewToken(), $"127.0.0.1:{Ports.Free()}");
        await using var near = _near.Serve();
        var dying = _far.Serve("--bind", bind);
        await using var first = dying;
        var server = await workspace.Up();
        await AddAsync(workspace, "near", await RuntimeFolder.AddressOf(near), nearToken);
        await AddAsync(workspace, "far", await RuntimeFolder.AddressOf(dying), farToken);
        (await workspace.MustYoi("runtime", "list")).Split('\n').Select(l => string.Join(' ', l.Split('\t')[..3])).ShouldBe(["embedded embedded running", "far remote running", "near remote running"]);

        using var client = new WorkspaceClient(Directory.EnumerateFiles(Path.Combine(workspace.Environment["YOI_HOME"], "run"), "yoi.sock", SearchOption.AllDirectories).Single());
        var workers = client.Workers("test");
        Dictionary<string, WorkerWatch> watches = [];
        foreach (var runtime in new[] { "embedded", "near", "far" })
        {
            await workspace.MustYoi("worker", "new", "--name", $"In {runtime}", "--runtime", runtime);
            var worker = (await workers.ListAsync(Cancelled)).Value.Items.Single(w => w.Name == $"In {runtime}");
            watches[runtime] = new(workers, new(worker.Runtime, worker.Worker));
            await watches[runtime].SayAsync(model, $"Hello from {runtime}.");
        }

        // It dies in the middle of a message.
        var far = watches["far"];
        (await workers.SendAsync(far.Worker, new("Say more."), "more", Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
        await (await model.Asked()).Say("More");
        await far.UntilAsync<WorkerDeltaFrame>(_ => true);
        await dying.KillHard();
        var since = Stopwatch.StartNew();
        await far.UntilAsync<WorkerStateFrame>(f => f.Worker.Problem == FaultCodes.RuntimeUnavailable);
        (await workers.ListAsync(Cancelled)).Value.Items.Single(w => w.Name == "In far").ShouldSatisfyAllConditions(
            w => w.Problem.ShouldBe(FaultCodes.RuntimeUnavailable), w => w.State.ShouldBe(RunState.Unconnected));
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await workspace.MustYoi("runtime", "list")).ShouldContain("\truntime_unavailable");
        (await workers.SendAsync(far.Worker, new("Are you there?"), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
        foreach (var runtime in new[] { "embedded", "near" }) await watches[runtime].SayAsync(model, $"Still here: {runtime}.");

        await using var second = _far.Serve("--bind", bind);
        (await far.UntilAsync<WorkerEventFrame>(f => f.Event is RunFinishedView)).Event.ShouldBeOfType<RunFinishedView>().Outcome.ShouldBe(RunOutcome.Interrupted);
        // The news that it is back and the event come each on its own way.
        if (far.Shown is not { Problem: null, State: RunState.Idle }) await far.UntilAsync<WorkerStateFrame>(f => f.Worker is { Problem: null, State: RunState.Idle });
        await far.SayAsync(model, "Back again.");
        foreach (var watch in watches.Values)
        {
            (await workers.StopAsync(watch.Worker, Cancelled)).Value.Desired.ShouldBe(DesiredState.Stopped);
            watch.Seqs.ShouldBe(Enumerable.Range(1, watch.Seqs.Count).Select(seq => (long)seq));
            watch.Snapshots.ShouldBe(1);
            await watch.DisposeAsync();
        }

        await server.KillHard();
        foreach (var file in Directory.EnumerateFiles(workspace.Environment["YOI_HOME"], "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".sock", StringComparison.Ordinal)))
        {
            var bytes = await ReadSharedAsync(file);
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(farToken)).ShouldBe(-1, file);
        }
    }

    [Fact]
    public async Task Runtimes_are_added_tried_out_and_taken_away_by_commands_that_bear_no_token()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:9/v1");
        var token = await _near.NewToken();
        await using var near = _near.Serve();
        var url = $"{await RuntimeFolder.AddressOf(near)}".TrimEnd('/');
        (await workspace.Refuses(FaultCodes.ServerUnavailable, "runtime", "list")).Error.ShouldContain("yoi up");
        await workspace.Up();

        Task<Ended> Yoi(string? input, params string[] arguments) => Run.Program(Checkout.Yoi, workspace.Root, new Dictionary<string, string>(workspace.Environment) { ["NEAR_TOKEN"] = token }, input, arguments);
        (await Yoi(token, "runtime", "test", url)).Output.ShouldStartWith("tested\tremote\trunning\t");
        (await Yoi("wrong", "runtime", "test", url)).Error.ShouldStartWith("yoi: runtime_auth_failed: ");
        (await Yoi("", "runtime", "add", "near", url)).Error.ShouldStartWith("yoi: invalid: ");
        (await Yoi(token, "runtime", "add", "Near!", url)).Error.ShouldStartWith("yoi: invalid: ");
        (await Yoi(token, "runtime", "add", "near", "http://far.example")).Error.ShouldStartWith("yoi: invalid: ");
        (await Yoi(token, "runtime", "add", "near")).Error.ShouldStartWith("yoi: invalid: ");
        (await Yoi(null, "runtime", "add", "near", url, "--token-env", "NO_SUCH")).Error.ShouldStartWith("yoi: invalid: ");
        (await Yoi(null, "runtime", "add", "near", url, "--token-env", "NEAR_TOKEN", "--json")).Output.ShouldContain("\"runtime\":\"near\"");
        (await Yoi(token, "runtime", "add", "near", "http://127.0.0.1:9")).ExitCode.ShouldBe(1);
        await workspace.WriteFile("older/pods/ada/metadata.json", $$"""{"worker_name":"Ada","workspace_root":"{{workspace.Root}}"}""");
        (await workspace.MustYoi("runtime", "add", "old", "--older", "older")).ShouldStartWith("old\tcompatibility\t");
        (await workspace.MustYoi("worker", "list")).ShouldContain("\told\tAda\t");
        (await workspace.MustYoi("runtime", "list", "--json")).Split('\n').Length.ShouldBe(3);
        await workspace.Refuses(FaultCodes.Conflict, "runtime", "remove", "embedded");
        await workspace.Refuses(FaultCodes.UnknownRuntime, "worker", "new", "--runtime", "nowhere");
        (await workspace.MustYoi("runtime", "remove", "near")).ShouldBe("near");
        (await workspace.MustYoi("runtime", "remove", "old")).ShouldBe("old");
        await workspace.Refuses(FaultCodes.UnknownRuntime, "runtime", "remove", "near");
    }

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }

    private static async Task AddAsync(TestWorkspace workspace, string name, Uri address, string token)
    {
        var ended = await Run.Program(Checkout.Yoi, workspace.Root, workspace.Environment, token, "runtime", "add", name, $"{address}".TrimEnd('/'));
        ended.ExitCode.ShouldBe(0, ended.ToString());
        ended.ToString().ShouldNotContain(token);
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Cancelled);
        return all.ToArray();
    }
}
