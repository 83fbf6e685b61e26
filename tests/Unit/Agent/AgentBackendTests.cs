using Yoi.Agent;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Sandbox;
using static Yoi.Tests.Unit.Agent.ScriptedModel;

namespace Yoi.Tests.Unit.Agent;

public sealed class AgentBackendTests
{
    private static readonly WorkerRef Ada = new(RuntimeId.Parse("local", null), WorkerId.New(TimeProvider.System));
    private static readonly Scope ReadOnly = new() { Mounts = [], Writable = false, Write = GlobSet.None };

    [Fact]
    public async Task A_profile_without_a_provider_is_refused_with_what_to_set()
    {
        var connected = await Connect(new() { Sandbox = new FakeSandbox(), Scopes = Grant(null), Models = p => ModelProviders.Create(p, _ => null) }, BuiltinProfiles.Find("builtin:coder")!);

        connected.Fault!.Code.ShouldBe(FaultCodes.ProviderMissing);
        connected.Fault.Message.ShouldContain("profiles.coder.provider");
        connected.Fault.Message.ShouldContain("OPENAI_API_KEY");
    }

    [Fact]
    public async Task A_worktree_that_cannot_be_granted_refuses_the_Worker()
    {
        var options = new AgentBackendOptions { Sandbox = new FakeSandbox(), Scopes = (_, _, _) => new(new Fault(FaultCodes.NotFound, "Gone.")), Models = _ => new ScriptedModel() };

        (await Connect(options, Bench.Coder)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }

    [Fact]
    public async Task Without_a_sandbox_a_Worker_with_a_worktree_is_refused_before_any_model_is_asked()
    {
        var options = new AgentBackendOptions
        {
            Sandbox = new FakeSandbox { Missing = new(FaultCodes.SandboxUnavailable, "Install it.") },
            Scopes = Grant(ReadOnly),
            Models = _ => new ScriptedModel(),
        };

        (await Connect(options, Bench.Coder)).Fault!.Code.ShouldBe(FaultCodes.SandboxUnavailable);
        (await Connect(options with { Scopes = Grant(null) }, Bench.Coder)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_profile_with_an_unknown_tool_is_refused()
    {
        var fault = (await Connect(Options(new ScriptedModel(), null), Bench.Coder with { Tools = ["read", "fly"] })).Fault!;

        fault.Code.ShouldBe(FaultCodes.Invalid);
        fault.Message.ShouldContain("'fly'");
    }

    [Fact]
    public async Task It_takes_every_kind_of_input()
    {
        var connection = (await Connect(Options(new ScriptedModel(), null), Bench.Coder)).Value;

        connection.InputKinds.ShouldBe([InputKind.User, InputKind.Resume, InputKind.Steer, InputKind.Approval], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_worktree_file_and_shell_tools_are_neither_offered_nor_run()
    {
        var sandbox = new FakeSandbox();
        var model = new ScriptedModel(Answer(Call("a", "read", ("path", "x")), Call("b", "shell", ("command", "ls")), Call("c", "write")), Say("None then."));

        var sink = await RunAsync(Options(model, null, sandbox), BuiltinProfiles.Find("builtin:coder")!);

        model.Options!.Tools!.Select(t => t.Name).ShouldBe(["submit_work", "report_blocked"]);
        sink.All<ToolResult>().Select(r => r.Status).ShouldBe([ToolResultStatus.Denied, ToolResultStatus.Denied, ToolResultStatus.Denied]);
        sandbox.Asked.ShouldBeNull();
    }

    [Fact]
    public async Task In_a_read_only_worktree_writing_is_denied()
    {
        var model = new ScriptedModel(Answer(Call("a", "write", ("path", "x"), ("content", "y")), Call("b", "edit", ("path", "x"))), Say("Right."));

        var sink = await RunAsync(Options(model, ReadOnly), Bench.Coder with { Tools = ["read", "write", "edit", "shell"] });

        model.Options!.Tools!.Select(t => t.Name).ShouldBe(["read", "shell"]);
        sink.All<ToolResult>().ShouldAllBe(r => r.Status == ToolResultStatus.Denied && r.Text.Contains("read-only"));
    }

    [Fact]
    public async Task A_ticket_tool_is_called_in_the_Workers_name_and_may_end_the_run()
    {
        (WorkerRef Caller, TicketToolCall Call)? seen = null;
        var model = new ScriptedModel(Answer(Call("c7", "submit_work", ("summary", "All done."))));
        var options = Options(model, null) with
        {
            TicketTools = (caller, call, _) =>
            {
                seen = (caller, call);
                return Task.FromResult(new TicketToolReply("Taken.", EndsRun: true));
            },
        };

        var sink = await RunAsync(options, BuiltinProfiles.Find("builtin:coder")!);

        seen!.Value.Caller.ShouldBe(Ada);
        seen.Value.Call.Name.ShouldBe(TicketTool.SubmitWork);
        seen.Value.Call.CallId.ShouldBe("c7");
        seen.Value.Call.Arguments.GetProperty("summary").GetString().ShouldBe("All done.");
        sink.All<ToolResult>().Single().Text.ShouldBe("Taken.");
        model.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_ticket_tool_is_an_error_the_model_can_answer()
    {
        var model = new ScriptedModel(Answer(Call("c", "submit_work")), Say("I see."));
        var options = Options(model, null) with { TicketTools = (_, _, _) => Task.FromResult(new TicketToolReply("No summary.", IsError: true)) };

        var sink = await RunAsync(options, BuiltinProfiles.Find("builtin:coder")!);

        sink.All<ToolResult>().Single().Status.ShouldBe(ToolResultStatus.Error);
        model.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public void The_built_in_profiles_have_prompts_tools_and_a_role()
    {
        BuiltinProfiles.All.Select(p => (p.Name, p.Role)).ShouldBe([("builtin:coder", "coder"), ("builtin:reviewer", "reviewer")]);
        BuiltinProfiles.Find("builtin:coder")!.Prompt.ShouldContain("submit_work");
        BuiltinProfiles.Find("builtin:reviewer")!.Tools.ShouldBe(["read", "list", "glob", "grep", "shell", "submit_review"]);
        BuiltinProfiles.Find("builtin:nobody").ShouldBeNull();
    }

    private static AgentBackendOptions Options(ScriptedModel model, Scope? scope, FakeSandbox? sandbox = null) => new()
    {
        Sandbox = sandbox ?? new FakeSandbox(),
        Scopes = Grant(scope),
        Models = _ => model,
        TicketTools = (_, _, _) => Task.FromResult(new TicketToolReply("Not here.", IsError: true)),
    };

    private static ScopeResolver Grant(Scope? scope) => (_, _, _) => new(new ScopeGrant(scope));

    private static ValueTask<Result<WorkerConnection>> Connect(AgentBackendOptions options, Profile profile, RecordingSink? sink = null)
    {
        sink ??= new();
        return new AgentBackend(options).ConnectAsync(Ada, new() { Profile = profile.Name }, profile, sink, sink.ReadAsync, TestContext.Current.CancellationToken);
    }

    private static async Task<RecordingSink> RunAsync(AgentBackendOptions options, Profile profile)
    {
        var sink = new RecordingSink();
        var connection = (await Connect(options, profile, sink)).Value;
        var dispatched = (await connection.Execution.DispatchAsync(sink.Begin("Go."), TestContext.Current.CancellationToken)).Value;
        (await dispatched.Completion.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Outcome.ShouldBe(RunOutcome.Completed);
        return sink;
    }
}
