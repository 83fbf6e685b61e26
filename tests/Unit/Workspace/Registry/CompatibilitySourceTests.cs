using Yoi.Protocol;
using Yoi.Tests.Unit.Workspace.Server;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry;

/// <summary>The older program's records: shown, never more.</summary>
public sealed class CompatibilitySourceTests : IDisposable
{
    private static readonly RuntimeId Old = RuntimeId.Parse("old", null);

    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();

    public CompatibilitySourceTests() => Directory.CreateDirectory(Path.Join(_folder.Root, "pods"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Root => Path.Join(_folder.Root, "repo");

    private CompatibilitySource Source => new(Old, _folder.Root, Root, _time);

    [Fact]
    public async Task Active_ones_and_metadata_are_shown_with_role_and_profile_and_nothing_of_the_host()
    {
        Write("ada", $$$"""
            {"worker_name":"Ada","active":{"session_id":"s-canary","segment_id":3},"workspace_root":"{{{Root}}}/","spawned_children":[],"reclaimed_children":[],"peers":[{"socket":"/run/canary.sock"}],
             "resolved_manifest_snapshot":{"role":"coder","profile_selector":"builtin:coder","socket":"/run/canary"}}
            """);
        Write("bob", $$"""{"worker_name":"Bob\u0007\n","workspace_root":"{{Root}}"}""");

        var workers = (await ListAsync()).Workers.OrderBy(w => w.DisplayName).ToList();

        workers.Select(w => (w.DisplayName, w.Role, w.Profile, w.Desired, w.State)).ShouldBe(
            [("Ada", "coder", "builtin:coder", DesiredState.Active, RunState.Unconnected), ("Bob", "", "", DesiredState.Stopped, RunState.Unconnected)]);
        workers.ShouldAllBe(w => !$"{w}".Contains("canary", StringComparison.Ordinal) && w.Labels == null);
        (await ListAsync()).Workers.Select(w => w.Id).ShouldBe((await ListAsync()).Workers.Select(w => w.Id));
        (await Source.AskAsync(new RuntimeCommand.Get(workers[0].Id), Cancelled)).Value.Workers.ShouldHaveSingleItem().DisplayName.ShouldBe("Ada");
    }

    [Theory]
    [InlineData("not json", FaultCodes.MetadataInvalid)]
    [InlineData("[]", FaultCodes.MetadataInvalid)]
    [InlineData("{}", FaultCodes.MetadataInvalid)]
    [InlineData("""{"worker_name":7,"workspace_root":"ROOT"}""", FaultCodes.MetadataInvalid)]
    [InlineData("""{"worker_name":" \u0000","workspace_root":"ROOT"}""", FaultCodes.MetadataInvalid)]
    [InlineData("""{"worker_name":"a","active":{},"workspace_root":"ROOT"}""", FaultCodes.MetadataInvalid)]
    [InlineData("""{"worker_name":"a","peers":{},"workspace_root":"ROOT"}""", FaultCodes.MetadataInvalid)]
    [InlineData("""{"worker_name":"a"}""", FaultCodes.MetadataForeign)]
    [InlineData("""{"worker_name":"a","workspace_root":"/elsewhere"}""", FaultCodes.MetadataForeign)]
    [InlineData("""{"worker_name":"a","workspace_root":"ROOT/../other"}""", FaultCodes.MetadataForeign)]
    public async Task What_is_no_record_of_this_workspace_is_left_out_with_a_diagnostic(string text, string code)
    {
        Write("odd", text.Replace("ROOT", Root, StringComparison.Ordinal));
        Write("good", $$"""{"worker_name":"Good","workspace_root":"{{Root}}"}""");

        var reply = await ListAsync();

        reply.Workers.ShouldHaveSingleItem().DisplayName.ShouldBe("Good");
        reply.Diagnostics.ShouldHaveSingleItem().Fault.Code.ShouldBe(code);
    }

    [Fact]
    public async Task Huge_deep_linked_and_missing_files_are_diagnostics()
    {
        Write("huge", new string(' ', 1024 * 1024 + 1));
        Write("deep", string.Concat(Enumerable.Repeat("[", 10_000)));
        Directory.CreateDirectory(Path.Join(_folder.Root, "pods", "none"));
        Directory.CreateDirectory(Path.Join(_folder.Root, "pods", "link"));
        File.WriteAllText(Path.Join(_folder.Root, "target"), $$"""{"worker_name":"Linked","workspace_root":"{{Root}}"}""");
        File.CreateSymbolicLink(Path.Join(_folder.Root, "pods", "link", "metadata.json"), Path.Join(_folder.Root, "target"));

        var reply = await ListAsync();

        reply.Workers.ShouldBeEmpty();
        reply.Diagnostics.Select(d => d.Fault.Code).ShouldBe(Enumerable.Repeat(FaultCodes.MetadataInvalid, 4));
    }

    [Fact]
    public async Task One_that_says_it_is_active_and_was_not_written_for_a_day_is_shown_as_stale()
    {
        Write("ada", $$$"""{"worker_name":"Ada","active":{"session_id":"s"},"workspace_root":"{{{Root}}}"}""");
        File.SetLastWriteTimeUtc(Path.Join(_folder.Root, "pods", "ada", "metadata.json"), _time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(25));

        var reply = await ListAsync();

        reply.Workers.ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.Desired.ShouldBe(DesiredState.Stopped), w => w.Diagnostic!.Code.ShouldBe(FaultCodes.MetadataStale));
        reply.Diagnostics.ShouldHaveSingleItem().Worker.ShouldBe(reply.Workers[0].Id);
    }

    [Fact]
    public async Task It_takes_no_input_and_no_command_and_has_no_history()
    {
        Write("ada", $$"""{"worker_name":"Ada","workspace_root":"{{Root}}"}""");
        var id = (await ListAsync()).Workers[0].Id;
        RuntimeCommand[] commands =
        [
            new RuntimeCommand.Create(new() { Profile = "builtin:coder" }), new RuntimeCommand.Send(id, WorkerInput.User("go", "k")), new RuntimeCommand.Interrupt(id), new RuntimeCommand.Stop(id),
            new RuntimeCommand.Cancel(id), new RuntimeCommand.Delete(id), new RuntimeCommand.Restore(id), new RuntimeCommand.Answer(id, "c", true, false, "me"),
            new RuntimeCommand.Report(id, new(FaultCodes.Invalid, "x")), new RuntimeCommand.History(id, 0, 1),
        ];
        foreach (var command in commands) (await Source.AskAsync(command, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Unsupported, $"{command}");
        (await FramesAsync(id)).ShouldHaveSingleItem().ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(FaultCodes.Unsupported);
        (await FramesAsync(WorkerId.New(_time))).ShouldHaveSingleItem().ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(FaultCodes.UnknownWorker);
    }

    [Fact]
    public async Task It_pages_and_says_that_it_is_away_where_there_are_no_records()
    {
        for (var i = 0; i < 5; i++) Write($"w{i}", $$"""{"worker_name":"W{{i}}","workspace_root":"{{Root}}"}""");
        var first = (await Source.AskAsync(new RuntimeCommand.List(new() { Limit = 3 }), Cancelled)).Value;
        var second = (await Source.AskAsync(new RuntimeCommand.List(new() { Limit = 3, After = first.Next }), Cancelled)).Value;
        (first.Workers.Count, second.Workers.Count, second.Next).ShouldBe((3, 2, null));
        first.Workers.Concat(second.Workers).Select(w => w.Id).ShouldBeUnique();

        Directory.Delete(Path.Join(_folder.Root, "pods"), recursive: true);
        (await Source.AskAsync(new RuntimeCommand.Describe(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string pod, string text) => _folder.Write($"pods/{pod}/metadata.json", text);

    private async Task<RuntimeReply> ListAsync() => (await Source.AskAsync(new RuntimeCommand.List(new()), Cancelled)).Value;

    private async Task<IReadOnlyList<ObservationFrame>> FramesAsync(WorkerId worker)
    {
        List<ObservationFrame> frames = [];
        await foreach (var frame in Source.Observe(worker, null, Cancelled)) frames.Add(frame);
        return frames;
    }
}
